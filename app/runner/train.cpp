#include "app/runner/say.h"
#include "app/runner/train/keeper.h"
#include "app/runner/train/launch.h"
#include "app/runner/verb.h"
#include "core/neural/train/session.h"
#include "core/run/recipe/recipe.h"

#include <array>

namespace vitrine::app {

namespace {

namespace fs = std::filesystem;

constexpr std::array kOptions{
    OptionSpec{"out", "RUN", "the run's folder, to be made"},
    OptionSpec{"resume", "RUN", "go on with a run from its newest sound checkpoint"},
    OptionSpec{"from", "step-N", "with --resume: from this checkpoint; later ones are set aside"},
    OptionSpec{"detach", "", "in the background: a keeper outlives this terminal"},
    OptionSpec{"check", "", "say what the recipe would do, and train nothing"},
    OptionSpec{"schema", "", "the fields of a recipe, as JSON"},
    OptionSpec{"json", "", "with --check and --detach: one object"},
};

Json jsonOf(const std::vector<run::RecipeFault>& faults) {
    Json::Array list;
    for (const run::RecipeFault& fault : faults) {
        Json json;
        json.set("path", fault.path);
        json.set("line", static_cast<std::int64_t>(fault.line));
        json.set("what", fault.what);
        list.push_back(std::move(json));
    }
    return list;
}

Exit tellFaults(const fs::path& file, const std::vector<run::RecipeFault>& faults, bool asJson) {
    if (asJson) {
        Json json;
        json.set("faults", jsonOf(faults));
        sayJson(json);
        return Exit::WrongUse;
    }
    for (const run::RecipeFault& fault : faults) {
        const std::string line = fault.line > 0 ? ", line " + std::to_string(fault.line) : "";
        (void)fail({fault.what, file.string() + line, fault.path});
    }
    return Exit::WrongUse;
}

/// The field whose file a problem is about; empty where it is about none.
std::string fieldAbout(const Problem& problem, const run::TrainSettings& settings) {
    const fs::path where = problem.where;
    for (const auto& [field, file] : {std::pair("data.train", fs::path(settings.data.train)),
                                      std::pair("data.eval", fs::path(settings.data.eval)),
                                      std::pair("model", fs::path(settings.model.folder))}) {
        if (!file.empty() && (where == file || where.parent_path() == file)) {
            return field;
        }
    }
    return {};
}

Exit check(const fs::path& file, const LaunchRecipe& launch, bool asJson) {
    const auto answer = neural::checkTraining(launch.recipe.settings);
    if (answer.failed() && asJson) {
        const Problem& problem = answer.problem();
        return tellFaults(file,
                          {{.path = fieldAbout(problem, launch.recipe.settings),
                            .what = problem.text()}},
                          asJson);
    }
    if (!answer) {
        return failed(answer);
    }
    if (asJson) {
        sayJson(*answer);
    } else {
        say(answer->dump(2));
    }
    const Json* faults = answer->find("faults");
    return faults->array()->empty() ? Exit::Done : Exit::WrongUse;
}

Exit begin(const fs::path& folder, const Options& options) {
    if (!options.has("detach")) {
        return trainIn(folder, options.text("from"));
    }
    const auto keeper = startKeeper(fs::absolute(folder));
    if (!keeper) {
        return failed(keeper);
    }
    if (options.has("json")) {
        Json json;
        json.set("run", fs::absolute(folder).string());
        json.set("keeper", static_cast<std::int64_t>(*keeper));
        sayJson(json);
    } else {
        say(fs::absolute(folder).string() + " (keeper " + std::to_string(*keeper) + ")");
    }
    return Exit::Done;
}

Exit trainRecipe(const fs::path& file, const Options& options) {
    const LaunchReading reading = readLaunchRecipe(file);
    if (!reading.recipe) {
        return tellFaults(file, reading.faults, options.has("json"));
    }
    if (options.has("check")) {
        return check(file, *reading.recipe, options.has("json"));
    }
    if (!options.has("out")) {
        return misused({"Where to? --out is missing", {}, {}}, "train");
    }
    const auto folder = createRun(*reading.recipe, *options.text("out"));
    return folder ? begin(*folder, options) : failed(folder);
}

Exit run(const Options& options) {
    if (options.has("schema")) {
        sayJson(run::recipeSchema());
        return Exit::Done;
    }
    const auto& words = options.positional();
    if (options.has("resume") ? !words.empty() || options.has("out") : words.size() != 1) {
        return misused({"Give either one recipe, or --resume", {}, {}}, "train");
    }
    if (options.has("from") && (!options.has("resume") || options.has("detach"))) {
        return misused({"--from goes with --resume, without --detach", {}, {}}, "train");
    }
    return options.has("resume") ? begin(*options.text("resume"), options)
                                 : trainRecipe(words.front(), options);
}

} // namespace

const Verb kTrainVerb{
    .name = "train",
    .summary = "train a model as a recipe says, in a run directory",
    .usage = "RECIPE --out RUN [--detach] | --resume RUN [--from step-N] | RECIPE --check | --schema",
    .about = "The run directory is all that anybody needs to watch, steer and resume the training.\n"
             "SIGTERM and SIGINT write a checkpoint and end it (exit code 75), SIGUSR1 writes one\n"
             "and goes on. A killed run resumes to the same bits.",
    .options = kOptions,
    .run = run,
    .takesWords = true,
};

} // namespace vitrine::app
