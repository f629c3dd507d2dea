#include "core/neural/generate/generation.h"
#include "core/neural/generate/writing.h"

#include <ATen/ops/log_softmax.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>

namespace vitrine::neural {

namespace {

using Ranked = std::vector<engine::RankedAnswer>;

struct Answer {
    std::string text;
    std::vector<std::int64_t> ids;
};

Outcome<std::vector<Answer>> answersOf(const GenerationInput& input,
                                       const std::vector<std::string>& texts) {
    std::vector<Answer> answers;
    for (const std::string& text : texts) {
        Answer answer{.text = text, .ids = {}};
        for (const text::Token& token :
             input.tokenizer.encode(text, std::nullopt, {.addSpecial = false}).tokens) {
            answer.ids.push_back(token.id);
        }
        // What is read whole and written whole ends; a text that goes on need not.
        if (const auto ids = input.network.sequenceIds()) {
            answer.ids.push_back(ids->end);
        }
        if (answer.ids.empty()) {
            return Problem{"An answer is empty", input.card.folder.string(),
                           "Give each answer a text"};
        }
        answers.push_back(std::move(answer));
    }
    return answers;
}

// Σ log p of ids, the first under `first` [V], the others under `later` [n, V].
double sumOfLogs(const std::vector<std::int64_t>& ids, const at::Tensor& first,
                 const at::Tensor& later) {
    double sum = at::log_softmax(first, 0)[ids.front()].item<double>();
    const at::Tensor logs = at::log_softmax(later, -1);
    for (std::size_t place = 1; place < ids.size(); ++place) {
        sum += logs[static_cast<std::int64_t>(place) - 1][ids[place]].item<double>();
    }
    return sum;
}

} // namespace

Outcome<Ranked> rankAnswers(const GenerationInput& input, const std::vector<std::string>& texts,
                            const Tick& tick) {
    const auto answers = answersOf(input, texts);
    if (!answers) {
        return answers.as<Ranked>();
    }
    std::size_t longest = 0;
    for (const Answer& answer : *answers) {
        longest = std::max(longest, answer.ids.size());
    }
    const auto capacity = static_cast<std::int64_t>(input.prompt.size() + longest);
    if (capacity > input.card.positions) {
        return Problem{"Text and answer are too long for the model", input.card.folder.string(),
                       "They have " + std::to_string(capacity) +
                           " tokens, the model reads at most " +
                           std::to_string(input.card.positions)};
    }
    const c10::InferenceMode inference;
    const auto decoding = input.network.decoding(input.batch, capacity, tick.quiet());
    if (!decoding) {
        return decoding.as<Ranked>();
    }
    const auto first = (*decoding)->read(idRow(input.prompt), LogitsOf::Last, tick.quiet());
    if (!first) {
        return first.as<Ranked>();
    }
    Ranked ranked;
    for (const Answer& answer : *answers) {
        if (!tick.update(static_cast<std::int64_t>(ranked.size()),
                         static_cast<std::int64_t>(answers->size()))) {
            return Cancelled{};
        }
        const auto later = (*decoding)->read(idRow(answer.ids), LogitsOf::Every, tick.quiet());
        if (!later) {
            return later.as<Ranked>();
        }
        ranked.push_back({.text = answer.text,
                          .logProbability = sumOfLogs(answer.ids, (*first)[0], (*later)[0]),
                          .tokens = static_cast<std::int64_t>(answer.ids.size())});
        (*decoding)->rewind(static_cast<std::int64_t>(input.prompt.size()));
    }
    std::ranges::stable_sort(ranked, std::ranges::greater{}, &engine::RankedAnswer::logProbability);
    return ranked;
}

} // namespace vitrine::neural
