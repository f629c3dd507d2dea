#pragma once

#include "core/text/tokenizer.h"

#include <string>
#include <string_view>
#include <vector>

namespace vitrine::widgets {

/// Where a token stands on the byte axis. Its own source span, except where tokens share bytes:
/// those lie side by side over the bytes they share.
struct DrawnPiece {
    double begin = 0; ///< bytes from the start of the text
    double end = 0;
    std::uint32_t leading = 0; ///< bytes of white space it begins with, if more follows
    bool joins = false;        ///< goes on with the word of the token before it
    bool shares = false;       ///< some source bytes are a neighbour's as well
    bool inserted = false;     ///< no source bytes, though not of the template

    [[nodiscard]] bool empty() const { return begin == end; }
    bool operator==(const DrawnPiece&) const = default;
};

/// The places of all tokens of one text. Byte pieces of one character stand over exactly the bytes
/// they are; others that share a span get equal parts of it.
[[nodiscard]] std::vector<DrawnPiece> drawnPieces(std::string_view text,
                                                  const std::vector<text::Token>& tokens);

/// Bytes that a byte-level piece ("ĠðŁ") or a byte piece ("<0x41>") stands for; empty for others.
[[nodiscard]] std::string bytesOfPiece(std::string_view piece);

} // namespace vitrine::widgets
