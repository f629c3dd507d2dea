#pragma once

#include "core/base/outcome.h"
#include "core/base/tick.h"
#include "core/neural/blocks/block.h"
#include "core/neural/blocks/relativebias.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace vitrine::neural {

/// Which positions are asked what follows them.
enum class LogitsOf { Last, Every };

/// A model in the midst of writing: it reads tokens piece by piece and tells what may follow.
/// Starts with one row; `reorder` makes more of it. Must not outlive its network.
class Decoding {
public:
    virtual ~Decoding() = default;

    /// Reads ids int64 [B, n] after what was read before: logits [B, V] of what follows the last,
    /// or [B, n, V]. Progress counts layers.
    [[nodiscard]] virtual Outcome<at::Tensor> read(const at::Tensor& ids, LogitsOf which,
                                                   const Tick& tick) = 0;

    /// Positions read so far.
    [[nodiscard]] virtual std::int64_t length() const = 0;

    /// Forgets what was read after the first `length` positions.
    virtual void rewind(std::int64_t length) = 0;

    /// Row i goes on from what row rows[i] has read; their number may change. int64 [B']
    virtual void reorder(const at::Tensor& rows) = 0;
};

/// What a decoding is made of; networks differ in these parts alone.
struct DecodingParts {
    const std::vector<Block>& layers;
    /// ids [B, n] after so many positions → [B, n, D]
    std::function<at::Tensor(const at::Tensor& ids, std::int64_t before)> embed;
    /// States [B, n, D] after the stack → logits [B, n, V]
    std::function<at::Tensor(const at::Tensor& states)> head;
    const RelativeBias* bias = nullptr; ///< of self-attention
    at::Tensor memory;                  ///< an encoder's states [1, K, M]; undefined without one
    std::int64_t capacity = 0;          ///< most positions it will read
};

[[nodiscard]] std::unique_ptr<Decoding> cachedDecoding(DecodingParts parts);

} // namespace vitrine::neural
