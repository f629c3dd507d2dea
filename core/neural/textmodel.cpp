#include "core/neural/textmodel.h"

#include "core/neural/answers/predictions.h"
#include "core/neural/border.h"
#include "core/neural/models/open.h"
#include "core/neural/trace/storedtrace.h"

#include <ATen/ops/empty.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <chrono>

namespace vitrine::neural {

namespace {

Axis axisOf(const text::Encoding& encoding) {
    Axis axis{.name = "text", .tokens = {}};
    axis.tokens.reserve(encoding.tokens.size());
    for (const text::Token& token : encoding.tokens) {
        axis.tokens.push_back({.kind = token.kind,
                               .id = token.id,
                               .label = token.text,
                               .source = token.source,
                               .segment = token.segment,
                               .word = token.word,
                               .special = token.special,
                               .pad = token.kind == TokenKind::Pad});
    }
    return axis;
}

template <class Member>
at::Tensor column(const text::Encoding& encoding, Member member) {
    at::Tensor values =
        at::empty({1, static_cast<std::int64_t>(encoding.tokens.size())}, at::dtype(at::kLong));
    auto* data = values.mutable_data_ptr<std::int64_t>();
    for (const text::Token& token : encoding.tokens) {
        *data++ = token.*member;
    }
    return values;
}

Grid gridOf(const at::Tensor& states) {
    const at::Tensor rows = states.select(0, 0).contiguous();
    const auto* data = rows.const_data_ptr<float>();
    return {static_cast<std::size_t>(rows.size(0)), static_cast<std::size_t>(rows.size(1)),
            std::vector<float>(data, data + rows.numel())};
}

Outcome<Done> vocabularyFits(const text::Tokenizer& tokenizer, engine::ModelCard& card) {
    const auto pieces = static_cast<std::int64_t>(tokenizer.vocabularySize());
    if (pieces > card.vocabulary) {
        return Problem{"The tokenizer does not belong to this model", card.folder.string(),
                       "It has " + std::to_string(pieces) + " pieces, the model's table only " +
                           std::to_string(card.vocabulary) + " rows"};
    }
    if (pieces < card.vocabulary) {
        card.notes.push_back("The tokenizer has " + std::to_string(pieces) +
                             " pieces, the model's table " + std::to_string(card.vocabulary) +
                             " rows");
    }
    return Done{};
}

} // namespace

Outcome<std::shared_ptr<engine::Model>> TextModel::open(const std::filesystem::path& folder,
                                                        const Tick& tick) {
    constexpr int kSteps = 2;
    if (!tick.update(0, kSteps)) {
        return Cancelled{};
    }
    auto opened = openNetwork(folder);
    if (!opened) {
        return opened.as<std::shared_ptr<engine::Model>>();
    }
    if (!tick.update(1, kSteps)) {
        return Cancelled{};
    }
    auto tokenizer = text::openTokenizer(folder);
    if (!tokenizer) {
        return tokenizer.as<std::shared_ptr<engine::Model>>();
    }
    if (auto fits = vocabularyFits(**tokenizer, opened->card); !fits) {
        return fits.as<std::shared_ptr<engine::Model>>();
    }
    return std::shared_ptr<engine::Model>(std::make_shared<TextModel>(
        std::move(opened->network), std::move(opened->card), *std::move(tokenizer)));
}

TextModel::TextModel(std::unique_ptr<Network> network, engine::ModelCard card,
                     std::shared_ptr<const text::Tokenizer> tokenizer)
    : network_(std::move(network))
    , card_(std::move(card))
    , tokenizer_(std::move(tokenizer)) {}

std::size_t TextModel::traceBytes(std::size_t tokens) const {
    const auto layers = static_cast<std::size_t>(card_.layers);
    const auto width = static_cast<std::size_t>(card_.width);
    const auto heads = static_cast<std::size_t>(card_.heads);
    return layers * tokens * (2 * width + heads) * sizeof(float);
}

Outcome<std::shared_ptr<const engine::Trace>>
TextModel::trace(const Sample& sample, const engine::TraceOptions& options, const Tick& tick) {
    const std::string& task = options.task;
    if (!task.empty() && std::ranges::find(card_.tasks, task) == card_.tasks.end()) {
        return Problem{"The model has no head for the task “" + task + "”", card_.folder.string(),
                       "Its first task is " + card_.tasks.front()};
    }
    std::optional<std::string_view> pair;
    if (sample.pair) {
        if (!card_.pairs) {
            return Problem{"The model takes no second text", card_.folder.string(),
                           "Remove the pair from “" + sample.name + "”"};
        }
        pair = *sample.pair;
    }
    return guarded(sample.name, [&]() -> Outcome<std::shared_ptr<const engine::Trace>> {
        const text::Encoding encoding = tokenizer_->encode(sample.text, pair, {});
        const auto length = static_cast<std::int64_t>(encoding.tokens.size());
        if (length > card_.positions) {
            return Problem{"The text is too long for the model", sample.name,
                           "It has " + std::to_string(length) + " tokens, the model reads at most " +
                               std::to_string(card_.positions)};
        }
        if (length == 0) {
            return Problem{"There is nothing to trace", sample.name, "Type a text"};
        }
        return run(sample, encoding, options, tick);
    });
}

Outcome<std::shared_ptr<const engine::Trace>>
TextModel::run(const Sample& sample, const text::Encoding& encoding,
               const engine::TraceOptions& options, const Tick& tick) const {
    const c10::InferenceMode inference;
    const auto begin = std::chrono::steady_clock::now();
    Batch batch{.ids = column(encoding, &text::Token::id)};
    if (card_.pairs) {
        batch.types = column(encoding, &text::Token::type).to(at::kLong);
    }
    CaptureSink sink;
    auto result =
        network_->forward(batch, {.hidden = options.hidden, .sink = &sink, .tick = tick});
    if (!result) {
        return result.as<std::shared_ptr<const engine::Trace>>();
    }
    StoredTrace::Parts parts{.sample = sample,
                             .axes = {axisOf(encoding)},
                             .sites = network_->sites(),
                             .stores = sink.take()};
    for (std::size_t layer = 0; layer < result->stack.hidden.size(); ++layer) {
        parts.hidden[{"text", static_cast<int>(layer)}] = gridOf(result->stack.hidden[layer]);
    }
    const std::string& task = options.task.empty() ? card_.tasks.front() : options.task;
    parts.predictions = predictionsOf(
        *result, {.task = task, .axis = parts.axes.front(), .labels = network_->labels(),
                  .tokenizer = tokenizer_.get()});
    parts.milliseconds = std::chrono::duration<double, std::milli>(
                             std::chrono::steady_clock::now() - begin)
                             .count();
    return std::shared_ptr<const engine::Trace>(std::make_shared<StoredTrace>(std::move(parts)));
}

} // namespace vitrine::neural
