#pragma once

#include "core/base/outcome.h"
#include "core/text/models/mergechain.h"
#include "core/text/models/subwordmodel.h"
#include "core/text/vocabulary/bytepieces.h"
#include "core/text/vocabulary/vocabulary.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vitrine::text {

struct BpeOptions {
    /// What a word is made of before any merge.
    enum class Leaves {
        Bytes,     ///< each spelt as a visible character (GPT-2)
        Characters ///< code points as they are (GPT, Llama)
    };

    Leaves leaves = Leaves::Bytes;
    std::string endOfWord;              ///< a word's last leaf carries it: "</w>"
    bool ignoreMerges = false;          ///< a word that the vocabulary knows whole is not cut
    std::optional<std::string> unknown; ///< for leaves without an entry
    bool fuseUnknown = false;           ///< neighbouring unknown leaves are one token
    bool byteFallback = false;          ///< characters without an entry as pieces "<0x41>"
};

/// A merge as a file spells it: its rank is its place in the list.
using Merge = std::pair<std::string_view, std::string_view>;

/// Byte-pair encoding (Sennrich et al. 2016): of all adjacent pairs the one of lowest rank is merged,
/// of equal ones the leftmost, until none is left.
class Bpe final : public SubwordModel {
public:
    /// A Problem for a merge whose parts or result are not in the vocabulary (with its number), and
    /// where a byte, or any character, would have no token. `where` names the file.
    [[nodiscard]] static Outcome<Bpe> make(std::shared_ptr<const Vocabulary> vocabulary,
                                           const std::vector<Merge>& merges,
                                           const BpeOptions& options, const std::string& where);

    using Symbol = MergeSymbol;

    /// One merge that was made: of the symbols that begin at these bytes.
    struct Step {
        std::uint32_t left = 0;
        std::uint32_t right = 0;
        std::int32_t rank = 0;
        std::int32_t result = 0;
    };

    /// `symbols` is what is merged.
    struct Working : SubwordModel::Working {
        std::vector<Symbol> symbols;
        std::vector<std::int32_t> ranks;
        std::vector<std::int32_t> results;
        MergeChain chain;
    };

    [[nodiscard]] std::unique_ptr<SubwordModel::Working> makeWorking() const override;

    /// The word is given as plain bytes, also where the vocabulary spells them. O(n log n).
    void cut(std::string_view word, SubwordModel::Working& working,
             std::vector<WordPart>& parts) const override;

    [[nodiscard]] Trail trailOf(std::string_view word) const override;
    [[nodiscard]] bool isPartOfCharacter(std::string_view piece) const override;

    /// The leaves of a word.
    void leaves(std::string_view word, std::vector<Symbol>& symbols) const;

    /// Merges the leaves in the one allowed order; `steps` receives each merge if it is not null.
    void mergeByQueue(Working& working, std::vector<Step>* steps) const;

    /// The same by scanning, for few symbols.
    void mergeByScan(Working& working) const;

    /// Whether a token may hold byte `left` with byte `right` after it. Where not, a word may be cut
    /// between them and its parts cut one by one: no merge ever crosses. Precondition: no ending.
    [[nodiscard]] bool mayMeet(char left, char right) const {
        const std::size_t bit = static_cast<unsigned char>(left) * std::size_t{256} +
                                static_cast<unsigned char>(right);
        return ((meets_[bit / 64] >> (bit % 64)) & 1U) != 0;
    }

    /// The id of a word that is taken whole, or −1.
    [[nodiscard]] std::int32_t wholeId(std::string_view word) const;

    [[nodiscard]] const std::shared_ptr<const Vocabulary>& vocabulary() const {
        return vocabulary_;
    }

private:
    struct Slot {
        std::uint64_t pair = kFree;
        std::int32_t rank = 0;
        std::int32_t result = 0;
    };

    static constexpr std::uint64_t kFree = ~std::uint64_t{0};
    static constexpr int kFilterShift = 64 - 20;

    [[nodiscard]] static std::uint64_t pairOf(std::int32_t left, std::int32_t right) {
        return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(left)) << 32) |
               static_cast<std::uint32_t>(right);
    }

    /// Most pairs of symbols merge to nothing: one bit of a small table says so without a look
    /// into the large one.
    [[nodiscard]] bool mayHold(std::uint64_t hash) const {
        const std::uint64_t bit = hash >> kFilterShift;
        return ((filter_[bit / 64] >> (bit % 64)) & 1U) != 0;
    }

    void byteLeaves(std::string_view word, std::vector<Symbol>& symbols) const;
    void characterLeaves(std::string_view word, std::vector<Symbol>& symbols) const;
    void addLeaf(Symbol leaf, std::vector<Symbol>& symbols) const;
    void noteMeeting(const std::string& first, const std::string& second);
    [[nodiscard]] const Slot* find(std::int32_t left, std::int32_t right) const;
    [[nodiscard]] Outcome<Done> readMerges(const std::vector<Merge>& merges,
                                           const std::string& where);
    [[nodiscard]] Outcome<Done> readUnknown(const std::string& where);
    [[nodiscard]] Outcome<Done> readBytes(const std::string& where);
    void readAscii();

    /// Whether a token may hold what no merge joined.
    [[nodiscard]] bool joinsUnmerged() const;

    /// Where the part of a word that begins at a byte ends: before a byte that it may not meet.
    [[nodiscard]] std::size_t apartEnd(std::string_view word, std::size_t at) const;

    std::shared_ptr<const Vocabulary> vocabulary_;
    BpeOptions options_;
    std::vector<Slot> slots_;
    std::vector<std::uint64_t> filter_;
    std::vector<std::uint64_t> meets_; ///< a bit for each pair of bytes
    std::size_t mergeCount_ = 0;
    std::array<std::int32_t, 256> byteIds_{}; ///< of characters: of ASCII, −1 for none
    std::array<std::int32_t, 256> lastByteIds_{}; ///< with the ending
    BytePieces bytePieces_;
    std::int32_t unknownId_ = -1;
};

} // namespace vitrine::text
