#include "core/neural/textmodel.h"

#include "core/neural/border.h"
#include "core/neural/trace/tracing.h"

#include <ATen/ops/empty.h>

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

Outcome<std::shared_ptr<engine::Model>> TextModel::open(OpenedNetwork opened) {
    auto tokenizer = text::openTokenizer(opened.card.folder);
    if (!tokenizer) {
        return tokenizer.as<std::shared_ptr<engine::Model>>();
    }
    if (auto fits = vocabularyFits(**tokenizer, opened.card); !fits) {
        return fits.as<std::shared_ptr<engine::Model>>();
    }
    return std::shared_ptr<engine::Model>(std::make_shared<TextModel>(
        std::move(opened.network), std::move(opened.card), *std::move(tokenizer)));
}

TextModel::TextModel(std::unique_ptr<Network> network, engine::ModelCard card,
                     std::shared_ptr<const text::Tokenizer> tokenizer)
    : network_(std::move(network))
    , card_(std::move(card))
    , tokenizer_(std::move(tokenizer)) {}

std::size_t TextModel::traceBytes(std::size_t tokens) const {
    return bytesOfTrace(card_, tokens);
}

Outcome<std::shared_ptr<const engine::Trace>>
TextModel::trace(const Sample& sample, const engine::TraceOptions& options, const Tick& tick) {
    return guarded(sample.name, [&]() -> Outcome<std::shared_ptr<const engine::Trace>> {
        const auto encoding = encoded(sample);
        if (!encoding) {
            return encoding.as<std::shared_ptr<const engine::Trace>>();
        }
        return traceOf(*network_, card_,
                       {.sample = sample,
                        .axis = axisOf(*encoding),
                        .batch = batchOf(*encoding),
                        .tokenizer = tokenizer_.get()},
                       options, tick);
    });
}

Outcome<text::Encoding> TextModel::encoded(const Sample& sample) const {
    std::optional<std::string_view> pair;
    if (sample.pair) {
        if (!card_.pairs) {
            return Problem{"The model takes no second text", card_.folder.string(),
                           "Remove the pair from “" + sample.name + "”"};
        }
        pair = *sample.pair;
    }
    text::Encoding encoding = tokenizer_->encode(sample.text, pair, {});
    const auto length = static_cast<std::int64_t>(encoding.tokens.size());
    if (length > card_.positions) {
        return Problem{"The text is too long for the model", sample.name,
                       "It has " + std::to_string(length) + " tokens, the model reads at most " +
                           std::to_string(card_.positions)};
    }
    if (length == 0) {
        return Problem{"There is nothing to trace", sample.name, "Type a text"};
    }
    return encoding;
}

Batch TextModel::batchOf(const text::Encoding& encoding) const {
    Batch batch{.ids = column(encoding, &text::Token::id)};
    if (card_.pairs) {
        batch.types = column(encoding, &text::Token::type).to(at::kLong);
    }
    return batch;
}

} // namespace vitrine::neural
