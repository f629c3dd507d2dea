#include "core/neural/textmodel.h"

#include "core/neural/border.h"
#include "core/neural/generate/generation.h"
#include "core/neural/textinput.h"
#include "core/text/axistokens.h"

namespace vitrine::neural {

Outcome<std::shared_ptr<engine::Model>> TextModel::open(OpenedNetwork opened) {
    auto tokenizer = tokenizerFor(opened.card);
    if (!tokenizer) {
        return tokenizer.as<std::shared_ptr<engine::Model>>();
    }
    auto characters = charactersFor(*opened.network, opened.card);
    if (!characters) {
        return characters.as<std::shared_ptr<engine::Model>>();
    }
    return std::shared_ptr<engine::Model>(
        std::make_shared<TextModel>(std::move(opened.network), std::move(opened.card),
                                    *std::move(tokenizer), *std::move(characters)));
}

TextModel::TextModel(std::unique_ptr<Network> network, engine::ModelCard card,
                     std::shared_ptr<const text::Tokenizer> tokenizer,
                     std::optional<text::CharacterVocabulary> characters)
    : NetworkModel(std::move(network), std::move(card))
    , tokenizer_(std::move(tokenizer))
    , characters_(std::move(characters)) {}

std::size_t TextModel::traceBytes(std::size_t tokens) const {
    return bytesOfTrace(network().sites(), {tokens});
}

Outcome<TraceInput> TextModel::inputOf(const Sample& sample, const Tick& /*tick*/) const {
    const auto encoding = encoded(sample);
    if (!encoding) {
        return encoding.as<TraceInput>();
    }
    return TraceInput{.sample = sample,
                      .axes = {{.name = "text", .tokens = text::axisTokens(*encoding)}},
                      .batch = batchOf(sample, *encoding),
                      .tokenizer = tokenizer_.get()};
}

Outcome<text::Encoding> TextModel::encoded(const Sample& sample) const {
    std::optional<std::string_view> pair;
    if (sample.pair) {
        if (!card().pairs) {
            return Problem{"The model takes no second text", card().folder.string(),
                           "Remove the pair from “" + sample.name + "”"};
        }
        pair = *sample.pair;
    }
    text::Encoding encoding = tokenizer_->encode(sample.text, pair, {});
    if (auto fits = lengthFits(encoding, card(), sample.name); !fits) {
        return fits.as<text::Encoding>();
    }
    return encoding;
}

Outcome<engine::Generation> TextModel::generate(const Sample& sample,
                                                const engine::GenerationOptions& options,
                                                const engine::OnToken& onToken, const Tick& tick) {
    return guarded(sample.name, [&]() -> Outcome<engine::Generation> {
        const auto encoding = encoded(sample);
        if (!encoding) {
            return encoding.as<engine::Generation>();
        }
        return generateText({.network = network(),
                             .card = card(),
                             .tokenizer = *tokenizer_,
                             .batch = {},
                             .prompt = idListOf(*encoding)},
                            options, onToken, tick);
    });
}

Outcome<std::vector<engine::RankedAnswer>>
TextModel::rank(const Sample& sample, const std::vector<std::string>& answers, const Tick& tick) {
    using Ranked = std::vector<engine::RankedAnswer>;
    return guarded(sample.name, [&]() -> Outcome<Ranked> {
        const auto encoding = encoded(sample);
        if (!encoding) {
            return encoding.as<Ranked>();
        }
        return rankAnswers({.network = network(),
                            .card = card(),
                            .tokenizer = *tokenizer_,
                            .batch = {},
                            .prompt = idListOf(*encoding)},
                           answers, tick);
    });
}

Batch TextModel::batchOf(const Sample& sample, const text::Encoding& encoding) const {
    Batch batch{.ids = idsOf(encoding)};
    if (card().pairs) {
        batch.types = typesOf(encoding);
    }
    if (characters_) {
        batch.characters = charactersOf(encoding, sample, *characters_);
    }
    return batch;
}

} // namespace vitrine::neural
