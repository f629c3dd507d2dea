#include "core/neural/train/examples/translationexamples.h"

#include "core/neural/train/examples/padding.h"

namespace vitrine::neural {

TranslationExamples::TranslationExamples(std::vector<Pair> pairs, const SequenceIds& ids)
    : pairs_(std::move(pairs))
    , padId_(ids.pad) {
    const auto start = static_cast<std::int32_t>(ids.start);
    const auto end = static_cast<std::int32_t>(ids.end);
    for (Pair& pair : pairs_) {
        // A template may have written them.
        if (pair.target.empty() || pair.target.front() != start) {
            pair.target.insert(pair.target.begin(), start);
        }
        if (pair.target.back() != end) {
            pair.target.push_back(end);
        }
    }
}

LabelledBatch TranslationExamples::batch(std::span<const Place> places) const {
    std::vector<std::span<const std::int32_t>> sources;
    std::vector<std::span<const std::int32_t>> read;
    std::vector<std::span<const std::int32_t>> written;
    for (const Place& place : places) {
        const Pair& pair = pairs_.at(static_cast<std::size_t>(place.sample));
        const std::span<const std::int32_t> target(pair.target);
        sources.emplace_back(pair.source);
        read.push_back(target.first(target.size() - 1));
        written.push_back(target.subspan(1));
    }
    PaddedIds source = padded(sources, padId_);
    PaddedIds decoder = padded(read, padId_);
    LabelledBatch batch{.head = "generate",
                        .labels = padded(written, kIgnoredLabel).ids,
                        .tokens = source.tokens + decoder.tokens};
    batch.input.ids = std::move(source.ids);
    batch.input.mask = std::move(source.mask);
    batch.input.decoderIds = std::move(decoder.ids);
    batch.input.decoderMask = std::move(decoder.mask);
    return batch;
}

} // namespace vitrine::neural
