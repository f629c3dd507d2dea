#include "core/neural/models/decoding.h"

#include <algorithm>
#include <utility>

namespace vitrine::neural {

namespace {

KeyValues spread(const KeyValues& memory, std::int64_t rows) {
    if (!memory.key.defined()) {
        return memory;
    }
    return {.key = memory.key.expand({rows, -1, -1, -1}),
            .value = memory.value.expand({rows, -1, -1, -1})};
}

class CachedDecoding final : public Decoding {
public:
    explicit CachedDecoding(DecodingParts parts)
        : parts_(std::move(parts)) {
        for (const Block& layer : parts_.layers) {
            caches_.push_back(
                {.self = KeyValueCache(parts_.capacity),
                 .memory = parts_.memory.defined() ? layer.remember(parts_.memory) : KeyValues{}});
        }
    }

    [[nodiscard]] Outcome<at::Tensor> read(const at::Tensor& ids, LogitsOf which,
                                           const Tick& tick) override {
        const std::int64_t before = length();
        const std::int64_t count = ids.size(1);
        at::Tensor states = parts_.embed(ids, before);
        const AttentionMask mask = maskFor(before, count, states.options());
        const auto total = static_cast<std::int64_t>(caches_.size());
        for (std::int64_t index = 0; index < total; ++index) {
            if (!tick.update(index, total)) {
                rewind(before);
                return Cancelled{};
            }
            const Block& layer = parts_.layers[static_cast<std::size_t>(index)];
            LayerCache& cache = caches_[static_cast<std::size_t>(index)];
            const at::Tensor attended = layer.attend(states, mask, cache.self);
            states = layer.transform(layer.look(attended, spread(cache.memory, ids.size(0)), {}));
        }
        if (which == LogitsOf::Every) {
            return parts_.head(states);
        }
        return parts_.head(states.narrow(1, count - 1, 1)).squeeze(1);
    }

    [[nodiscard]] std::int64_t length() const override { return caches_.front().self.length(); }

    void rewind(std::int64_t length) override {
        for (LayerCache& cache : caches_) {
            // A pass that was cancelled has not reached the later layers.
            cache.self.rewind(std::min(length, cache.self.length()));
        }
    }

    void reorder(const at::Tensor& rows) override {
        for (LayerCache& cache : caches_) {
            cache.self.reorder(rows);
        }
    }

private:
    [[nodiscard]] AttentionMask maskFor(std::int64_t before, std::int64_t count,
                                        const at::TensorOptions& options) const {
        AttentionMask mask = AttentionMask::forNext(before, count, options);
        if (parts_.bias != nullptr) {
            mask.add(parts_.bias->byDistance(count, before + count), count);
        }
        return mask;
    }

    DecodingParts parts_;
    std::vector<LayerCache> caches_;
};

} // namespace

std::unique_ptr<Decoding> cachedDecoding(DecodingParts parts) {
    return std::make_unique<CachedDecoding>(std::move(parts));
}

} // namespace vitrine::neural
