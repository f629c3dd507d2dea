#pragma once

#include "core/base/outcome.h"
#include "core/neural/models/network.h"

#include <filesystem>
#include <memory>

namespace vitrine::neural {

struct OpenedNetwork {
    std::unique_ptr<Network> network;
    engine::ModelCard card; ///< complete: name, folder, parameters, notes
};

/// Builds the network of a folder from config.json and its safetensors, without its tokenizer.
[[nodiscard]] Outcome<OpenedNetwork> openNetwork(const std::filesystem::path& folder);

/// The same architecture with seeded random weights, from a configuration alone.
[[nodiscard]] Outcome<OpenedNetwork> randomNetwork(const Json& config, std::uint64_t seed);

} // namespace vitrine::neural
