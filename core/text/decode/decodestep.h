#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::text {

/// One step of a decoder as a tokenizer file lists them: changes the pieces of a text in place. At
/// the end the pieces are joined.
using DecodeStep = std::function<void(std::vector<std::string>& pieces)>;

[[nodiscard]] std::string decodePieces(const std::vector<DecodeStep>& steps,
                                       const std::vector<std::string_view>& pieces);

/// Marks become spaces; `dropsFirst`: those of the first piece vanish.
[[nodiscard]] DecodeStep metaspaceDecoding(std::string mark, bool dropsFirst);

/// The ending becomes a space, of the last piece nothing.
[[nodiscard]] DecodeStep endingDecoding(std::string ending);

[[nodiscard]] DecodeStep replaceDecoding(std::string from, std::string to);

/// Runs of pieces "<0x41>" become the text of their bytes, or one U+FFFD for each byte where they
/// are no UTF-8.
[[nodiscard]] DecodeStep byteFallbackDecoding();

/// All pieces become one.
[[nodiscard]] DecodeStep fuseDecoding();

/// Up to `start` times the character off each piece's begin, up to `stop` times off its end.
[[nodiscard]] DecodeStep stripDecoding(std::string character, std::size_t start, std::size_t stop);

/// Visible characters become the bytes they stand for; all pieces become one.
[[nodiscard]] DecodeStep byteLevelDecoding();

/// What transformers does after CLIP's own decoder: endings become spaces, the ends are stripped.
[[nodiscard]] DecodeStep clipDecoding(std::string ending);

} // namespace vitrine::text
