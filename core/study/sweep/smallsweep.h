#pragma once

#include "core/analysis/bootstrap.h"
#include "core/base/outcome.h"
#include "core/base/tick.h"
#include "core/engine/model.h"
#include "core/perturb/chain.h"
#include "core/study/robustness/verdict.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::study {

/// One text of a sweep.
struct SweepText {
    std::string id;    ///< "<data set>:<row>": its hash is the example of the random draws
    std::string text;
    std::string label; ///< the right answer; empty where it is not known
};

/// What a sweep that fits into memory varies: chains × severities × seeds × examples.
struct SweepPlan {
    std::vector<perturb::Chain> chains;
    std::vector<double> severities; ///< rising; 0 is always among them, and done once
    std::vector<std::uint64_t> seeds;
    std::vector<SweepText> examples;
};

/// Indices into a plan. Severity 0 has chain and seed 0.
struct SweepCell {
    std::size_t chain = 0;
    std::size_t severity = 0;
    std::size_t seed = 0;
    std::size_t example = 0;

    bool operator==(const SweepCell&) const = default;
    auto operator<=>(const SweepCell&) const = default;
};

/// What was found in one cell.
struct SweepResult {
    SweepCell cell;
    std::string answer; ///< the best label; empty without one
    std::string text;   ///< perturbed
    double score = 0;   ///< of the clean answer's label
    double cosine = 1;  ///< to the clean embedding; NaN without one
    double pieces = 0;  ///< tokens of the text
    bool unchanged = false; ///< the chain had nothing to edit
    bool unsafe = false;    ///< left out of scores: the label may not hold any more
};

inline constexpr std::size_t kBandResamples = 1000; ///< of the bootstrap

enum class SweepMetric {
    Kept,     ///< share of answers that are the clean ones
    Accuracy, ///< share of right answers, of the examples whose label is known
    Cosine,   ///< to the clean embedding
    Pieces    ///< tokens, divided by those of the clean text
};

/// The cells of a plan in an order that lets all curves exist soon: rounds of 32 examples, shuffled
/// by a seed, every cell one round before any gets two (robustness, 10). Keeps the results.
class SmallSweep {
public:
    static constexpr std::size_t kRound = 32;

    /// Throws std::invalid_argument for a plan without chains, seeds or examples.
    explicit SmallSweep(SweepPlan plan, std::uint64_t orderSeed = 1);

    [[nodiscard]] const SweepPlan& plan() const { return plan_; }
    [[nodiscard]] const std::vector<SweepCell>& cells() const { return cells_; }
    [[nodiscard]] std::size_t done() const { return results_.size(); }

    void put(SweepResult result);

    [[nodiscard]] const SweepResult* result(const SweepCell& cell) const;
    [[nodiscard]] const std::map<SweepCell, SweepResult>& results() const { return results_; }

    /// Mean and band over the examples that are done; the mean over seeds first. Unsafe results are
    /// left out.
    [[nodiscard]] analysis::Band band(SweepMetric metric, std::size_t chain,
                                      std::size_t severity) const;

    /// How many results of a point changed nothing, and how many are unsafe.
    [[nodiscard]] std::size_t unchanged(std::size_t chain, std::size_t severity) const;
    [[nodiscard]] std::size_t unsafe(std::size_t chain, std::size_t severity) const;

    /// metric, chain, severity, seed ("all"), value, low, high, n, unchanged, unsafe.
    [[nodiscard]] std::string csv() const;

private:
    [[nodiscard]] std::optional<double> valueOf(SweepMetric metric,
                                                const SweepResult& found) const;
    template <class Use>
    void each(std::size_t chain, std::size_t severity, const Use& use) const;

    SweepPlan plan_;
    std::vector<SweepCell> cells_;
    std::map<SweepCell, SweepResult> results_;
};

/// "answer kept", "accuracy", "cosine to clean", "pieces ÷ clean".
[[nodiscard]] std::string_view nameOf(SweepMetric metric);

/// A result with the answer that it was made from: that of severity 0 is what the others of the
/// example are compared with.
struct CellFinding {
    SweepResult result;
    Verdict answer;
};

/// Perturbs one example and asks the model. `clean` is the answer of the same example at severity
/// 0; null for that cell itself. Runs on the engine thread.
[[nodiscard]] Outcome<CellFinding> runCell(engine::Model& model,
                                           const perturb::Catalogue& catalogue,
                                           const SweepPlan& plan, const SweepCell& cell,
                                           const PrototypeVectors& prototypes, const Verdict* clean,
                                           const Tick& tick);

} // namespace vitrine::study
