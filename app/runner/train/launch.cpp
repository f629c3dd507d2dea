#include "app/runner/train/launch.h"

#include "app/runner/cachefolder.h"
#include "app/runner/enginefor.h"
#include "app/runner/say.h"
#include "app/runner/train/signals.h"
#include "core/neural/train/session.h"
#include "core/run/checkpoint/checkpointstore.h"
#include "core/run/directory/filehashes.h"
#include "core/run/directory/rundirectory.h"
#include "core/run/directory/runlock.h"
#include "core/run/directory/status.h"

#include <chrono>

namespace vitrine::app {

namespace {

namespace fs = std::filesystem;

/// The member at "data.train", or nullptr.
const Json* memberAt(const Json& json, std::string_view path) {
    const std::size_t dot = path.find('.');
    const Json* member = json.find(path.substr(0, dot));
    return member == nullptr || dot == path.npos ? member : memberAt(*member, path.substr(dot + 1));
}

void setAt(Json& json, std::string_view path, Json value) {
    const std::size_t dot = path.find('.');
    if (dot == path.npos) {
        json.set(path, std::move(value));
        return;
    }
    Json member = *json.find(path.substr(0, dot));
    setAt(member, path.substr(dot + 1), std::move(value));
    json.set(path.substr(0, dot), std::move(member));
}

Outcome<std::vector<std::pair<std::string, std::string>>>
hashesOf(const run::TrainSettings& settings, const fs::path& runFolder) {
    std::vector<std::pair<std::string, std::string>> hashes;
    run::FileHashes cache(cacheFolder() / "hashes.json");
    for (const auto& [what, path] : {std::pair{"data", settings.data.train},
                                     std::pair{"model", settings.model.folder}}) {
        if (path.empty()) {
            continue;
        }
        auto hash = cache.of(path);
        if (!hash) {
            return hash.as<std::vector<std::pair<std::string, std::string>>>();
        }
        hashes.emplace_back(what, *hash);
    }
    if (auto saved = cache.save(); saved.failed()) {
        (void)fail({"The list of hashes was not saved", runFolder.string(), saved.problem().text()});
    }
    return hashes;
}

Exit exitOf(const neural::TrainOutcome& outcome, bool bySignal) {
    if (outcome.state == run::RunState::Failed) {
        return Exit::Failed;
    }
    return bySignal ? Exit::Requeue : Exit::Done;
}

/// How the attempt was torn away that a status tells of; empty if it was not.
std::string tornAwayBy(const run::RunStatus& status) {
    if (status.state == run::RunState::Killed) {
        return "killed " + status.reason;
    }
    const bool ended = hasEnded(status.state) || status.state == run::RunState::Queued;
    return ended ? std::string() : "died";
}

struct Attempt {
    run::RunStatus status;
    std::string before; ///< how the one before was torn away
};

/// Writes into the status that this process works on the run.
Outcome<Attempt> beginAttempt(const fs::path& folder) {
    Attempt attempt;
    if (auto last = run::readStatus(folder)) {
        attempt = {.status = *last, .before = tornAwayBy(*last)};
    }
    attempt.status.state = run::RunState::Starting;
    attempt.status.reason.clear();
    attempt.status.exit.reset();
    ++attempt.status.attempt;
    attempt.status.process = run::thisProcess();
    const auto written = run::writeStatus(folder, attempt.status);
    return written ? Outcome<Attempt>(std::move(attempt)) : written.as<Attempt>();
}

/// The checkpoint to go on from: −1 for the start.
Outcome<std::int64_t> startingStep(const run::CheckpointStore& store,
                                   const std::optional<std::string>& from) {
    if (from) {
        const std::int64_t step = run::stepOf(*from);
        auto opened = step < 0 ? Outcome<run::OpenedCheckpoint>(Problem{
                                     "This is no name of a checkpoint", *from, "Say step-00000500"})
                               : run::openCheckpoint(store.folderOf(step));
        if (!opened) {
            return opened.as<std::int64_t>();
        }
        if (auto aside = store.supersedeAfter(step); !aside) {
            return aside.as<std::int64_t>();
        }
        return step;
    }
    const run::FoundCheckpoints found = store.newest();
    for (const Problem& skipped : found.skipped) {
        (void)fail(skipped);
    }
    return found.newest ? found.newest->manifest.step : -1;
}

} // namespace

LaunchReading readLaunchRecipe(const fs::path& file) {
    run::RecipeReading reading = run::readRecipeFile(file);
    if (!reading.recipe) {
        return {.recipe = std::nullopt, .faults = std::move(reading.faults)};
    }
    run::TrainRecipe& recipe = *reading.recipe;
    const fs::path folder = fs::absolute(file).parent_path();
    for (const char* path : {"model", "tokenizer", "data.train", "data.eval"}) {
        const Json* value = memberAt(recipe.resolved, path);
        if (value != nullptr && value->string() != nullptr && !value->string()->empty()) {
            const fs::path absolute = fs::weakly_canonical(
                run::resolvePath(*value->string(), folder, cacheFolder()));
            setAt(recipe.resolved, path, Json(absolute.string()));
        }
    }
    recipe.settings = run::settingsOf(recipe.resolved);
    return {.recipe = LaunchRecipe{std::move(recipe)}, .faults = {}};
}

Outcome<fs::path> createRun(const LaunchRecipe& launch, const fs::path& folder) {
    const run::TrainRecipe& recipe = launch.recipe;
    auto hashes = hashesOf(recipe.settings, folder);
    if (!hashes) {
        return hashes.as<fs::path>();
    }
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const run::RunConfig config{
        .kind = "train",
        .id = run::newRunId(),
        .name = recipe.settings.name,
        .created = run::utcText(std::chrono::duration_cast<std::chrono::seconds>(now).count()),
        .recipe = recipe.given,
        .resolved = recipe.resolved,
        .hashes = *std::move(hashes),
        .code = VITRINE_VERSION,
        .torch = neural::torchVersion(),
        .command = {"vitrine-run", "train", "--resume", fs::absolute(folder).string()}};
    auto directory = run::RunDirectory::create(fs::absolute(folder), config);
    if (!directory) {
        return directory.as<fs::path>();
    }
    run::RunStatus status{.state = run::RunState::Queued, .attempt = 0};
    status.process = run::thisProcess();
    if (auto written = run::writeStatus(directory->folder(), status); !written) {
        return written.as<fs::path>();
    }
    return directory->folder();
}

Exit trainIn(const fs::path& folder, const std::optional<std::string>& from) {
    const auto directory = run::RunDirectory::open(fs::absolute(folder));
    if (!directory) {
        return failed(directory);
    }
    const auto lock = run::FileLock::take(directory->lockFile());
    if (!lock) {
        return failed(lock);
    }
    TrainSignals signals;
    const run::CheckpointStore store(directory->checkpoints());
    store.removeLeftovers();
    const auto step = startingStep(store, from);
    if (!step) {
        return failed(step);
    }
    auto attempt = beginAttempt(directory->folder());
    if (!attempt) {
        return failed(attempt);
    }
    const run::TrainSettings settings = run::settingsOf(directory->config().resolved);
    const auto outcome = neural::runTraining(
        *directory,
        {.settings = settings,
         .attempt = attempt->status.attempt,
         .resumeFrom = *step,
         .before = attempt->before,
         .threads = settings.threads > 0 ? static_cast<int>(settings.threads) : coresAllowed(),
         .checkpointAsked = &TrainSignals::checkpointAsked},
        signals.tick());
    if (!outcome) {
        attempt->status.state = run::RunState::Failed;
        attempt->status.reason = outcome.failed() ? outcome.problem().text() : "cancelled";
        (void)run::writeStatus(directory->folder(), attempt->status);
        return failed(outcome);
    }
    say(std::string(nameOf(outcome->state)) +
        (outcome->reason.empty() ? "" : ": " + outcome->reason));
    return exitOf(*outcome, signals.stopped());
}

} // namespace vitrine::app
