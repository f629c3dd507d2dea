#pragma once

#include "core/base/outcome.h"
#include "core/neural/models/network.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace vitrine::neural {

struct OpenedNetwork {
    std::unique_ptr<Network> network;
    engine::ModelCard card; ///< complete: name, folder, parameters, notes
};

/// Builds the network of a folder from config.json and its safetensors, without its tokenizer.
[[nodiscard]] Outcome<OpenedNetwork> openNetwork(const std::filesystem::path& folder);

/// The same architecture with seeded random weights, from a configuration alone.
[[nodiscard]] Outcome<OpenedNetwork> randomNetwork(const Json& config, std::uint64_t seed);

/// How many numbers a model of that configuration learns, without allocating them. `heads`:
/// beginnings of the names of the heads it has ("pooler.", "classifier.").
[[nodiscard]] Outcome<std::int64_t> countParameters(const Json& config,
                                                    std::vector<std::string> heads);

} // namespace vitrine::neural
