#pragma once

#include "core/text/models/mergechain.h"
#include "core/text/models/subwordmodel.h"
#include "core/text/vocabulary/vocabulary.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace vitrine::text {

/// SentencePiece's BPE: two neighbours merge if their text is a piece, that of the best score
/// first, of equal scores the leftmost. There is no list of merges.
class PieceBpe final : public SubwordModel {
public:
    struct Piece {
        std::int32_t id = 0;
        float score = 0;
        bool unused = false; ///< merges, and is taken apart again at the end
    };

    /// The bytes of the longest piece at a place of a text that is never cut nor merged, or 0.
    using Frozen = std::function<std::size_t(std::string_view text, std::size_t at)>;

    /// `pieces` are those that may come from merges; each is in the vocabulary.
    PieceBpe(std::shared_ptr<const Vocabulary> vocabulary, const std::vector<Piece>& pieces,
             std::int32_t unknownId, Frozen frozen);

    [[nodiscard]] std::unique_ptr<SubwordModel::Working> makeWorking() const override;
    void cut(std::string_view word, SubwordModel::Working& working,
             std::vector<WordPart>& parts) const override;
    [[nodiscard]] Trail trailOf(std::string_view word) const override;
    [[nodiscard]] bool isPartOfCharacter(std::string_view piece) const override;

private:
    struct Working;

    /// What merging needs of a piece; rank −1 for ids that no merge gives.
    struct Rank {
        std::int32_t rank = -1;
        bool unused = false;
    };

    void noteMeetings(std::string_view piece);

    /// Whether a piece may hold two symbols together.
    [[nodiscard]] bool mayMeet(std::string_view word, const MergeSymbol& left,
                               const MergeSymbol& right) const;
    void leaves(std::string_view word, std::vector<MergeSymbol>& symbols) const;
    [[nodiscard]] MergeResult merge(std::string_view word, const MergeSymbol& left,
                                    const MergeSymbol& right) const;
    template <class Note> void mergeAll(std::string_view word, Working& working, Note note) const;
    void addPart(std::string_view word, WordPart part, Working& working,
                 std::vector<WordPart>& parts) const;

    std::shared_ptr<const Vocabulary> vocabulary_;
    std::vector<Rank> ranks_;          ///< by id
    std::vector<std::uint64_t> meets_; ///< a bit for each pair of bytes inside a piece
    std::size_t longest_ = 0;          ///< bytes of a piece
    std::size_t rankCount_ = 0;
    bool anyUnused_ = false;
    std::int32_t unknownId_ = 0;
    Frozen frozen_;
};

} // namespace vitrine::text
