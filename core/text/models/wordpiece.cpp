#include "core/text/models/wordpiece.h"

#include <stdexcept>

namespace vitrine::text {

namespace {

std::vector<DoubleArray::Key> keysOf(const Vocabulary& vocabulary) {
    std::vector<DoubleArray::Key> keys;
    keys.reserve(vocabulary.count());
    for (std::size_t i = 0; i < vocabulary.count(); ++i) {
        const Vocabulary::Entry entry = vocabulary.entry(i);
        if (!entry.piece.empty()) {
            keys.push_back({entry.piece, static_cast<std::int32_t>(entry.id)});
        }
    }
    return keys;
}

} // namespace

WordPiece::WordPiece(const Vocabulary& vocabulary, WordPieceOptions options)
    : options_(std::move(options))
    , trie_(keysOf(vocabulary))
    , inside_(trie_.walk(DoubleArray::kRoot, options_.continuation)) {
    const auto unknown = vocabulary.find(options_.unknown);
    if (!unknown) {
        throw std::invalid_argument("WordPiece: the vocabulary lacks the unknown token " +
                                    options_.unknown);
    }
    unknownId_ = *unknown;
}

WordPart WordPiece::longestAt(std::string_view word, std::size_t at) const {
    WordPart best{-1, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at)};
    DoubleArray::Node node = at == 0 ? DoubleArray::kRoot : inside_;
    for (std::size_t i = at; node != DoubleArray::kNone && i < word.size();) {
        node = trie_.step(node, word[i++]);
        if (node != DoubleArray::kNone && trie_.value(node) != DoubleArray::kNone) {
            best.id = trie_.value(node);
            best.end = static_cast<std::uint32_t>(i);
        }
    }
    return best;
}

void WordPiece::match(std::string_view word, std::size_t characters,
                      std::vector<WordPart>& parts) const {
    const std::size_t first = parts.size();
    const auto fail = [&] {
        parts.resize(first);
        parts.push_back({unknownId_, 0, static_cast<std::uint32_t>(word.size())});
    };
    if (characters > options_.maxCharacters) {
        fail();
        return;
    }
    for (std::size_t at = 0; at < word.size();) {
        const WordPart part = longestAt(word, at);
        if (part.id < 0) {
            fail();
            return;
        }
        parts.push_back(part);
        at = part.end;
    }
}

} // namespace vitrine::text
