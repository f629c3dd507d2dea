#include "core/neural/models/bert/heads.h"

#include "core/neural/models/embedding.h"

#include <ATen/ops/linear.h>
#include <ATen/ops/tanh.h>

namespace vitrine::neural {

namespace {

template <class Head, class... Arguments>
std::optional<Head> presentHead(const Scope& scope, std::string_view mark, Arguments&&... rest) {
    if (!scope.has(mark)) {
        return std::nullopt;
    }
    return Head(std::forward<Arguments>(rest)...);
}

} // namespace

MaskedWordHead::MaskedWordHead(const Scope& scope, const BertConfig& config, at::Tensor wordTable)
    : dense_(scope / "transform.dense", {.in = config.width, .out = config.width})
    , norm_(scope / "transform.LayerNorm", config.width, config.epsilon)
    , activation_(config.activation)
    , table_(std::move(wordTable))
    , bias_(scope.parameter("bias", {config.vocabulary}, Init::Zeros)) {}

at::Tensor MaskedWordHead::operator()(const at::Tensor& hidden) const {
    return at::linear(norm_(activate(activation_, dense_(hidden))), table_, bias_);
}

BertHeads::BertHeads(const Scope& scope, const BertConfig& config, const at::Tensor& wordTable)
    : pooler_(presentHead<Linear>(scope, "pooler.dense.weight", scope / "pooler.dense",
                                  LinearOptions{.in = config.width, .out = config.width}))
    , maskedWord_(presentHead<MaskedWordHead>(scope, "cls.predictions.bias",
                                              scope / "cls.predictions", config, wordTable))
    , nextSentence_(presentHead<Linear>(scope, "cls.seq_relationship.weight",
                                        scope / "cls.seq_relationship",
                                        LinearOptions{.in = config.width, .out = 2}))
    , classifier_(presentHead<Linear>(
          scope, "classifier.weight", scope / "classifier",
          LinearOptions{.in = config.width,
                        .out = static_cast<std::int64_t>(config.labels.size())}))
    , span_(presentHead<Linear>(scope, "qa_outputs.weight", scope / "qa_outputs",
                                LinearOptions{.in = config.width, .out = 2}))
    , tagger_(config.architecture == "BertForTokenClassification") {}

std::vector<std::string> BertHeads::tasks() const {
    std::vector<std::string> tasks;
    if (maskedWord_) {
        tasks.emplace_back("fill-mask");
    }
    if (nextSentence_) {
        tasks.emplace_back("next-sentence");
    }
    if (classifier_) {
        tasks.emplace_back(tagger_ ? "tag" : "classify");
    }
    if (span_) {
        tasks.emplace_back("span");
    }
    tasks.emplace_back("embed");
    return tasks;
}

void BertHeads::answer(const at::Tensor& mask, ForwardResult& result) const {
    const at::Tensor& hidden = result.stack.last;
    result.embedding = sentenceEmbedding(hidden, mask);
    if (pooler_) {
        result.pooled = at::tanh((*pooler_)(hidden.select(1, 0)));
    }
    if (maskedWord_) {
        result.logits["fill-mask"] = (*maskedWord_)(hidden);
    }
    if (nextSentence_ && pooler_) {
        result.logits["next-sentence"] = (*nextSentence_)(result.pooled);
    }
    if (classifier_ && tagger_) {
        result.logits["tag"] = (*classifier_)(hidden);
    } else if (classifier_ && pooler_) {
        result.logits["classify"] = (*classifier_)(result.pooled);
    }
    if (span_) {
        const at::Tensor ends = (*span_)(hidden);
        result.logits["start"] = ends.select(2, 0);
        result.logits["end"] = ends.select(2, 1);
    }
}

} // namespace vitrine::neural
