#include "core/neural/train/examples/textexamples.h"

#include "core/neural/train/examples/padding.h"

#include <ATen/ops/tensor.h>

namespace vitrine::neural {

TextExamples::TextExamples(std::vector<Text> texts, std::int64_t padId)
    : texts_(std::move(texts))
    , padId_(padId) {}

LabelledBatch TextExamples::batch(std::span<const Place> places) const {
    std::vector<std::span<const std::int32_t>> texts;
    std::vector<std::int64_t> labels;
    for (const Place& place : places) {
        const Text& text = texts_.at(static_cast<std::size_t>(place.sample));
        texts.emplace_back(text.ids);
        labels.push_back(text.label);
    }
    PaddedIds padding = padded(texts, padId_);
    LabelledBatch batch{.labels = at::tensor(labels, at::kLong), .tokens = padding.tokens};
    batch.input.ids = std::move(padding.ids);
    batch.input.mask = std::move(padding.mask);
    return batch;
}

} // namespace vitrine::neural
