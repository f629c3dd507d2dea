#include "widgets/robustness/sweep/sweepstudy.h"

#include <algorithm>
#include <chrono>

namespace vitrine::widgets {

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kJob = std::chrono::milliseconds(20);
constexpr int kBetweenNews = 200; // ms

/// What a job needs: values of its own, since the sweep goes on changing on the GUI thread.
struct Batch {
    ModelSource model;
    study::SweepPlan plan;
    study::LabelSet labels;
    std::vector<study::SweepCell> cells;
    std::map<std::size_t, study::Verdict> clean;
    std::shared_ptr<EngineSide> side;
};

/// As many of the cells as fit into a job, one at least.
Outcome<std::vector<study::CellFinding>> work(const perturb::Catalogue& catalogue, Batch& batch,
                                              const Tick& tick) {
    using Result = std::vector<study::CellFinding>;
    const auto until = Clock::now() + kJob;
    auto model = batch.model.open(tick);
    if (!model) {
        return model.as<Result>();
    }
    auto prototypes = batch.side->prototypes(**model, batch.model.key, batch.labels, tick);
    if (!prototypes) {
        return prototypes.as<Result>();
    }
    Result findings;
    for (const study::SweepCell& cell : batch.cells) {
        const auto clean = batch.clean.find(cell.example);
        auto found = study::runCell(**model, catalogue, batch.plan, cell, *prototypes,
                                    clean != batch.clean.end() ? &clean->second : nullptr, tick);
        if (!found) {
            return found.as<Result>();
        }
        if (cell.severity == 0) {
            batch.clean.emplace(cell.example, found->answer);
        }
        findings.push_back(*std::move(found));
        if (Clock::now() > until) {
            break;
        }
    }
    return findings;
}

constexpr std::size_t kMostCells = 32; // of a job, and of what is copied for it

} // namespace

SweepStudy::SweepStudy(std::shared_ptr<const perturb::Catalogue> catalogue, QObject* parent)
    : QObject(parent)
    , catalogue_(std::move(catalogue)) {}

SweepStudy::~SweepStudy() = default;

void SweepStudy::start(const study::SweepPlan& plan, const study::LabelSet& labels,
                       const std::vector<ModelSource>& models) {
    lane_.reset();
    halves_.clear();
    labels_ = labels;
    for (const ModelSource& model : models) {
        halves_.push_back({.model = model,
                           .sweep = study::SmallSweep(plan),
                           .clean = {},
                           .next = 0,
                           .side = std::make_shared<EngineSide>()});
    }
    seconds_ = 0;
    begun_.start();
    told_.start();
    submit();
    Q_EMIT changed();
}

void SweepStudy::cancel() {
    if (lane_ != nullptr) {
        end();
    }
}

void SweepStudy::end() {
    lane_.reset();
    seconds_ = static_cast<double>(begun_.elapsed()) / 1000;
    Q_EMIT changed();
}

bool SweepStudy::finished() const {
    return !halves_.empty() && std::ranges::all_of(halves_, [](const Half& half) {
        return half.next == half.sweep.cells().size();
    });
}

Progress SweepStudy::progress() const {
    Progress progress{.unit = Unit::Count};
    for (const Half& half : halves_) {
        progress.done += static_cast<std::int64_t>(half.next);
        progress.total += static_cast<std::int64_t>(half.sweep.cells().size());
    }
    return progress;
}

// The half that is behind goes first, so that both curves grow together.
void SweepStudy::submit() {
    const auto behind = std::ranges::min_element(halves_, {}, &Half::next);
    if (behind == halves_.end() || behind->next == behind->sweep.cells().size()) {
        return end();
    }
    const auto index = static_cast<std::size_t>(behind - halves_.begin());
    const auto& cells = behind->sweep.cells();
    const std::size_t count = std::min(kMostCells, cells.size() - behind->next);
    const auto first = cells.begin() + static_cast<std::ptrdiff_t>(behind->next);
    auto batch = std::make_shared<Batch>(
        Batch{.model = behind->model,
              .plan = behind->sweep.plan(),
              .labels = labels_,
              .cells = {first, first + static_cast<std::ptrdiff_t>(count)},
              .clean = {},
              .side = behind->side});
    for (const study::SweepCell& cell : batch->cells) {
        if (const auto clean = behind->clean.find(cell.example); clean != behind->clean.end()) {
            batch->clean.insert(*clean);
        }
    }
    lane_ = std::make_unique<LatestWins<Findings>>(
        *behind->model.worker,
        [this, index](Generation, Outcome<Findings> found) { arrived(index, std::move(found)); });
    lane_->submit([catalogue = catalogue_, batch](const Tick& tick) {
        return work(*catalogue, *batch, tick);
    });
}

void SweepStudy::arrived(std::size_t index, Outcome<Findings> findings) {
    // The lane that delivers is not destroyed before its delivery has returned.
    lane_.release()->deleteLater();
    if (!findings) {
        end();
        if (findings.failed()) {
            Q_EMIT failed(findings.problem());
        }
        return;
    }
    Half& half = halves_[index];
    for (study::CellFinding& found : *findings) {
        if (found.result.cell.severity == 0) {
            half.clean.insert_or_assign(found.result.cell.example, std::move(found.answer));
        }
        half.sweep.put(std::move(found.result));
        ++half.next;
    }
    submit();
    if (lane_ != nullptr && told_.elapsed() >= kBetweenNews) {
        told_.restart();
        Q_EMIT changed();
    }
}

} // namespace vitrine::widgets
