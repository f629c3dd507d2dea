#include "app/vitrine/session/reading.h"

namespace vitrine::app {

Mismatch mismatchBetween(const SampleEntry& sample, Reading model) {
    if (!sample.media.none()) {
        return model.pictures || !sample.sample.text.empty() ? Mismatch::None
                                                             : Mismatch::ModelReadsText;
    }
    return model.texts ? Mismatch::None : Mismatch::ModelReadsPictures;
}

Reading likelyReadingOf(const std::filesystem::path& modelFolder) {
    const auto config = readJson(modelFolder / "config.json");
    if (!config) {
        return {}; // opening it will say why
    }
    return {.texts = config->find("vocab_size") != nullptr,
            .pictures = config->find("image_size") != nullptr};
}

} // namespace vitrine::app
