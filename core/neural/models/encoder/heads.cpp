#include "core/neural/models/encoder/heads.h"

#include "core/neural/models/embedding.h"

#include <ATen/ops/linear.h>
#include <ATen/ops/tanh.h>

namespace vitrine::neural {

at::Tensor MaskedWordHead::operator()(const at::Tensor& hidden) const {
    return at::linear(norm(activate(activation, dense(hidden))), table, bias);
}

std::optional<MaskedWordHead> presentMaskedWordHead(const Scope& scope, const EncoderConfig& config,
                                                    const MaskedWordNames& names,
                                                    Activation activation,
                                                    const at::Tensor& words) {
    if (!scope.has(std::string(names.dense) + ".weight")) {
        return std::nullopt;
    }
    const std::int64_t width = config.tableWidth();
    return MaskedWordHead{
        .dense = Linear(scope / names.dense, {.in = config.width, .out = width}),
        .activation = activation,
        .norm = Norm(scope / names.norm, width, config.epsilon),
        .table = config.tied
                     ? words
                     : scope.parameter(names.table, {config.vocabulary, width}, Init::Normal),
        .bias = scope.parameter(names.bias, {config.vocabulary}, Init::Zeros)};
}

std::vector<std::string> EncoderHeads::tasks() const {
    const std::pair<bool, const char*> all[] = {
        {maskedWord.has_value(), "fill-mask"},
        {replaced.has_value(), "replaced"},
        {nextSentence.has_value(), "next-sentence"},
        {sentenceOrder.has_value(), "sentence-order"},
        {pooledClassifier || firstClassifier, "classify"},
        {tagger.has_value(), "tag"},
        {span.has_value(), "span"},
        {true, "embed"},
    };
    std::vector<std::string> tasks;
    for (const auto& [present, name] : all) {
        if (present) {
            tasks.emplace_back(name);
        }
    }
    return tasks;
}

std::optional<Readout> EncoderHeads::readout(const std::string& task) const {
    const auto of = [](const auto& head, bool linear) {
        return Readout{.tower = "text",
                       .head = [&head](const at::Tensor& states) { return (*head)(states); },
                       .linear = linear};
    };
    const auto ofPooled = [this](const std::optional<Linear>& head) {
        return Readout{.tower = "text",
                       .head =
                           [this, &head](const at::Tensor& states) {
                               return (*head)(at::tanh((*pooler)(states)));
                           },
                       .linear = false};
    };
    if (task == "fill-mask" && maskedWord) {
        return of(maskedWord, /*linear=*/false);
    }
    if (task == "tag" && tagger) {
        return of(tagger, /*linear=*/true);
    }
    if (task == "classify" && firstClassifier) {
        return of(firstClassifier, /*linear=*/false);
    }
    if (task == "classify" && pooledClassifier) {
        return ofPooled(pooledClassifier);
    }
    if (task == "next-sentence" && nextSentence) {
        return ofPooled(nextSentence);
    }
    return std::nullopt;
}

void EncoderHeads::answer(const at::Tensor& mask, const StackRequest& request,
                          ForwardResult& result) const {
    TowerStates& tower = result.towers.front();
    const at::Tensor& hidden = tower.stack.last;
    const at::Tensor first = hidden.select(1, 0);
    result.embedding = sentenceEmbedding(hidden, mask);
    if (maskedWord) {
        result.logits["fill-mask"] = (*maskedWord)(wordRows(hidden, request));
    }
    if (replaced) {
        result.logits["replaced"] = (*replaced)(hidden).squeeze(-1);
    }
    if (pooler) {
        tower.pooled = at::tanh((*pooler)(first));
        const auto ofPooled = [&](const char* task, const std::optional<Linear>& head) {
            if (head) {
                result.logits[task] = (*head)(tower.pooled);
            }
        };
        ofPooled("next-sentence", nextSentence);
        ofPooled("sentence-order", sentenceOrder);
        ofPooled("classify", pooledClassifier);
    }
    if (firstClassifier) {
        result.logits["classify"] = (*firstClassifier)(first);
    }
    if (tagger) {
        result.logits["tag"] = (*tagger)(hidden);
    }
    if (span) {
        const at::Tensor ends = (*span)(hidden);
        result.logits["start"] = ends.select(2, 0);
        result.logits["end"] = ends.select(2, 1);
    }
}

std::optional<TwoLayerHead> presentTwoLayerHead(const Scope& scope, std::string_view dense,
                                                std::string_view out, std::int64_t width,
                                                std::int64_t classes, Activation activation) {
    auto first = presentLinear(scope / dense, {.in = width, .out = width});
    if (!first) {
        return std::nullopt;
    }
    return TwoLayerHead{.dense = *std::move(first),
                        .activation = activation,
                        .out = Linear(scope / out, {.in = width, .out = classes})};
}

} // namespace vitrine::neural
