#include "plugins/wordnet/wordnetreader.h"

#include "core/base/files.h"
#include "plugins/wordnet/glosses.h"

namespace vitrine::wordnet {

namespace {

constexpr std::size_t kLargestFile = std::size_t{256} << 20;
constexpr std::size_t kTickEvery = 1024;

} // namespace

Outcome<Done> WordnetReader::read(const data::ReadRequest& request, const data::ExampleSink& sink,
                                  const Tick& tick) const {
    const Json* file = request.options.find("file");
    if (file == nullptr || file->string() == nullptr || request.options.object()->size() != 1) {
        return Problem{"The options of the reader “wordnet” cannot be used",
                       "“file” is what it needs, and no more", "Name WordNet's data.noun"};
    }
    const auto path = pathFrom(*file->string(), request);
    const auto text = readFile(path, kLargestFile);
    if (!text) {
        return text.as<Done>();
    }
    std::size_t count = 0;
    return readGlosses(*text, path.string(), [&](const Gloss& gloss) {
        const auto done = static_cast<std::int64_t>(gloss.definition.data() - text->data());
        if (++count % kTickEvery == 0 &&
            !tick.update(done, static_cast<std::int64_t>(text->size()), Unit::Bytes)) {
            return false;
        }
        return sink({.text = std::string(gloss.definition),
                     .label = std::string(gloss.className),
                     .source = "WordNet 3.0",
                     .licence = "LicenseRef-WordNet-3.0", // SPDX lists none
                     .group = std::string(gloss.definition)});
    });
}

} // namespace vitrine::wordnet
