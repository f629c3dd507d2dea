#include "core/study/sweep/smallsweep.h"

#include "core/base/draws.h"
#include "core/base/json.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

namespace vitrine::study {

namespace {

constexpr std::uint64_t kBandSeed = 1;
constexpr std::array kMetrics{SweepMetric::Kept, SweepMetric::Accuracy, SweepMetric::Cosine,
                              SweepMetric::Pieces};

SweepPlan checked(SweepPlan plan) {
    if (plan.chains.empty() || plan.seeds.empty() || plan.examples.empty()) {
        throw std::invalid_argument("a sweep needs at least one chain, one seed and one example");
    }
    plan.severities.push_back(0);
    std::ranges::sort(plan.severities);
    const auto rest = std::ranges::unique(plan.severities);
    plan.severities.erase(rest.begin(), rest.end());
    return plan;
}

/// The cells of some examples: the clean ones first, then severity after severity.
void addRound(const SweepPlan& plan, std::span<const std::uint32_t> examples,
              std::vector<SweepCell>& cells) {
    for (const std::uint32_t example : examples) {
        cells.push_back({.example = example});
    }
    for (std::size_t severity = 1; severity < plan.severities.size(); ++severity) {
        for (std::size_t chain = 0; chain < plan.chains.size(); ++chain) {
            for (std::size_t seed = 0; seed < plan.seeds.size(); ++seed) {
                for (const std::uint32_t example : examples) {
                    cells.push_back({chain, severity, seed, example});
                }
            }
        }
    }
}

std::size_t piecesOf(const engine::Trace& trace) {
    if (trace.axes().empty()) {
        return 0;
    }
    return static_cast<std::size_t>(
        std::ranges::count_if(trace.axes().front().tokens, [](const AxisToken& token) {
            return !token.special && !token.pad;
        }));
}

std::string field(const std::string& text) {
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c == '"' ? "\"\"" : std::string(1, c);
    }
    return quoted + "\"";
}

std::string number(double value) {
    return std::isfinite(value) ? Json(value).dump() : std::string();
}

} // namespace

std::string_view nameOf(SweepMetric metric) {
    switch (metric) {
    case SweepMetric::Kept: return "answer kept";
    case SweepMetric::Accuracy: return "accuracy";
    case SweepMetric::Cosine: return "cosine to clean";
    case SweepMetric::Pieces: return "pieces / clean";
    }
    return {};
}

SmallSweep::SmallSweep(SweepPlan plan, std::uint64_t orderSeed)
    : plan_(checked(std::move(plan))) {
    Draws draws(DrawKey(orderSeed, "sweep order"), /*lane=*/0);
    const std::vector<std::uint32_t> order =
        draws.permutation(static_cast<std::uint32_t>(plan_.examples.size()));
    for (std::size_t begin = 0; begin < order.size(); begin += kRound) {
        const std::size_t count = std::min(kRound, order.size() - begin);
        addRound(plan_, std::span(order).subspan(begin, count), cells_);
    }
}

void SmallSweep::put(SweepResult result) {
    const SweepCell cell = result.cell;
    results_.insert_or_assign(cell, std::move(result));
}

const SweepResult* SmallSweep::result(const SweepCell& cell) const {
    const auto found = results_.find(cell);
    return found != results_.end() ? &found->second : nullptr;
}

// Severity 0 is the same for all chains and seeds, and done once.
template <class Use>
void SmallSweep::each(std::size_t chain, std::size_t severity, const Use& use) const {
    const SweepCell first{.chain = severity == 0 ? 0 : chain, .severity = severity};
    for (auto at = results_.lower_bound(first);
         at != results_.end() && at->first.chain == first.chain &&
         at->first.severity == severity;
         ++at) {
        use(at->second);
    }
}

std::optional<double> SmallSweep::valueOf(SweepMetric metric, const SweepResult& found) const {
    const SweepResult* clean = result({.example = found.cell.example});
    if (found.unsafe || clean == nullptr) {
        return std::nullopt;
    }
    const auto given = [](bool known, double value) {
        return known && std::isfinite(value) ? std::optional(value) : std::nullopt;
    };
    const std::string& right = plan_.examples[found.cell.example].label;
    switch (metric) {
    case SweepMetric::Kept:
        return given(!clean->answer.empty(), found.answer == clean->answer ? 1 : 0);
    case SweepMetric::Accuracy:
        return given(!right.empty() && !clean->answer.empty(), found.answer == right ? 1 : 0);
    case SweepMetric::Cosine: return given(true, found.cosine);
    case SweepMetric::Pieces: return given(clean->pieces > 0, found.pieces / clean->pieces);
    }
    return std::nullopt;
}

