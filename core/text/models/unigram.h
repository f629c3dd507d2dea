#pragma once

#include "core/text/models/subwordmodel.h"
#include "core/text/vocabulary/bytepieces.h"
#include "core/text/vocabulary/doublearray.h"
#include "core/text/vocabulary/vocabulary.h"

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace vitrine::text {

struct UnigramOptions {
    /// Whose rules for sums and unknown characters. Hugging Face adds in double and makes
    /// neighbouring unknown characters one part; SentencePiece adds in float, which flips ties, and
    /// leaves them single.
    enum class Rules { HuggingFace, SentencePiece };

    Rules rules = Rules::HuggingFace;
    std::int32_t unknownId = 0;
    double unknownScore = 0; ///< of a character that is no piece
    /// Hugging Face: unknown characters as bytes where the vocabulary has them; each byte stands
    /// for all neighbouring unknown characters.
    bool byteFallback = false;
};

/// A unigram language model (Kudo 2018): of all ways to cut a word into pieces the one with the
/// largest sum of scores.
class Unigram final : public SubwordModel {
public:
    struct Piece {
        std::int32_t id = 0;
        double score = 0; ///< log-probability
    };

    /// `pieces` are those that are looked for; each is in the vocabulary.
    Unigram(std::shared_ptr<const Vocabulary> vocabulary, const std::vector<Piece>& pieces,
            UnigramOptions options);

    [[nodiscard]] std::unique_ptr<SubwordModel::Working> makeWorking() const override;

    void cut(std::string_view word, SubwordModel::Working& working,
             std::vector<WordPart>& parts) const override;
    [[nodiscard]] Trail trailOf(std::string_view word) const override;

    [[nodiscard]] bool isPartOfCharacter(std::string_view piece) const override {
        return isPartialBytePiece(piece);
    }

private:
    /// The best way that ends at a byte: its last piece.
    struct Best {
        double score = 0;
        std::uint32_t begin = 0;
        std::int32_t id = -1; ///< −1: no way ends here
    };

    struct Working;

    template <class Found>
    void eachPieceAt(std::string_view word, std::size_t at, Found found) const;
    void search(std::string_view word, std::vector<Best>& best) const;
    void fuseUnknown(std::string_view word, std::size_t first, std::vector<WordPart>& parts) const;
    [[nodiscard]] std::vector<LatticeEdge> edgesOf(std::string_view word) const;

    std::shared_ptr<const Vocabulary> vocabulary_;
    DoubleArray trie_;
    std::vector<double> scores_; ///< by id
    BytePieces bytes_;
    UnigramOptions options_;
};

} // namespace vitrine::text
