#include "core/neural/textinput.h"

#include "core/text/characters/characterids.h"

#include <ATen/ops/empty.h>

#include <algorithm>
#include <iterator>

namespace vitrine::neural {

namespace {

template <class Member> at::Tensor column(const text::Encoding& encoding, Member member) {
    at::Tensor values =
        at::empty({1, static_cast<std::int64_t>(encoding.tokens.size())}, at::dtype(at::kLong));
    auto* data = values.mutable_data_ptr<std::int64_t>();
    for (const text::Token& token : encoding.tokens) {
        *data++ = token.*member;
    }
    return values;
}

at::Tensor rowOf(const std::vector<std::int64_t>& values) {
    at::Tensor row = at::empty({1, static_cast<std::int64_t>(values.size())}, at::dtype(at::kLong));
    std::ranges::copy(values, row.mutable_data_ptr<std::int64_t>());
    return row;
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

at::Tensor idsOf(const text::Encoding& encoding) {
    return column(encoding, &text::Token::id);
}

std::vector<std::int64_t> idListOf(const text::Encoding& encoding) {
    std::vector<std::int64_t> ids;
    ids.reserve(encoding.tokens.size());
    for (const text::Token& token : encoding.tokens) {
        ids.push_back(token.id);
    }
    return ids;
}

std::vector<std::int64_t> idsOnAxis(const Axis& axis) {
    std::vector<std::int64_t> ids;
    std::ranges::transform(axis.tokens, std::back_inserter(ids), &AxisToken::id);
    return ids;
}

at::Tensor typesOf(const text::Encoding& encoding) {
    return column(encoding, &text::Token::type);
}

Outcome<Done> lengthFits(const text::Encoding& encoding, const engine::ModelCard& card,
                         const std::string& sample) {
    const auto length = static_cast<std::int64_t>(encoding.tokens.size());
    if (length > card.positions) {
        return Problem{"The text is too long for the model", sample,
                       "It has " + std::to_string(length) + " tokens, the model reads at most " +
                           std::to_string(card.positions)};
    }
    if (length == 0) {
        return Problem{"There is nothing to trace", sample, "Type a text"};
    }
    return Done{};
}

CharacterIds charactersOf(const text::Encoding& encoding, const Sample& sample,
                          const text::CharacterVocabulary& vocabulary) {
    const std::optional<std::string_view> pair =
        sample.pair ? std::optional<std::string_view>(*sample.pair) : std::nullopt;
    const text::CharacterIds ids = text::characterIdsOf(encoding, sample.text, pair, vocabulary);
    return {.characters = rowOf(ids.characters), .starts = rowOf(ids.starts), .ends = rowOf(ids.ends)};
}

Outcome<std::optional<text::CharacterVocabulary>> charactersFor(const Network& network,
                                                                const engine::ModelCard& card) {
    using Optional = std::optional<text::CharacterVocabulary>;
    const std::int64_t rows = network.characterRows();
    if (rows == 0) {
        return Optional();
    }
    auto vocabulary = text::openCharacterVocabulary(card.folder);
    if (!vocabulary) {
        return vocabulary.as<Optional>();
    }
    if (static_cast<std::int64_t>(vocabulary->size()) > rows) {
        return Problem{"The dictionary of characters does not belong to this model",
                       card.folder.string(),
                       "It has " + std::to_string(vocabulary->size()) +
                           " characters, the model's table only " + std::to_string(rows) + " rows"};
    }
    return Optional(*std::move(vocabulary));
}

Outcome<std::shared_ptr<const text::Tokenizer>> tokenizerFor(engine::ModelCard& card) {
    auto tokenizer = text::openTokenizer(card.folder);
    if (!tokenizer) {
        return tokenizer;
    }
    if (auto fits = vocabularyFits(**tokenizer, card); !fits) {
        return fits.as<std::shared_ptr<const text::Tokenizer>>();
    }
    return tokenizer;
}

} // namespace vitrine::neural
