#pragma once

#include "core/base/axis.h"
#include "core/engine/trace.h"
#include "core/neural/models/network.h"
#include "core/text/tokenizer.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::neural {

/// The places whose words answer a task: each [MASK] ("fill-mask"), the last ("generate"), else
/// none.
[[nodiscard]] std::vector<std::int64_t> wordPlaces(const std::string& task, const Axis& axis,
                                                   const text::Tokenizer* tokenizer);

struct AnswerContext {
    const std::string& task;
    const Axis& axis;
    const std::vector<std::string> labels;      ///< classes of the checkpoint's classification head
    const text::Tokenizer* tokenizer = nullptr; ///< null for models of pictures
    std::vector<std::int64_t> words;            ///< the places of the rows of words in the result
};

/// What the head of the asked task says about the first row of a batch: the best candidates for
/// each [MASK] ("fill-mask"), after the last token ("generate"), of the whole text ("classify",
/// "next-sentence", "sentence-order"), for each token ("tag", "replaced"), the best start and end
/// ("span"), the sentence embedding ("embed").
[[nodiscard]] std::vector<engine::Prediction> predictionsOf(const ForwardResult& result,
                                                            const AnswerContext& context);

/// The mask token, in BERT's spelling or RoBERTa's.
[[nodiscard]] std::optional<std::int64_t> maskIdOf(const text::Tokenizer& tokenizer);

/// What the classes of a task are called: `labels` are the checkpoint's own.
[[nodiscard]] const std::vector<std::string>& classNames(const std::string& task,
                                                         const std::vector<std::string>& labels);

} // namespace vitrine::neural
