#pragma once

#include "core/text/added/addedtokens.h"
#include "core/text/encode/gapencoder.h"
#include "core/text/post/template.h"
#include "core/text/tokenizer.h"
#include "core/text/unicode/utf8.h"
#include "core/text/vocabulary/vocabulary.h"

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::text {

/// What a tokenizer file says, read and checked.
struct TokenizerParts {
    std::string kind;
    std::shared_ptr<const Vocabulary> vocabulary; ///< never null
    std::unique_ptr<GapEncoder> encoder;          ///< never null
    std::vector<AddedToken> added;
    Template post;
    std::optional<std::int64_t> unknownId;
    std::optional<std::int64_t> padId;
    bool trimsOffsets = false; ///< white space off the spans of added tokens
    InvalidRule invalidRule = InvalidRule::EachPart;
    FileSettings settings;
    std::vector<std::string> warnings;
};

/// An added token found in a normalised gap.
struct NormalizedMatch {
    std::size_t token = 0; ///< index into AddedTokens::all()
    CharRange characters;  ///< of the gap
    Span source;
};

/// A tokenizer put together from its parts: added tokens, gaps between them, template.
class ComposedTokenizer final : public Tokenizer {
public:
    explicit ComposedTokenizer(TokenizerParts parts);

    using Tokenizer::decode;

    [[nodiscard]] std::string kind() const override { return parts_.kind; }

    [[nodiscard]] Encoding encode(std::string_view text, std::optional<std::string_view> pair,
                                  const EncodeOptions& options) const override;
    [[nodiscard]] std::string decode(const std::vector<std::int64_t>& ids) const override;
    [[nodiscard]] std::string decode(const std::vector<std::int64_t>& ids,
                                     const DecodeOptions& options) const override;

    [[nodiscard]] std::size_t vocabularySize() const override { return size_; }

    [[nodiscard]] std::optional<std::int64_t> idOf(std::string_view piece) const override;
    [[nodiscard]] std::optional<std::string> pieceOf(std::int64_t id) const override;
    void encodeFlat(std::string_view text, FlatEncoding& out) const override;
    [[nodiscard]] std::size_t specialCount(bool pair) const override;

    [[nodiscard]] std::optional<std::int64_t> padId() const override { return parts_.padId; }

    [[nodiscard]] FileSettings fileSettings() const override { return parts_.settings; }

    [[nodiscard]] std::vector<std::string> warnings() const override { return parts_.warnings; }

    [[nodiscard]] std::vector<Span> specialText(std::string_view text) const override;
    [[nodiscard]] Explanation explain(std::string_view text) const override;

private:
    class Lent;

    void encodeValid(std::string_view text, AddedText mode, Scratch& scratch,
                     FlatEncoding& out) const;
    void encodeGap(std::string_view text, Span bytes, AddedText mode, Scratch& scratch,
                   FlatEncoding& out) const;
    void pushAdded(std::string_view text, std::size_t token, Span bytes, FlatEncoding& out) const;

    /// The added tokens of a valid text, except those that need its normalised form.
    [[nodiscard]] std::vector<AddedMatch> matchesIn(std::string_view text) const;

    /// The added tokens of a normalised gap.
    [[nodiscard]] std::vector<NormalizedMatch> normalizedMatches(const AlignedText& gap) const;

    void encodeSource(std::string_view text, AddedText mode, FlatEncoding& out,
                      std::vector<Span>* invalid) const;
    void appendText(const FlatEncoding& flat, std::size_t count, std::int32_t segment,
                    std::int32_t type, Encoding& out) const;
    void appendSpecial(const TemplateItem& item, Encoding& out) const;
    void pad(std::size_t length, Encoding& out) const;
    [[nodiscard]] TokenKind kindOf(std::int32_t id, bool first) const;
    [[nodiscard]] std::string_view pieceView(std::int64_t id) const;
    void explainAdded(std::string_view text, Span bytes, Explanation& out) const;
    void explainGap(std::string_view text, Span bytes, Explanation& out) const;

    TokenizerParts parts_;
    AddedTokens added_;
    std::size_t size_ = 0;

    mutable std::mutex idleMutex_; ///< guards idle_
    mutable std::vector<std::unique_ptr<Scratch>> idle_;
};

} // namespace vitrine::text
