#pragma once

#include "core/analysis/alignment.h"
#include "core/analysis/regroup.h"
#include "core/base/grid.h"
#include "core/base/outcome.h"
#include "core/base/tick.h"
#include "core/engine/site.h"
#include "core/study/picture.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::study {

/// What the tokens of two pictures are gathered into before their maps are compared: sums over keys,
/// means over queries.
enum class CompareBy {
    Token, ///< not gathered
    Word,  ///< the words that the tokenizer found: for two texts and one tokenizer
    Blank  ///< the parts of the text between blanks: the same for all tokenizers
};

/// A site that both pictures have, under one name.
struct SitePair {
    int siteA = 0;
    int siteB = 0;
    int heads = 0; ///< that both have
};

/// Two pictures, ready to be compared: which of their sites, words and tokens belong together. An
/// immutable value; sharing it between threads is safe.
class Comparison {
public:
    /// Compares the sites that both have. A Problem where there is none, or where a picture is
    /// missing. Only self-attention over one axis is compared.
    [[nodiscard]] static Outcome<Comparison> of(std::shared_ptr<const TracePicture> a,
                                                std::shared_ptr<const TracePicture> b,
                                                CompareBy by);

    /// Word for pictures of one model, else Blank.
    [[nodiscard]] static CompareBy customary(const TracePicture& a, const TracePicture& b);

    [[nodiscard]] const std::shared_ptr<const TracePicture>& a() const { return a_; }
    [[nodiscard]] const std::shared_ptr<const TracePicture>& b() const { return b_; }
    [[nodiscard]] CompareBy by() const { return by_; }
    [[nodiscard]] const std::vector<SitePair>& sites() const { return sites_; }

    /// Rows and columns of the gathered maps: words, or tokens.
    [[nodiscard]] const Axis& groupsA() const { return groupingA_.groups; }
    [[nodiscard]] const Axis& groupsB() const { return groupingB_.groups; }
    [[nodiscard]] const analysis::Grouping& groupingA() const { return groupingA_; }
    [[nodiscard]] const analysis::Grouping& groupingB() const { return groupingB_; }

    /// Which groups of A and B stand for the same text.
    [[nodiscard]] const analysis::Alignment& alignment() const { return alignment_; }

    /// Groups of A and of B without a partner.
    [[nodiscard]] std::size_t unmatched() const;

    /// The pair of sites with a name of A's, or none.
    [[nodiscard]] std::optional<SitePair> pairOf(const std::string& siteOfA) const;

private:
    Comparison() = default;

    std::shared_ptr<const TracePicture> a_;
    std::shared_ptr<const TracePicture> b_;
    CompareBy by_ = CompareBy::Word;
    std::vector<SitePair> sites_;
    analysis::Grouping groupingA_;
    analysis::Grouping groupingB_;
    analysis::Alignment alignment_;
};

/// One head in both pictures, gathered.
struct ComparedHead {
    Grid a;          ///< [groups of A × groups of A]
    Grid b;          ///< [groups of B × groups of B]
    Grid difference; ///< B − A in the coordinates of A; NaN where A's query or key has no partner
    double shift = 0; ///< mean Jensen–Shannon divergence of matched rows ÷ ln 2: 0 … 1; NaN for none
};

/// `head` −1 compares the means over the heads of the site.
[[nodiscard]] Outcome<ComparedHead> compareHead(const Comparison& comparison, const SitePair& sites,
                                                int head, const Tick& tick);

/// How far every head moved.
struct HeadShifts {
    Grid shifts;     ///< [sites of the comparison × most heads]: 0 … 1; NaN where there is no head
    double mean = 0; ///< over all heads
};

/// Progress counts heads.
[[nodiscard]] Outcome<HeadShifts> headShifts(const Comparison& comparison, const Tick& tick);

/// One head of a comparison and its shift, for lists.
struct ShiftedHead {
    std::size_t pair = 0; ///< index into Comparison::sites()
    int head = 0;
    double shift = 0;
};

/// The heads that moved most, largest first.
[[nodiscard]] std::vector<ShiftedHead> mostShifted(const HeadShifts& shifts, std::size_t most);

/// A word of A that is another one in B, or one that only one of them has.
struct TextChange {
    std::string before; ///< empty: only B has it
    std::string after;  ///< empty: only A has it
    std::optional<std::size_t> swapped; ///< letters n and n + 1 changed places, counted from 1
};

[[nodiscard]] std::vector<TextChange> textChanges(const Comparison& comparison);

/// The cosine of the two sentence embeddings; none where a model gives none or their widths differ.
[[nodiscard]] std::optional<double> embeddingCosine(const TracePicture& a, const TracePicture& b);

} // namespace vitrine::study
