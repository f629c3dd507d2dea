#include "core/neural/train/runevaluation.h"

#include "core/neural/border.h"
#include "core/neural/engine.h"
#include "core/neural/train/assembly.h"
#include "core/neural/train/evaluation.h"
#include "core/run/checkpoint/checkpointstore.h"
#include "core/run/recipe/settings.h"

namespace vitrine::neural {

namespace {

constexpr std::string_view kUnseen = "unseen";

Outcome<run::SavedCheckpoint> checkpointOf(const run::RunDirectory& directory,
                                           const std::optional<std::int64_t>& step) {
    const run::CheckpointStore store(directory.checkpoints());
    if (step) {
        auto opened = run::openCheckpoint(store.folderOf(*step));
        return opened ? Outcome<run::SavedCheckpoint>(
                            {.folder = opened->folder, .manifest = opened->manifest})
                      : opened.as<run::SavedCheckpoint>();
    }
    auto found = store.newest();
    if (!found.newest) {
        return Problem{"The run has no sound checkpoint", directory.folder().string(),
                       "Wait for its first one, or resume it with vitrine-run train --resume"};
    }
    return *std::move(found.newest);
}

// The run's own settings, but for the weights and the part that is looked at.
run::TrainSettings settingsFor(const run::RunDirectory& directory,
                               const std::filesystem::path& checkpoint, const std::string& part) {
    run::TrainSettings settings = run::settingsOf(directory.config().resolved);
    settings.model.folder = checkpoint.string();
    settings.model.scratch = false;
    if (!settings.data.scenes) {
        settings.data.evalSplit = part;
    }
    return settings;
}

Outcome<RunEvaluation> evaluateNow(const run::RunDirectory& directory,
                                   const RunEvaluationRequest& request, const Tick& tick) {
    const auto checkpoint = checkpointOf(directory, request.step);
    if (!checkpoint) {
        return checkpoint.as<RunEvaluation>();
    }
    const auto settings = settingsFor(directory, checkpoint->folder, request.part);
    const bool scenes = settings.data.scenes.has_value();
    const bool unseen = scenes && request.part == kUnseen;
    if (scenes && !unseen && request.part != "eval") {
        return Problem{"Scenes have the parts “eval” and “unseen”", request.part, {}};
    }
    const auto engine = makeEngine({.threads = request.threads}); // sets the threads
    const auto assembly = assemble(settings);
    if (!assembly) {
        return assembly.as<RunEvaluation>();
    }
    if (unseen && assembly->unseen == nullptr) {
        return Problem{"The run's recipe names no unseen styles", directory.folder().string(), {}};
    }
    const auto evaluation =
        evaluate(assembly->model->network(), unseen ? *assembly->unseen : *assembly->evaluation,
                 {.classes = assembly->choices}, tick);
    return evaluation ? Outcome<RunEvaluation>({.step = checkpoint->manifest.step,
                                                  .loss = evaluation->loss,
                                                  .score = evaluation->score,
                                                  .exactMatch = evaluation->exactMatch})
                      : evaluation.as<RunEvaluation>();
}

} // namespace

Outcome<RunEvaluation> evaluateRun(const run::RunDirectory& directory,
                                   const RunEvaluationRequest& request, const Tick& tick) {
    return guarded(directory.folder().string(),
                   [&] { return evaluateNow(directory, request, tick); });
}

} // namespace vitrine::neural
