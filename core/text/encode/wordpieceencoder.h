#pragma once

#include "core/text/encode/gapencoder.h"
#include "core/text/models/wordpiece.h"
#include "core/text/normalize/bertnormalizer.h"
#include "core/text/pretokenize/bertsplit.h"

#include <memory>

namespace vitrine::text {

/// BERT: BertNormalizer (or none), BertPreTokenizer, WordPiece.
class WordPieceEncoder final : public GapEncoder {
public:
    /// Without a normalizer the text goes to the pre-tokenizer as it is.
    WordPieceEncoder(std::shared_ptr<const Vocabulary> vocabulary, WordPieceOptions model,
                     std::optional<BertNormalizerOptions> normalizer);

    [[nodiscard]] std::unique_ptr<Scratch> makeScratch() const override;
    void encode(std::string_view text, std::size_t begin, std::size_t end, Scratch& scratch,
                FlatEncoding& out) const override;

    [[nodiscard]] bool normalizes() const override { return normalizer_.has_value(); }

    void normalize(std::string_view text, std::size_t begin, std::size_t end,
                   AlignedText& out) const override;
    void encodeNormalized(const AlignedText& gap, CharRange range, Scratch& scratch,
                          FlatEncoding& out) const override;
    [[nodiscard]] std::string join(const std::vector<std::string_view>& pieces,
                                   bool cleanUp) const override;

    [[nodiscard]] bool isPartOfCharacter(std::string_view /*piece*/) const override {
        return false;
    }

    [[nodiscard]] std::vector<StageKind> stageKinds() const override;
    void explain(std::string_view text, Span bytes, const std::vector<CharRange>& added,
                 Explanation& out) const override;

    [[nodiscard]] const WordPiece& model() const { return model_; }

private:
    struct Working;

    void encodeIdeograph(char32_t code, std::size_t at, std::uint32_t word, Working& working,
                         FlatEncoding& out) const;
    void encodeChunk(std::string_view text, std::size_t begin, std::size_t end, Working& working,
                     FlatEncoding& out) const;
    bool encodeAscii(std::string_view text, std::size_t begin, std::size_t end, Working& working,
                     FlatEncoding& out) const;
    void encodeWords(const AlignedText& gap, CharRange range, Working& working,
                     FlatEncoding& out) const;
    [[nodiscard]] MatchTrail trailOf(std::string_view word, std::size_t characters) const;

    std::shared_ptr<const Vocabulary> vocabulary_;
    WordPiece model_;
    std::optional<BertNormalizerOptions> normalizer_;
};

} // namespace vitrine::text
