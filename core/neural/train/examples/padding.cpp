#include "core/neural/train/examples/padding.h"

#include <ATen/ops/full.h>
#include <ATen/ops/zeros.h>

#include <algorithm>

namespace vitrine::neural {

PaddedIds padded(const std::vector<std::span<const std::int32_t>>& texts, std::int64_t fill) {
    std::size_t longest = 1;
    for (const auto& text : texts) {
        longest = std::max(longest, text.size());
    }
    const auto rows = static_cast<std::int64_t>(texts.size());
    const auto columns = static_cast<std::int64_t>(longest);
    PaddedIds result{.ids = at::full({rows, columns}, fill, at::dtype(at::kLong)),
                     .mask = at::zeros({rows, columns}, at::dtype(at::kLong))};
    auto* ids = result.ids.mutable_data_ptr<std::int64_t>();
    auto* mask = result.mask.mutable_data_ptr<std::int64_t>();
    for (const auto& text : texts) {
        std::ranges::copy(text, ids);
        std::fill_n(mask, text.size(), 1);
        ids += columns;
        mask += columns;
        result.tokens += static_cast<std::int64_t>(text.size());
    }
    return result;
}

} // namespace vitrine::neural
