#pragma once

#include "core/base/outcome.h"
#include "core/base/tick.h"

#include <filesystem>
#include <string>
#include <vector>

namespace vitrine::neural {

struct ParityOptions {
    double tolerance = 1e-4;    ///< hidden states, logits, pooled states, embeddings
    double mapTolerance = 1e-5; ///< attention maps
};

/// How far one expected tensor is from ours.
struct TensorParity {
    std::string name;
    double maxAbsolute = 0; ///< over the positions that are no padding
    double maxRelative = 0; ///< |difference| ÷ |expected|, where the expected value is not 0
    double tolerance = 0;
    bool passed = false;
    std::string reason; ///< why there is no number, for a tensor that could not be produced
};

struct ParityReport {
    bool passed = false;
    std::vector<TensorParity> tensors; ///< in the order of the file
};

/// Runs the model of a folder on exactly the ids of an expected-tensors file (input.ids, input.mask,
/// input.types) and compares every other tensor in it with ours of the same name
/// (ARCHITECTURE.md section 6). Attention maps are rebuilt from Q, K and the log-sum-exp;
/// generated.ids is written with the options of the file's metadata.
[[nodiscard]] Outcome<ParityReport> runParity(const std::filesystem::path& folder,
                                              const std::filesystem::path& expected,
                                              const ParityOptions& options, const Tick& tick);

} // namespace vitrine::neural
