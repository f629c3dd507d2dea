#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace vitrine {

/// Half-open byte range in a source text.
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;

    [[nodiscard]] bool empty() const { return begin == end; }
    [[nodiscard]] std::size_t size() const { return end - begin; }
    bool operator==(const Span&) const = default;
};

/// A rectangle of a picture in pixels, from its top left corner; fractions where the picture was
/// resized for the model.
struct Box {
    float x = 0;
    float y = 0;
    float width = 0;
    float height = 0;

    bool operator==(const Box&) const = default;
};

enum class TokenKind {
    Piece,        ///< begins a word, or is one
    Continuation, ///< goes on with the word before it
    Character,
    Byte,
    Patch,  ///< a square of a picture or of one frame of a clip
    Prefix, ///< one of the vectors that a picture became, among words
    Unknown,
    Class,
    Separator,
    Pad,
    Special ///< any other token that the template adds or the person typed as one
};

/// One entry of an axis: what a row or column of an attention map stands for.
struct AxisToken {
    TokenKind kind = TokenKind::Piece;
    std::int64_t id = 0;
    std::string label;     ///< as the vocabulary spells it ("##bee", "Ġthe")
    Span source;           ///< bytes in the text of its segment; empty for added tokens
    std::int32_t segment = 0; ///< 0 the text, 1 its pair
    std::int32_t word = -1;   ///< counts words within the segment; −1 for added tokens
    bool special = false;     ///< added by the template: a sink candidate
    bool pad = false;
    bool generated = false;
    Box box;                  ///< of a patch, in pixels of the Sample's picture or frame
    std::int32_t row = -1;    ///< of a patch in its grid, from the top; −1 for others
    std::int32_t column = -1; ///< from the left
    std::int32_t frame = -1;  ///< index into the Clip's frames; −1 where there is no clip
    std::int32_t picture = -1; ///< of a prefix: index into the Sample's placed pictures

    bool operator==(const AxisToken&) const = default;
};

/// A token sequence as one side of an attention site. Made once, by the model family; views read
/// it and never reconstruct it.
struct Axis {
    std::string name; ///< the tower it belongs to: "text"
    std::vector<AxisToken> tokens;

    [[nodiscard]] std::size_t size() const { return tokens.size(); }
    bool operator==(const Axis&) const = default;
};

} // namespace vitrine
