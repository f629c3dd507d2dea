#include "core/study/sweep/sweep.h"

#include "core/base/files.h"
#include "core/base/safetensors.h"
#include "core/run/directory/heartbeat.h"
#include "core/run/directory/runlock.h"
#include "core/run/directory/status.h"
#include "core/run/events/eventwriter.h"
#include "core/study/sweep/cellfile.h"
#include "core/study/sweep/cellmaker.h"
#include "core/study/sweep/summary.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <utility>

namespace vitrine::study {

namespace {

namespace fs = std::filesystem;

/// Everything of a run that is open while a sweep works on it.
struct OpenRun {
    std::unique_ptr<run::FileLock> lock;
    std::unique_ptr<run::Heartbeat> heartbeat;
    std::unique_ptr<run::EventWriter> events;
    CellFile cells;
    std::set<std::string> done; ///< ids of the cells that are there
};

Outcome<OpenRun> openRun(const run::RunDirectory& directory) {
    auto lock = run::FileLock::take(directory.lockFile());
    if (!lock) {
        return lock.as<OpenRun>();
    }
    auto cells = CellFile::open(directory.results());
    if (!cells) {
        return cells.as<OpenRun>();
    }
    const auto there = readCells(directory.results());
    if (!there) {
        return there.as<OpenRun>();
    }
    auto heartbeat = run::Heartbeat::start(directory.folder());
    if (!heartbeat) {
        return heartbeat.as<OpenRun>();
    }
    auto events = run::EventWriter::open(directory.folder());
    if (!events) {
        return events.as<OpenRun>();
    }
    std::set<std::string> done;
    for (const Cell& cell : *there) {
        done.insert(cellId(cell.place, cell.row));
    }
    return OpenRun{*std::move(lock), *std::move(heartbeat), *std::move(events), *std::move(cells),
                   std::move(done)};
}

/// The means of the cells just made, for a live curve.
Json eventOf(const CellPlace& place, const std::vector<Cell>& made) {
    std::map<std::string, std::pair<double, double>> sums;
    std::int64_t unchanged = 0;
    for (const Cell& cell : made) {
        unchanged += cell.effect == CellEffect::Unchanged ? 1 : 0;
        for (const auto& [name, value] : cell.metrics) {
            sums[name].first += value;
            sums[name].second += 1;
        }
    }
    Json metrics{Json::Object{}};
    for (const auto& [name, sum] : sums) {
        metrics.set(name, sum.first / sum.second);
    }
    Json json;
    json.set("chain", place.chain);
    json.set("severity", place.severity);
    json.set("seed", static_cast<std::int64_t>(place.seed));
    json.set("n", static_cast<std::int64_t>(made.size()));
    json.set("unchanged", unchanged);
    json.set("mean", std::move(metrics));
    return json;
}

/// Computes what is missing of a sweep.
class Filler {
public:
    Filler(const SweepJob& job, OpenRun& run, const Tick& tick)
        : job_(job)
        , run_(run)
        , tick_(tick)
        , places_(placesOf(job.recipe))
        , total_(static_cast<std::int64_t>(places_.size() * job.examples.size()))
        , maker_(job.recipe, job.model, job.catalogue) {}

    [[nodiscard]] Outcome<Done> fill() {
        for (std::size_t begin = 0; begin < job_.examples.size(); begin += kSweepRound) {
            const std::size_t count = std::min(kSweepRound, job_.examples.size() - begin);
            for (const CellPlace& place : places_) {
                if (auto done = fillPlace(place, begin, count); !done) {
                    return done;
                }
            }
            maker_.endRound();
        }
        return run_.cells.sync();
    }

