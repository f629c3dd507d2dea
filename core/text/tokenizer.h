#pragma once

#include "core/base/axis.h"
#include "core/base/outcome.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::text {

/// One token of an encoded text.
struct Token {
    std::int64_t id = 0;
    std::string text;         ///< the piece as the vocabulary spells it
    Span source;              ///< bytes in its own segment; empty for added tokens
    TokenKind kind = TokenKind::Piece;
    std::int32_t segment = 0; ///< 0 the text, 1 its pair
    std::int32_t word = -1;   ///< counts words within the segment; −1 for added tokens
    std::int32_t type = 0;    ///< token type id
    bool special = false;     ///< added by the template

    bool operator==(const Token&) const = default;
};

/// A maximal invalid UTF-8 part that was read as one U+FFFD.
struct InvalidPart {
    std::int32_t segment = 0;
    Span source;

    bool operator==(const InvalidPart&) const = default;
};

struct Encoding {
    std::vector<Token> tokens;
    std::vector<InvalidPart> invalid;
};

struct EncodeOptions {
    bool addSpecial = true;                ///< run the post-processor's template
    std::optional<std::size_t> maxLength;  ///< truncate (longest_first, right), specials counted
    bool pad = false;                      ///< pad to maxLength on the right
};

/// Text to ids with byte offsets. Immutable and safe to use from any thread.
class Tokenizer {
public:
    virtual ~Tokenizer() = default;

    /// The algorithm, for people: "WordPiece", "byte-level BPE", "characters", "bytes".
    [[nodiscard]] virtual std::string kind() const = 0;

    [[nodiscard]] virtual Encoding encode(std::string_view text,
                                          std::optional<std::string_view> pair,
                                          const EncodeOptions& options) const = 0;

    [[nodiscard]] virtual std::string decode(const std::vector<std::int64_t>& ids) const = 0;

    /// One past the largest id.
    [[nodiscard]] virtual std::size_t vocabularySize() const = 0;
    [[nodiscard]] virtual std::optional<std::int64_t> idOf(std::string_view piece) const = 0;
    [[nodiscard]] virtual std::optional<std::string> pieceOf(std::int64_t id) const = 0;
};

/// Opens a tokenizer from a folder or a file: `tokenizer.json`, else `vocab.txt` (with
/// `tokenizer_config.json`), else `vocab.json` + `merges.txt` (or `encoder.json` + `vocab.bpe`).
[[nodiscard]] Outcome<std::shared_ptr<const Tokenizer>>
openTokenizer(const std::filesystem::path& path);

} // namespace vitrine::text
