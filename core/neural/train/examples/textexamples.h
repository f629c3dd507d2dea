#pragma once

#include "core/neural/train/examples/examples.h"

#include <cstdint>
#include <vector>

namespace vitrine::neural {

/// Tokenized texts with their classes; a batch is padded to its longest text.
class TextExamples final : public Examples {
public:
    struct Text {
        std::vector<std::int32_t> ids; ///< special tokens included
        std::int64_t label = 0;
    };

    TextExamples(std::vector<Text> texts, std::int64_t padId);

    [[nodiscard]] std::int64_t size() const override {
        return static_cast<std::int64_t>(texts_.size());
    }

    [[nodiscard]] LabelledBatch batch(std::span<const Place> places) const override;

private:
    std::vector<Text> texts_;
    std::int64_t padId_;
};

} // namespace vitrine::neural
