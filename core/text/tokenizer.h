#pragma once

#include "core/base/axis.h"
#include "core/base/outcome.h"
#include "core/text/flat.h"

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
    std::string text; ///< the piece as the vocabulary spells it
    Span source;      ///< bytes in its own segment; empty for added tokens
    TokenKind kind = TokenKind::Piece;
    std::int32_t segment = 0; ///< 0 the text, 1 its pair
    std::int32_t word = -1;   ///< counts words within the segment; −1 for added tokens
    std::int32_t type = 0;    ///< token type id
    bool special = false;     ///< added by the template

    bool operator==(const Token&) const = default;
};

/// Invalid UTF-8 that was read as one U+FFFD: a maximal part, or for SentencePiece a byte.
struct InvalidPart {
    std::int32_t segment = 0;
    Span source;

    bool operator==(const InvalidPart&) const = default;
};

struct Encoding {
    std::vector<Token> tokens;
    std::vector<InvalidPart> invalid;
};

/// What becomes of text that spells an added token.
enum class AddedText {
    Match, ///< it is that token
    Plain  ///< it is ordinary text
};

struct EncodeOptions {
    bool addSpecial = true; ///< run the post-processor's template
    /// Truncate (longest_first, right), specials counted; below their number they alone remain.
    std::optional<std::size_t> maxLength;
    bool pad = false; ///< pad to maxLength on the right; needs a pad token
    AddedText addedText = AddedText::Match;
};

struct DecodeOptions {
    bool skipSpecial = false; ///< leave special tokens out
    bool cleanUp = false;     ///< join punctuation and contractions as Hugging Face does (lossy)
};

/// What a tokenizer file says about truncation and padding. Told, never applied by itself.
struct FileSettings {
    std::optional<std::size_t> maxLength;    ///< truncation
    std::optional<std::size_t> paddedLength; ///< padding to a fixed length
    bool padsToLongest = false;

    bool operator==(const FileSettings&) const = default;
};

struct Explanation;

/// Text to ids with byte offsets. Immutable and safe to use from any thread.
class Tokenizer {
public:
    virtual ~Tokenizer() = default;

    /// The algorithm, for people: "WordPiece", "byte-level BPE", "Unigram", "characters".
    [[nodiscard]] virtual std::string kind() const = 0;

    [[nodiscard]] virtual Encoding encode(std::string_view text,
                                          std::optional<std::string_view> pair,
                                          const EncodeOptions& options) const = 0;

    [[nodiscard]] virtual std::string decode(const std::vector<std::int64_t>& ids) const = 0;

    /// One past the largest id.
    [[nodiscard]] virtual std::size_t vocabularySize() const = 0;
    [[nodiscard]] virtual std::optional<std::int64_t> idOf(std::string_view piece) const = 0;
    [[nodiscard]] virtual std::optional<std::string> pieceOf(std::int64_t id) const = 0;

    /// decode() with choices; bytes that are no UTF-8 are kept.
    [[nodiscard]] virtual std::string decode(const std::vector<std::int64_t>& ids,
                                             const DecodeOptions& options) const;

    /// Replaces `out` by the tokens of one text, without template and piece texts: the fast way for
    /// large amounts. Added tokens are matched. Precondition: below 4 GiB.
    virtual void encodeFlat(std::string_view text, FlatEncoding& out) const;

    /// Tokens that the template adds to one text, or to a pair.
    [[nodiscard]] virtual std::size_t specialCount(bool pair) const;

    [[nodiscard]] virtual std::optional<std::int64_t> padId() const;
    [[nodiscard]] virtual FileSettings fileSettings() const;

    /// Harmless oddities of the files, for people: id holes, settings that are not applied.
    [[nodiscard]] virtual std::vector<std::string> warnings() const;

    /// Stretches of a text that spell special tokens: what a careful caller asks about first.
    [[nodiscard]] virtual std::vector<Span> specialText(std::string_view text) const;

    /// See stages.h, which has the one way to call this.
    [[nodiscard]] virtual Explanation explain(std::string_view text) const;
};

/// Opens a tokenizer from a folder or a file: `tokenizer.json`, else a SentencePiece `.model`, else
/// `vocab.txt` (with `tokenizer_config.json`), else `vocab.json` + `merges.txt` (or `encoder.json` +
/// `vocab.bpe`).
[[nodiscard]] Outcome<std::shared_ptr<const Tokenizer>>
openTokenizer(const std::filesystem::path& path);

/// Ids 0–255 are the bytes, spelt "<0x41>". Always there, never fails.
[[nodiscard]] std::shared_ptr<const Tokenizer> byteTokenizer();

/// Ids are Unicode code points; invalid UTF-8 gives U+FFFD. A token's `word` counts grapheme
/// clusters, so that tokens with one `word` must not be drawn apart.
[[nodiscard]] std::shared_ptr<const Tokenizer> characterTokenizer();

} // namespace vitrine::text
