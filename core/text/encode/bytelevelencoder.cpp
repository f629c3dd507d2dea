#include "core/text/encode/bytelevelencoder.h"

#include "core/text/encode/piececache.h"
#include "core/text/pretokenize/bytelevelsplit.h"
#include "core/text/unicode/utf8.h"
#include "core/text/vocabulary/bytealphabet.h"

namespace vitrine::text {

struct ByteLevelEncoder::Working : Scratch {
    PieceCache cache;
    Bpe::Working bpe;
    std::vector<WordPart> parts;
    std::string prefixed;
};

ByteLevelEncoder::ByteLevelEncoder(Bpe model, ByteLevelOptions options)
    : model_(std::move(model))
    , options_(options) {}

std::unique_ptr<Scratch> ByteLevelEncoder::makeScratch() const {
    return std::make_unique<Working>();
}

std::size_t ByteLevelEncoder::pieceEnd(std::string_view text, std::size_t at,
                                       std::size_t end) const {
    return options_.splits ? byteLevelPieceEnd(text, at, end) : end;
}

void ByteLevelEncoder::encode(std::string_view text, std::size_t begin, std::size_t end,
                              Scratch& scratch, FlatEncoding& out) const {
    auto& working = static_cast<Working&>(scratch);
    if (needsPrefix(text, begin, end)) {
        encodePrefixed(text, begin, end, working, out);
    } else {
        encodePieces(text, begin, end, working, out);
    }
}

void ByteLevelEncoder::encodePieces(std::string_view text, std::size_t begin, std::size_t end,
                                    Working& working, FlatEncoding& out) const {
    std::uint32_t word = out.words.empty() ? 0 : out.words.back() + 1;
    for (std::size_t at = begin; at < end; ++word) {
        const std::size_t stop = pieceEnd(text, at, end);
        const bool ascii = static_cast<unsigned char>(text[stop - 1]) < 0x80;
        const bool whole = ascii && stop - at <= PieceCache::kKeyBytes;
        while (at < stop) {
            const std::size_t cut = whole ? stop : partEnd(text, at, stop);
            encodePart(text, at, cut, word, working, out);
            at = cut;
        }
    }
}

// Long and foreign pieces are cut between characters that no token holds together: in ideographs,
// which have no spaces, that is nearly everywhere, and the parts are remembered.
std::size_t ByteLevelEncoder::partEnd(std::string_view text, std::size_t at,
                                      std::size_t end) const {
    std::size_t cut = at + 1;
    while (cut < end && (isContinuationByte(text[cut]) || model_.mayMeet(text[cut - 1], text[cut]))) {
        ++cut;
    }
    return cut;
}

void ByteLevelEncoder::encodePart(std::string_view text, std::size_t begin, std::size_t end,
                                  std::uint32_t word, Working& working, FlatEncoding& out) const {
    if (end - begin > PieceCache::kKeyBytes) {
        encodePiece(text, begin, end, word, working, out);
        return;
    }
    const PieceCache::Key key = PieceCache::keyOf(text, begin, end - begin);
    if (const PieceCache::Entry* known = working.cache.find(key)) {
        PieceCache::append(*known, begin, word, out); // its count of words is not ours
        return;
    }
    const std::size_t first = out.ids.size();
    encodePiece(text, begin, end, word, working, out);
    working.cache.store(key, begin, out, first);
}

void ByteLevelEncoder::encodePiece(std::string_view text, std::size_t begin, std::size_t end,
                                   std::uint32_t word, Working& working, FlatEncoding& out) const {
    working.parts.clear();
    model_.cut(text.substr(begin, end - begin), working.bpe, working.parts);
    for (const WordPart& part : working.parts) {
        std::size_t from = begin + part.begin;
        std::size_t to = begin + part.end;
        // A token that holds a part of a character stands for the whole character.
        while (isContinuationByte(text[from])) {
            --from;
        }
        while (to < end && isContinuationByte(text[to])) {
            ++to;
        }
        if (options_.trimOffsets) {
            while (from < to && text[from] == ' ') {
                ++from;
            }
            while (to > from && text[to - 1] == ' ') {
                --to;
            }
        }
        out.ids.push_back(part.id);
        out.spans.push_back({static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)});
        out.words.push_back(word);
    }
}

void ByteLevelEncoder::encodePrefixed(std::string_view text, std::size_t begin, std::size_t end,
                                      Working& working, FlatEncoding& out) const {
    working.prefixed.assign(1, ' ').append(text.substr(begin, end - begin));
    const std::size_t first = out.ids.size();
    encodePieces(working.prefixed, 0, working.prefixed.size(), working, out);
    const auto base = static_cast<std::uint32_t>(begin);
    // The prefix counts as part of the first character, unless spaces are trimmed off.
    const std::uint32_t shortest = options_.trimOffsets ? 0 : decodeValidAt(text, begin).bytes;
    for (std::size_t i = first; i < out.spans.size(); ++i) {
        Span32& span = out.spans[i];
        span.begin = base + (span.begin == 0 ? 0 : span.begin - 1);
        span.end = base + (span.end <= 1 ? shortest : span.end - 1);
    }
}

std::string ByteLevelEncoder::join(const std::vector<std::string_view>& pieces,
                                   bool /*cleanUp*/) const {
    std::string bytes;
    for (const std::string_view piece : pieces) {
        bytes.append(bytesOfPiece(piece));
    }
    return bytes;
}

bool ByteLevelEncoder::isPartOfCharacter(std::string_view piece) const {
    return model_.isPartOfCharacter(piece);
}

} // namespace vitrine::text
