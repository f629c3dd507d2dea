#pragma once

#include "core/base/outcome.h"
#include "core/text/models/mergequeue.h"
#include "core/text/models/vocabulary.h"
#include "core/text/models/wordpart.h"

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
    bool ignoreMerges = false;          ///< a piece that the vocabulary knows whole is not cut
    std::optional<std::string> unknown; ///< for bytes without an entry
    bool fuseUnknown = false;           ///< neighbouring unknown bytes are one token
};

/// A merge as a file spells it: its rank is its place in the list.
using Merge = std::pair<std::string_view, std::string_view>;

/// Byte-pair encoding over the visible spelling of bytes (Sennrich et al. 2016; GPT-2): of all
/// adjacent pairs the one of lowest rank is merged, of equal ones the leftmost, until none is left.
class Bpe {
public:
    /// A Problem for a merge whose parts or result are not in the vocabulary (with its number) and
    /// for a byte without an entry where there is no unknown token. `where` names the file.
    [[nodiscard]] static Outcome<Bpe> make(std::shared_ptr<const Vocabulary> vocabulary,
                                           const std::vector<Merge>& merges,
                                           const BpeOptions& options, const std::string& where);

    struct Symbol {
        std::int32_t id = 0;
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
    };

    /// One merge that was made: of the symbols that begin at these bytes.
    struct Step {
        std::uint32_t left = 0;
        std::uint32_t right = 0;
        std::int32_t rank = 0;
        std::int32_t result = 0;
    };

    /// A symbol while symbols are merged: its neighbours, and its merge with the next one.
    struct Link {
        std::int32_t id = 0;
        std::uint32_t end = 0;
        std::uint32_t next = 0;
        std::uint32_t before = 0;
        std::int32_t rank = 0;
        std::int32_t result = 0;
    };

    /// Working memory; `symbols` is what is merged.
    struct Working {
        std::vector<Symbol> symbols;
        std::vector<std::int32_t> ranks;
        std::vector<std::int32_t> results;
        std::vector<Link> links;
        MergeQueue queue;
    };

    /// Appends the tokens of one pre-token, given as bytes. O(n log n).
    void encode(std::string_view bytes, Working& working, std::vector<WordPart>& parts) const;

    /// The leaves of a pre-token: its bytes.
    void leaves(std::string_view bytes, std::vector<Symbol>& symbols) const;

    /// Merges the leaves in the one allowed order; `steps` receives each merge if it is not null.
    void mergeByQueue(Working& working, std::vector<Step>* steps) const;

    /// The same by scanning, for few symbols.
    void mergeByScan(Working& working) const;

    /// Whether a token may hold byte `left` with byte `right` after it. Where not, a pre-token may be
    /// cut between them and its parts encoded one by one: no merge ever crosses.
    [[nodiscard]] bool mayMeet(char left, char right) const {
        const std::size_t bit = static_cast<unsigned char>(left) * std::size_t{256} +
                                static_cast<unsigned char>(right);
        return ((meets_[bit / 64] >> (bit % 64)) & 1U) != 0;
    }

    /// The id of a pre-token that is taken whole, or −1.
    [[nodiscard]] std::int32_t wholeId(std::string_view bytes) const;

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

    /// Looks at a symbol and the next one and queues their merge if there is one.
    void offer(std::uint32_t at, Working& working) const;

    /// Merges a symbol with the next one.
    void join(std::uint32_t at, Working& working) const;

    void noteMeeting(const std::string& first, const std::string& second);
    [[nodiscard]] const Slot* find(std::int32_t left, std::int32_t right) const;
    [[nodiscard]] Outcome<Done> readMerges(const std::vector<Merge>& merges,
                                           const std::string& where);
    [[nodiscard]] Outcome<Done> readBytes(const BpeOptions& options, const std::string& where);

    std::shared_ptr<const Vocabulary> vocabulary_;
    std::vector<Slot> slots_;
    std::vector<std::uint64_t> filter_;
    std::vector<std::uint64_t> meets_; ///< a bit for each pair of bytes
    std::size_t mergeCount_ = 0;
    std::array<std::int32_t, 256> byteIds_{};
    std::int32_t unknownId_ = -1;
    bool ignoreMerges_ = false;
    bool fuseUnknown_ = false;
};

} // namespace vitrine::text
