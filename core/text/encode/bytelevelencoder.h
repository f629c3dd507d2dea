#pragma once

#include "core/text/encode/gapencoder.h"
#include "core/text/models/bpe.h"

#include <memory>

namespace vitrine::text {

struct ByteLevelOptions {
    bool addPrefixSpace = false; ///< a space before each gap that does not begin with one
    bool trimOffsets = false;    ///< spaces off the spans
    bool splits = true;          ///< GPT-2's split; without it a gap is one piece
};

/// GPT-2 and RoBERTa: ByteLevel split, then BPE over bytes.
class ByteLevelEncoder final : public GapEncoder {
public:
    ByteLevelEncoder(Bpe model, ByteLevelOptions options);

    [[nodiscard]] std::unique_ptr<Scratch> makeScratch() const override;
    void encode(std::string_view text, std::size_t begin, std::size_t end, Scratch& scratch,
                FlatEncoding& out) const override;
    [[nodiscard]] std::string join(const std::vector<std::string_view>& pieces,
                                   bool cleanUp) const override;
    [[nodiscard]] bool isPartOfCharacter(std::string_view piece) const override;
    [[nodiscard]] std::vector<StageKind> stageKinds() const override;
    void explain(std::string_view text, Span bytes, const std::vector<CharRange>& added,
                 Explanation& out) const override;

private:
    struct Working;

    [[nodiscard]] bool needsPrefix(std::string_view text, std::size_t begin,
                                   std::size_t end) const {
        return options_.addPrefixSpace && begin < end && text[begin] != ' ';
    }

    [[nodiscard]] std::size_t pieceEnd(std::string_view text, std::size_t at,
                                       std::size_t end) const;
    void encodePieces(std::string_view text, std::size_t begin, std::size_t end, Working& working,
                      FlatEncoding& out) const;
    [[nodiscard]] std::size_t partEnd(std::string_view text, std::size_t at, std::size_t end) const;
    void encodePart(std::string_view text, std::size_t begin, std::size_t end, std::uint32_t word,
                    Working& working, FlatEncoding& out) const;
    void encodePiece(std::string_view text, std::size_t begin, std::size_t end, std::uint32_t word,
                     Working& working, FlatEncoding& out) const;
    void encodePrefixed(std::string_view text, std::size_t begin, std::size_t end, Working& working,
                        FlatEncoding& out) const;

    Bpe model_;
    ByteLevelOptions options_;
};

} // namespace vitrine::text
