#include "widgets/tokens/study/drawnpiece.h"

#include "core/base/blank.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace vitrine::widgets {

namespace {

constexpr std::size_t kMostMapped = 0x144; // one past the last character that stands for a byte

/// The byte that a character of a byte-level vocabulary stands for, or −1 (tokenization.md 5).
int byteOf(char32_t character) {
    static const std::array<std::int16_t, kMostMapped> table = [] {
        std::array<std::int16_t, kMostMapped> bytes{};
        bytes.fill(-1);
        std::size_t next = 0x100;
        for (int byte = 0; byte < 256; ++byte) {
            const bool itself = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172)
                || byte >= 174;
            bytes[itself ? static_cast<std::size_t>(byte) : next++] =
                static_cast<std::int16_t>(byte);
        }
        return bytes;
    }();
    return character < kMostMapped ? table[character] : -1;
}

std::uint32_t leadingSpace(std::string_view text, Span span) {
    std::size_t at = span.begin;
    while (at < span.end && isBlank(text[at])) {
        ++at;
    }
    return at < span.end ? static_cast<std::uint32_t>(at - span.begin) : 0;
}

/// Tokens [first, end) whose spans hang together.
struct Group {
    std::size_t first = 0;
    std::size_t end = 0;
    Span bytes;
};

Group groupFrom(const std::vector<text::Token>& tokens, std::size_t first) {
    Group group{first, first + 1, tokens[first].source};
    while (group.end < tokens.size() && !tokens[group.end].source.empty()
           && tokens[group.end].segment == tokens[first].segment
           && tokens[group.end].source.begin < group.bytes.end) {
        group.bytes.begin = std::min(group.bytes.begin, tokens[group.end].source.begin);
        group.bytes.end = std::max(group.bytes.end, tokens[group.end].source.end);
        ++group.end;
    }
    return group;
}

/// The sizes of byte pieces if together they are exactly the group's bytes.
std::vector<std::size_t> exactSizes(const std::vector<text::Token>& tokens, const Group& group) {
    std::vector<std::size_t> sizes;
    std::size_t sum = 0;
    bool bytes = false;
    for (std::size_t i = group.first; i < group.end; ++i) {
        sizes.push_back(bytesOfPiece(tokens[i].text).size());
        sum += sizes.back();
        bytes = bytes || tokens[i].kind == TokenKind::Byte;
    }
    if (!bytes || sum != group.bytes.size()) {
        sizes.clear();
    }
    return sizes;
}

void placeGroup(const std::vector<text::Token>& tokens, const Group& group,
                std::vector<DrawnPiece>& pieces) {
    const std::vector<std::size_t> exact = exactSizes(tokens, group);
    const std::size_t count = group.end - group.first;
    const double share = static_cast<double>(group.bytes.size()) / static_cast<double>(count);
    auto at = static_cast<double>(group.bytes.begin);
    for (std::size_t i = 0; i < count; ++i) {
        DrawnPiece& piece = pieces[group.first + i];
        piece.begin = at;
        at += exact.empty() ? share : static_cast<double>(exact[i]);
        piece.end = at;
        piece.shares = true;
    }
}

} // namespace

std::string bytesOfPiece(std::string_view piece) {
    if (piece.size() == 6 && piece.starts_with("<0x") && piece.back() == '>') {
        unsigned value = 0;
        const auto [end, error] = std::from_chars(piece.data() + 3, piece.data() + 5, value, 16);
        if (error == std::errc() && end == piece.data() + 5) {
            return {static_cast<char>(value)};
        }
    }
    std::string bytes;
    for (std::size_t at = 0; at < piece.size();) {
        const Utf8Step step = utf8Step(piece, at);
        const int byte = step.valid ? byteOf(step.character) : -1;
        if (byte < 0) {
            return {};
        }
        bytes.push_back(static_cast<char>(byte));
        at += step.bytes;
    }
    return bytes;
}

std::vector<DrawnPiece> drawnPieces(std::string_view text, const std::vector<text::Token>& tokens) {
    std::vector<DrawnPiece> pieces(tokens.size());
    double last = 0;
    for (std::size_t i = 0; i < tokens.size();) {
        const text::Token& token = tokens[i];
        if (token.source.empty()) {
            pieces[i].begin = pieces[i].end = last;
            pieces[i].inserted = !token.special;
            ++i;
            continue;
        }
        const Group group = groupFrom(tokens, i);
        if (group.end == i + 1) {
            pieces[i].begin = static_cast<double>(token.source.begin);
            pieces[i].end = static_cast<double>(token.source.end);
        } else {
            placeGroup(tokens, group, pieces);
        }
        // Bytes of a character are shown as bytes, the space among them.
        pieces[i].leading =
            token.kind == TokenKind::Byte ? 0 : leadingSpace(text, token.source);
        last = pieces[group.end - 1].end;
        i = group.end;
    }
    for (std::size_t i = 1; i < tokens.size(); ++i) {
        pieces[i].joins = !tokens[i].special && !tokens[i - 1].special
            && tokens[i].word == tokens[i - 1].word && tokens[i].segment == tokens[i - 1].segment;
    }
    return pieces;
}

} // namespace vitrine::widgets
