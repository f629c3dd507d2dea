#pragma once

#include "core/neural/models/network.h"
#include "core/neural/train/examples/examples.h"

#include <cstdint>
#include <vector>

namespace vitrine::neural {

/// Texts with what is to be written for them. The decoder reads the start token and the target but
/// for its last token; the labels are the target (teacher forcing).
class TranslationExamples final : public Examples {
public:
    struct Pair {
        std::vector<std::int32_t> source; ///< special tokens included
        std::vector<std::int32_t> target; ///< the start and end tokens may stand around it
    };

    TranslationExamples(std::vector<Pair> pairs, const SequenceIds& ids);

    [[nodiscard]] std::int64_t size() const override {
        return static_cast<std::int64_t>(pairs_.size());
    }

    [[nodiscard]] LabelledBatch batch(std::span<const Place> places) const override;

private:
    std::vector<Pair> pairs_; ///< targets between start and end token
    std::int64_t padId_;
};

} // namespace vitrine::neural
