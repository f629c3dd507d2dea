#pragma once

#include "core/neural/blocks/attention.h"

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace vitrine::neural {

/// Keys and values of the positions that a decoder's layer has read. Room for `capacity` positions
/// is taken once: a cache that grows by concatenation copies itself at each token.
class KeyValueCache {
public:
    explicit KeyValueCache(std::int64_t capacity)
        : capacity_(capacity) {}

    /// Adds n positions [B, H, n, d]; answers all that are kept, as views. Beyond the capacity
    /// throws std::invalid_argument.
    KeyValues append(const KeyValues& next);

    [[nodiscard]] std::int64_t length() const { return length_; }

    /// Forgets what comes after the first `length` positions.
    void rewind(std::int64_t length);

    /// Row i becomes a copy of row rows[i]; their number may change. int64 [B']
    void reorder(const at::Tensor& rows);

private:
    at::Tensor key_; ///< [B, H, capacity, d]; undefined before the first position
    at::Tensor value_;
    std::int64_t capacity_;
    std::int64_t length_ = 0;
};

/// What one layer of a decoder keeps while it writes.
struct LayerCache {
    KeyValueCache self;
    KeyValues memory; ///< of cross-attention, made once; undefined without it
};

} // namespace vitrine::neural
