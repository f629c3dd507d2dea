#pragma once

#include "core/base/outcome.h"
#include "core/engine/finding.h"
#include "core/neural/explain/change/recording.h"
#include "core/neural/explain/question.h"

#include <ATen/core/Tensor.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace vitrine::neural {

/// Where states of the clean pass go: tower, layer and, for each row of a batch, one position.
struct StatePatches {
    std::size_t tower = 0;
    std::size_t layer = 0;
    std::vector<std::int64_t> positions;
};

/// y of a batch in whose rows one position's state each is the clean pass's: [positions].
[[nodiscard]] Outcome<at::Tensor> patchedScores(const Network& network, const Batch& corrupt,
                                                const Recording& clean, const StatePatches& patches,
                                                const engine::Target& target, const Tick& tick);

/// The method "patching": the Trace is the corrupt Sample, `other` the clean one. For each layer
/// and position how much of the difference comes back: (patched − corrupt) / (clean − corrupt), or
/// where those two are within 0.1 the plain change.
[[nodiscard]] Outcome<engine::Finding> patchingOf(const Question& question);

} // namespace vitrine::neural
