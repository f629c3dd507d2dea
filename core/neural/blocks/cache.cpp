#include "core/neural/blocks/cache.h"

#include <ATen/ops/empty.h>

#include <stdexcept>

namespace vitrine::neural {

namespace {

at::Tensor roomFor(const at::Tensor& like, std::int64_t rows, std::int64_t capacity) {
    return at::empty({rows, like.size(1), capacity, like.size(3)}, like.options());
}

} // namespace

KeyValues KeyValueCache::append(const KeyValues& next) {
    const std::int64_t count = next.key.size(2);
    if (length_ + count > capacity_) {
        throw std::invalid_argument("KeyValueCache: more positions than there is room for");
    }
    if (!key_.defined()) {
        key_ = roomFor(next.key, next.key.size(0), capacity_);
        value_ = roomFor(next.value, next.value.size(0), capacity_);
    }
    key_.narrow(2, length_, count).copy_(next.key);
    value_.narrow(2, length_, count).copy_(next.value);
    length_ += count;
    return {.key = key_.narrow(2, 0, length_), .value = value_.narrow(2, 0, length_)};
}

void KeyValueCache::rewind(std::int64_t length) {
    if (length < 0 || length > length_) {
        throw std::invalid_argument("KeyValueCache: no such position to go back to");
    }
    length_ = length;
}

void KeyValueCache::reorder(const at::Tensor& rows) {
    for (at::Tensor* kept : {&key_, &value_}) {
        const at::Tensor chosen = kept->narrow(2, 0, length_).index_select(0, rows);
        if (kept->size(0) != rows.size(0)) {
            *kept = roomFor(*kept, rows.size(0), capacity_);
        }
        kept->narrow(2, 0, length_).copy_(chosen);
    }
}

} // namespace vitrine::neural
