#include "core/text/characters/characterids.h"

#include "core/text/unicode/utf8.h"

#include <algorithm>

namespace vitrine::text {

namespace {

/// A token's letters without "#" at both ends; a token of nothing else keeps them.
std::string_view lettersOf(std::string_view piece) {
    const std::size_t begin = piece.find_first_not_of('#');
    if (begin == std::string_view::npos) {
        return piece;
    }
    return piece.substr(begin, piece.find_last_not_of('#') + 1 - begin);
}

/// Class, separator, mask and padding: what stands for no text, whoever wrote it.
bool showsNothing(const Token& token) {
    return token.kind != TokenKind::Unknown && token.kind != TokenKind::Piece &&
           token.kind != TokenKind::Continuation && token.kind != TokenKind::Byte &&
           token.kind != TokenKind::Character;
}

void appendLetters(std::string_view letters, const CharacterVocabulary& vocabulary,
                   std::vector<std::int64_t>& out) {
    for (std::size_t at = 0; at < letters.size();) {
        const std::size_t bytes = decodeAt(letters, at).bytes;
        out.push_back(vocabulary.idOf(letters.substr(at, bytes)));
        at += bytes;
    }
}

} // namespace

CharacterIds characterIdsOf(const Encoding& encoding, std::string_view text,
                            std::optional<std::string_view> pair,
                            const CharacterVocabulary& vocabulary,
                            const CharacterOptions& options) {
    const std::size_t room = encoding.tokens.size() * options.perToken;
    CharacterIds out;
    std::vector<std::int64_t>& letters = out.characters;
    for (std::size_t i = 0; i < encoding.tokens.size(); ++i) {
        const Token& token = encoding.tokens[i];
        const bool masked = std::ranges::find(options.masked, i) != options.masked.end();
        const std::size_t begin = letters.size();
        if (token.kind == TokenKind::Unknown && !masked) {
            const std::string_view source = token.segment == 0 ? text : pair.value_or("");
            appendLetters(source.substr(token.source.begin, token.source.size()), vocabulary,
                          letters);
        } else if (!masked && !showsNothing(token)) {
            appendLetters(lettersOf(token.text), vocabulary, letters);
        }
        if (letters.size() == begin) {
            letters.push_back(CharacterVocabulary::kSeparator);
        }
        out.starts.push_back(static_cast<std::int64_t>(begin));
        out.ends.push_back(static_cast<std::int64_t>(letters.size()) - 1);
        out.cutTokens += letters.size() > room ? 1 : 0;
        letters.push_back(CharacterVocabulary::kSeparator);
    }
    letters.resize(room, CharacterVocabulary::kSeparator);
    const std::int64_t last = room == 0 ? 0 : static_cast<std::int64_t>(room) - 1;
    for (std::size_t i = 0; i < out.starts.size(); ++i) {
        out.starts[i] = std::min(out.starts[i], last);
        out.ends[i] = std::min(out.ends[i], last);
    }
    return out;
}

} // namespace vitrine::text
