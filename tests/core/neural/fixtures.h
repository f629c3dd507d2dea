#pragma once

#include "core/engine/engine.h"
#include "core/neural/capture/attentionstore.h"

#include <QString>

#include <filesystem>
#include <memory>
#include <vector>

namespace vitrine::tests {

/// tests/golden/neural.
[[nodiscard]] std::filesystem::path goldenFolder();

/// The all-MiniLM-L6-v2 that set-up fetched.
[[nodiscard]] std::filesystem::path miniLmFolder();

/// An engine with one thread; one for the whole process.
[[nodiscard]] engine::Engine& testEngine();

struct StoreShape {
    std::size_t batch = 1;
    std::size_t heads = 2;
    std::size_t queries = 5;
    std::size_t keys = 5;
    std::size_t width = 4;
    engine::MaskRule rule = engine::MaskRule::None;
    std::vector<std::uint8_t> keyVisible; ///< [batch][key]
    float spread = 1; ///< scores grow with it
};

/// A store of seeded random Q and K whose log-sum-exp is computed in double.
[[nodiscard]] neural::AttentionStore randomStore(const StoreShape& shape, std::uint64_t seed);

/// The same map by the textbook formula in double: softmax over the visible keys.
[[nodiscard]] std::vector<double> naiveRow(const neural::AttentionStore& store, std::size_t batch,
                                           std::size_t head, std::size_t query);

/// How far two fp32 ways to one probability may lie apart: the rounding of a score grows with its
/// size, and exp() passes it on.
[[nodiscard]] double roundingAt(double largestScore);

/// The largest |score| of a head's visible cells, in nats.
[[nodiscard]] double largestScore(const neural::AttentionStore& store, std::size_t batch,
                                  std::size_t head);

[[nodiscard]] QString text(const Problem& problem);

} // namespace vitrine::tests
