#include "core/neural/train/examples/textexamples.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/full.h>
#include <ATen/ops/zeros.h>

#include <algorithm>

namespace vitrine::neural {

TextExamples::TextExamples(std::vector<Text> texts, std::int64_t padId)
    : texts_(std::move(texts))
    , padId_(padId) {}

LabelledBatch TextExamples::batch(std::span<const Place> places) const {
    const auto textAt = [&](const Place& place) -> const Text& {
        return texts_.at(static_cast<std::size_t>(place.sample));
    };
    std::size_t longest = 1;
    for (const Place& place : places) {
        longest = std::max(longest, textAt(place).ids.size());
    }
    const auto rows = static_cast<std::int64_t>(places.size());
    const auto columns = static_cast<std::int64_t>(longest);
    LabelledBatch batch;
    batch.input.ids = at::full({rows, columns}, padId_, at::dtype(at::kLong));
    batch.input.mask = at::zeros({rows, columns}, at::dtype(at::kLong));
    batch.labels = at::empty({rows}, at::dtype(at::kLong));
    for (std::int64_t row = 0; row < rows; ++row) {
        const Text& text = textAt(places[static_cast<std::size_t>(row)]);
        std::ranges::copy(text.ids,
                          batch.input.ids.mutable_data_ptr<std::int64_t>() + row * columns);
        std::fill_n(batch.input.mask.mutable_data_ptr<std::int64_t>() + row * columns,
                    text.ids.size(), 1);
        batch.labels.mutable_data_ptr<std::int64_t>()[row] = text.label;
        batch.tokens += static_cast<std::int64_t>(text.ids.size());
    }
    return batch;
}

} // namespace vitrine::neural
