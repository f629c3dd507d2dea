#include "core/neural/answers/predictions.h"

#include <ATen/ops/softmax.h>
#include <ATen/ops/topk.h>

#include <algorithm>
#include <functional>

namespace vitrine::neural {

namespace {

constexpr std::int64_t kCandidates = 10;

using LabelOf = std::function<std::string(std::int64_t)>;

// Best candidates of one row of logits [classes], softmax over the whole row.
std::vector<engine::Candidate> best(const at::Tensor& logits, const LabelOf& labelOf) {
    const at::Tensor probabilities = at::softmax(logits, 0);
    const auto [values, indices] = at::topk(logits, std::min(kCandidates, logits.size(0)));
    std::vector<engine::Candidate> candidates;
    for (std::int64_t rank = 0; rank < values.size(0); ++rank) {
        const auto id = indices[rank].item<std::int64_t>();
        candidates.push_back({.label = labelOf(id),
                              .id = id,
                              .logit = values[rank].item<float>(),
                              .probability = probabilities[id].item<float>()});
    }
    return candidates;
}

LabelOf pieces(const text::Tokenizer& tokenizer) {
    return [&tokenizer](std::int64_t id) {
        return tokenizer.pieceOf(id).value_or("#" + std::to_string(id));
    };
}

LabelOf names(const std::vector<std::string>& labels) {
    return [&labels](std::int64_t id) { return labels.at(static_cast<std::size_t>(id)); };
}

std::vector<engine::Prediction> words(const at::Tensor& logits, const AnswerContext& context) {
    std::vector<engine::Prediction> answers;
    for (std::size_t row = 0; row < context.words.size(); ++row) {
        answers.push_back({.task = context.task,
                           .position = context.words[row],
                           .candidates = best(logits[0][static_cast<std::int64_t>(row)],
                                              pieces(*context.tokenizer))});
    }
    return answers;
}

std::vector<engine::Prediction> tags(const at::Tensor& logits, const AnswerContext& context) {
    std::vector<engine::Prediction> answers;
    for (std::int64_t place = 0; place < logits.size(1); ++place) {
        answers.push_back({.task = context.task,
                           .position = place,
                           .candidates = best(logits[0][place], names(context.labels))});
    }
    return answers;
}

// One logit for each token: was it put in the place of another?
std::vector<engine::Prediction> replacements(const at::Tensor& logits,
                                             const AnswerContext& context) {
    std::vector<engine::Prediction> answers;
    const at::Tensor probabilities = logits[0].sigmoid();
    for (std::int64_t place = 0; place < logits.size(1); ++place) {
        const auto logit = logits[0][place].item<float>();
        const auto replaced = probabilities[place].item<float>();
        std::vector<engine::Candidate> candidates{
            {.label = "replaced", .id = 1, .logit = logit, .probability = replaced},
            {.label = "original", .id = 0, .logit = 0, .probability = 1 - replaced}};
        if (replaced < 0.5F) {
            std::swap(candidates[0], candidates[1]);
        }
        answers.push_back(
            {.task = context.task, .position = place, .candidates = std::move(candidates)});
    }
    return answers;
}

engine::Prediction place(const at::Tensor& logits, const AnswerContext& context) {
    return {.task = context.task,
            .position = logits[0].argmax().item<std::int64_t>(),
            .candidates = best(logits[0], [&](std::int64_t position) {
                return context.axis.tokens.at(static_cast<std::size_t>(position)).label;
            })};
}

engine::Prediction embedding(const at::Tensor& vector, const AnswerContext& context) {
    const at::Tensor row = vector.select(0, 0).contiguous();
    const auto* data = row.const_data_ptr<float>();
    return {.task = context.task, .vector = std::vector<float>(data, data + row.numel())};
}

std::vector<engine::Prediction> only(engine::Prediction prediction) {
    std::vector<engine::Prediction> predictions;
    predictions.push_back(std::move(prediction));
    return predictions;
}

} // namespace

std::vector<std::int64_t> wordPlaces(const std::string& task, const Axis& axis,
                                     const text::Tokenizer* tokenizer) {
    std::vector<std::int64_t> places;
    const auto mask = tokenizer != nullptr ? maskIdOf(*tokenizer) : std::nullopt;
    for (std::size_t place = 0; place < axis.size(); ++place) {
        const bool last = task == "generate" && place + 1 == axis.size();
        if (last || (task == "fill-mask" && mask && axis.tokens[place].id == *mask)) {
            places.push_back(static_cast<std::int64_t>(place));
        }
    }
    return places;
}

const std::vector<std::string>& classNames(const std::string& task,
                                           const std::vector<std::string>& labels) {
    static const std::vector<std::string> kNextSentence{"is next", "is random"};
    static const std::vector<std::string> kSentenceOrder{"in order", "swapped"};
    if (task == "next-sentence") {
        return kNextSentence;
    }
    return task == "sentence-order" ? kSentenceOrder : labels;
}

std::optional<std::int64_t> maskIdOf(const text::Tokenizer& tokenizer) {
    const auto mask = tokenizer.idOf("[MASK]");
    return mask ? mask : tokenizer.idOf("<mask>");
}

std::vector<engine::Prediction> predictionsOf(const ForwardResult& result,
                                              const AnswerContext& context) {
    const auto found = result.logits.find(context.task);
    if (context.task == "embed" && result.embedding.defined()) {
        return only(embedding(result.embedding, context));
    }
    if (context.task == "span" && result.logits.contains("start")) {
        return {place(result.logits.at("start"), context), place(result.logits.at("end"), context)};
    }
    if (found == result.logits.end()) {
        return {};
    }
    const at::Tensor& logits = found->second;
    if (context.task == "fill-mask" || context.task == "generate") {
        return words(logits, context);
    }
    if (context.task == "tag") {
        return tags(logits, context);
    }
    if (context.task == "replaced") {
        return replacements(logits, context);
    }
    return only({.task = context.task,
                 .candidates = best(logits[0], names(classNames(context.task, context.labels)))});
}

} // namespace vitrine::neural
