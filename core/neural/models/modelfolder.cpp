#include "core/neural/models/modelfolder.h"

namespace vitrine::neural {

Outcome<ModelFolder> ModelFolder::read(const std::filesystem::path& folder) {
    const std::filesystem::path file = folder / "config.json";
    auto config = readJson(file);
    if (!config) {
        return config.as<ModelFolder>();
    }
    const auto family = familyOf(*config, file.string());
    if (!family) {
        return family.as<ModelFolder>();
    }
    auto checkpoint = Checkpoint::open(folder, (*family)->names);
    if (!checkpoint) {
        return checkpoint.as<ModelFolder>();
    }
    return ModelFolder{.config = *std::move(config),
                       .where = file.string(),
                       .family = *family,
                       .checkpoint = *std::move(checkpoint)};
}

} // namespace vitrine::neural