    [[nodiscard]] std::int64_t filled() const { return filled_; }

private:
    Outcome<Done> fillPlace(const CellPlace& place, std::size_t begin, std::size_t count) {
        std::vector<Cell> made;
        for (std::size_t i = begin; i < begin + count; ++i) {
            const SweepExample& example = job_.examples[i];
            if (!run_.done.contains(cellId(place, example.row))) {
                auto cell = maker_.make(place, example, tick_);
                if (!cell) {
                    return cell.as<Done>();
                }
                if (auto written = run_.cells.append(*cell); !written) {
                    return written;
                }
                made.push_back(*std::move(cell));
            }
            run_.heartbeat->setStep(++filled_);
            if (!tick_.update(filled_, total_)) {
                return Cancelled{};
            }
        }
        if (!made.empty()) {
            run_.events->append(filled_, "cell", eventOf(place, made));
        }
        return Done{};
    }

    const SweepJob& job_;
    OpenRun& run_;
    const Tick& tick_;
    std::vector<CellPlace> places_;
    std::int64_t total_;
    std::int64_t filled_ = 0;
    CellMaker maker_;
};

Outcome<Done> saveHeadMaps(const fs::path& file, const std::vector<HeadMap>& maps) {
    std::vector<TensorToWrite> tensors;
    for (const HeadMap& map : maps) {
        tensors.push_back({.name = "shift." + map.chain + "." + Json(map.severity).dump(),
                           .dtype = Dtype::F32,
                           .shape = {static_cast<std::int64_t>(map.shifts.rows()),
                                     static_cast<std::int64_t>(map.shifts.columns())},
                           .bytes = std::as_bytes(map.shifts.values())});
    }
    return tensors.empty() ? Outcome<Done>(Done{}) : writeSafetensors(file, std::move(tensors));
}

Outcome<Done> saveSummary(const SweepJob& job) {
    const fs::path results = job.directory.results();
    const auto cells = readCells(results);
    if (!cells) {
        return cells.as<Done>();
    }
    const auto saved =
        saveAtomically(results / "summary.csv", csvOf(summarised(*cells, job.recipe)));
    return saved ? saveHeadMaps(results / "attention.safetensors", headMaps(*cells, job.recipe))
                 : saved;
}

Outcome<Done> tellState(const SweepJob& job, run::RunState state, std::string reason,
                        std::int64_t step) {
    const auto total = placesOf(job.recipe).size() * job.examples.size();
    return run::writeStatus(job.directory.folder(), {.state = state,
                                                     .reason = std::move(reason),
                                                     .process = run::thisProcess(),
                                                     .step = step,
                                                     .steps = static_cast<std::int64_t>(total)});
}

} // namespace

std::vector<CellPlace> placesOf(const SweepRecipe& recipe) {
    std::vector<CellPlace> places{CellPlace{}};
    for (const perturb::Chain& chain : recipe.chains) {
        for (const double severity : recipe.severities) {
            for (const std::uint64_t seed : recipe.seeds) {
                if (severity > 0) {
                    places.push_back({chain.name, severity, seed});
                }
            }
        }
    }
    return places;
}

Outcome<Done> runSweep(const SweepJob& job, const Tick& tick) {
    auto open = openRun(job.directory);
    if (!open) {
        return open.as<Done>();
    }
    if (auto told = tellState(job, run::RunState::Running, "", 0); !told) {
        return told;
    }
    Filler filler(job, *open, tick);
    const Outcome<Done> filled = filler.fill();
    const Outcome<Done> saved = filled.failed() ? filled : saveSummary(job);
    const run::RunState state = saved.failed()       ? run::RunState::Failed
                                : filled.cancelled() ? run::RunState::Stopped
                                                     : run::RunState::Finished;
    const std::string reason = saved.failed() ? saved.problem().text() : "";
    Json end;
    end.set("state", run::nameOf(state));
    end.set("reason", reason);
    open->events->append(filler.filled(), state == run::RunState::Finished ? "summary" : "end", end);
    if (state == run::RunState::Finished) {
        open->events->append(filler.filled(), "end", end);
    }
    const auto told = tellState(job, state, reason, filler.filled());
    return !saved ? saved : !filled ? filled : told;
}

} // namespace vitrine::study
