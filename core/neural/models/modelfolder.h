#pragma once

#include "core/neural/models/network.h"
#include "core/neural/weights/checkpoint.h"

#include <filesystem>
#include <memory>
#include <string>

namespace vitrine::neural {

/// What a model's folder holds, before anything is built of it.
struct ModelFolder {
    Json config;
    std::string where; ///< of config.json, for Problems
    const Family* family = nullptr;
    std::shared_ptr<const Checkpoint> checkpoint;

    [[nodiscard]] static Outcome<ModelFolder> read(const std::filesystem::path& folder);
};

} // namespace vitrine::neural
