#pragma once

#include "core/text/encode/gapencoder.h"
#include "core/text/models/subwordmodel.h"
#include "core/text/sentencepiece/modelfile.h"
#include "core/text/sentencepiece/spacenormalizer.h"
#include "core/text/vocabulary/bytepieces.h"

#include <memory>
#include <optional>
#include <string>

namespace vitrine::text {

/// What decoding needs of a SentencePiece model, and which gaps get the dummy prefix.
struct SentencePieceOptions {
    std::shared_ptr<const Vocabulary> vocabulary; ///< never null
    std::shared_ptr<const SubwordModel> model;    ///< never null; leaves unknown characters single
    std::int32_t unknownId = 0;
    bool prefixesFirstGapOnly = false; ///< else every gap between added tokens
};

/// A SentencePiece `.model` by SentencePiece's own rules: a gap is normalised and cut as a whole; a
/// word begins where a piece begins with a space.
class SentencePieceEncoder final : public GapEncoder {
public:
    SentencePieceEncoder(const SentencePieceModel& file, Charsmap map,
                         SentencePieceOptions options);

    [[nodiscard]] std::unique_ptr<Scratch> makeScratch() const override;
    void encode(std::string_view text, std::size_t begin, std::size_t end, Scratch& scratch,
                FlatEncoding& out) const override;
    [[nodiscard]] std::string join(const std::vector<std::string_view>& pieces,
                                   bool cleanUp) const override;

    [[nodiscard]] bool isPartOfCharacter(std::string_view piece) const override {
        return isPartialBytePiece(piece);
    }

    [[nodiscard]] std::vector<StageKind> stageKinds() const override;
    void explain(std::string_view text, Span bytes, const std::vector<CharRange>& added,
                 Explanation& out) const override;

private:
    struct Working : Scratch {
        PieceText text;
        std::vector<WordPart> parts;
        std::unique_ptr<SubwordModel::Working> model;
    };

    void cutGap(std::string_view text, std::size_t begin, std::size_t end, Working& working) const;
    void appendUnknown(std::string_view piece, Span32 source, std::uint32_t word, bool afterUnknown,
                       FlatEncoding& out) const;

    /// Whether a word begins with a part of the text that cutGap() left.
    [[nodiscard]] bool beginsWord(const Working& working, std::size_t part) const;

    SpaceNormalizer normalizer_;
    SentencePieceOptions options_;
    BytePieces bytes_;
    bool byteFallback_ = false;
    bool spaceAsSuffix_ = false;
    bool dropsFirstSpace_ = false;  ///< of the first piece when decoding
    bool dropsFirstSpaces_ = false; ///< of all pieces up to the first visible one
    std::string space_;
    std::string unknownText_;
    std::vector<SentencePieceModel::Type> types_; ///< by id
};

} // namespace vitrine::text