analysis::Band SmallSweep::band(SweepMetric metric, std::size_t chain, std::size_t severity) const {
    std::map<std::size_t, std::pair<double, std::size_t>> sums;
    each(chain, severity, [&](const SweepResult& found) {
        if (const auto value = valueOf(metric, found)) {
            auto& [sum, count] = sums[found.cell.example];
            sum += *value;
            ++count;
        }
    });
    std::vector<double> means;
    for (const auto& [example, sum] : sums) {
        means.push_back(sum.first / static_cast<double>(sum.second));
    }
    return analysis::bootstrapMean(means, kBandResamples, kBandSeed);
}

std::size_t SmallSweep::unchanged(std::size_t chain, std::size_t severity) const {
    std::size_t count = 0;
    each(chain, severity, [&](const SweepResult& found) { count += found.unchanged ? 1 : 0; });
    return count;
}

std::size_t SmallSweep::unsafe(std::size_t chain, std::size_t severity) const {
    std::size_t count = 0;
    each(chain, severity, [&](const SweepResult& found) { count += found.unsafe ? 1 : 0; });
    return count;
}

std::string SmallSweep::csv() const {
    std::string text = "metric,chain,severity,seed,value,low,high,n,unchanged,unsafe\r\n";
    for (const SweepMetric metric : kMetrics) {
        for (std::size_t chain = 0; chain < plan_.chains.size(); ++chain) {
            for (std::size_t severity = 0; severity < plan_.severities.size(); ++severity) {
                const analysis::Band found = band(metric, chain, severity);
                if (found.count == 0) {
                    continue;
                }
                text += std::string(nameOf(metric)) + ',' + field(plan_.chains[chain].name) + ',' +
                        number(plan_.severities[severity]) + ",all," + number(found.value) + ',' +
                        number(found.low) + ',' + number(found.high) + ',' +
                        std::to_string(found.count) + ',' +
                        std::to_string(unchanged(chain, severity)) + ',' +
                        std::to_string(unsafe(chain, severity)) + "\r\n";
            }
        }
    }
    return text;
}

Outcome<CellFinding> runCell(engine::Model& model, const perturb::Catalogue& catalogue,
                             const SweepPlan& plan, const SweepCell& cell,
                             const PrototypeVectors& prototypes, const Verdict* clean,
                             const Tick& tick) {
    const SweepText& example = plan.examples.at(cell.example);
    const double severity = plan.severities.at(cell.severity);
    SweepResult result{.cell = cell, .text = example.text};
    if (severity > 0) {
        auto perturbed = perturb::applyChain(catalogue, plan.chains.at(cell.chain),
                                             {.name = example.id, .text = example.text},
                                             {.severity = severity,
                                              .seed = plan.seeds.at(cell.seed),
                                              .example = hashText(example.id)},
                                             tick);
        if (!perturbed) {
            return perturbed.as<CellFinding>();
        }
        result.text = perturbed->sample.text;
        result.unchanged = perturbed->effect == perturb::Effect::Unchanged;
        result.unsafe = perturbed->label == perturb::LabelRule::Unsafe;
    }
    auto trace = model.trace({.name = example.id, .text = result.text}, {}, tick);
    if (!trace) {
        return trace.as<CellFinding>();
    }
    Verdict answer = verdictOf(**trace, prototypes);
    const Verdict& before = clean != nullptr ? *clean : answer;
    result.answer = answer.best ? answer.labels[*answer.best] : std::string();
    result.score = before.best && *before.best < answer.scores.size()
                       ? answer.scores[*before.best]
                       : std::nan("");
    result.cosine = cosine(answer.embedding, before.embedding).value_or(std::nan(""));
    result.pieces = static_cast<double>(piecesOf(**trace));
    return CellFinding{.result = std::move(result), .answer = std::move(answer)};
}

} // namespace vitrine::study
