#include "app/runner/cachefolder.h"
#include "app/runner/enginefor.h"
#include "app/runner/perturbations.h"
#include "app/runner/say.h"
#include "app/runner/verb.h"
#include "core/base/files.h"
#include "core/run/directory/config.h"
#include "core/run/directory/filehashes.h"
#include "core/study/sweep/cellmaker.h"
#include "core/study/sweep/sweep.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <system_error>

namespace vitrine::app {

namespace {

namespace fs = std::filesystem;

constexpr std::array kOptions{
    OptionSpec{"out", "RUN", "the folder of a new run"},
    OptionSpec{"resume", "RUN", "go on with a run that was stopped or killed"},
    OptionSpec{"only", "ID", "compute one cell, chain/severity/seed/row, and print its line"},
    kThreadsOption,
    OptionSpec{"json", "", "one object: what was written"},
};

/// A recipe with what its names mean on this machine.
struct Subject {
    Json given;
    study::SweepRecipe recipe;
    fs::path model;
    fs::path data;
    std::vector<study::SweepExample> examples;
    run::RunConfig config;
};

/// A name of a recipe: beside the recipe, in the current folder, or in the cache.
fs::path resolved(const std::string& name, const fs::path& recipeFolder) {
    std::error_code unreadable;
    for (const fs::path& path :
         {recipeFolder / name, fs::path(name), cacheFolder() / name}) {
        if (fs::exists(path, unreadable)) {
            return fs::absolute(path, unreadable).lexically_normal();
        }
    }
    return recipeFolder / name;
}

/// SHA-256 of model and data, remembered below the cache folder.
Outcome<Done> hash(Subject& subject) {
    run::FileHashes hashes(cacheFolder() / "hashes.json");
    for (const auto& [what, path] :
         {std::pair{"model", subject.model}, std::pair{"data", subject.data}}) {
        const auto hash = hashes.of(path);
        if (!hash) {
            return hash.as<Done>();
        }
        subject.config.hashes.emplace_back(what, *hash);
    }
    // A cache that cannot be written makes the next start slower, nothing else.
    (void)hashes.save();
    return Done{};
}

Outcome<Subject> subjectFrom(const Json& json, const fs::path& recipe) {
    auto read = study::sweepRecipeFrom(json, recipe.string());
    if (!read) {
        return read.as<Subject>();
    }
    Subject subject{.given = json, .recipe = *std::move(read)};
    subject.model = resolved(subject.recipe.model, recipe.parent_path());
    subject.data = resolved(subject.recipe.data.file, recipe.parent_path());
    auto examples = study::readExamples(subject.data, subject.recipe.data);
    if (!examples) {
        return examples.as<Subject>();
    }
    subject.examples = *std::move(examples);
    if (auto hashed = hash(subject); !hashed) {
        return hashed.as<Subject>();
    }
    return subject;
}

Outcome<Subject> subjectOf(const fs::path& recipe) {
    const auto json = readJson(recipe);
    return json ? subjectFrom(*json, recipe) : json.as<Subject>();
}

Outcome<run::RunDirectory> newRun(Subject& subject, const fs::path& folder) {
    run::RunConfig& config = subject.config;
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    config.kind = "sweep";
    config.id = run::newRunId();
    config.name = subject.recipe.name.empty() ? "sweep" : subject.recipe.name;
    config.created =
        run::utcText(std::chrono::duration_cast<std::chrono::seconds>(now).count());
    config.recipe = subject.given;
    // The names as found here, so that a run can be resumed from anywhere.
    subject.recipe.model = subject.model.string();
    subject.recipe.data.file = subject.data.string();
    config.resolved = jsonOf(subject.recipe);
    config.code = VITRINE_VERSION;
    return run::RunDirectory::create(folder, config);
}

/// A run that is there, if its model and data are still those it was begun with.
Outcome<std::pair<Subject, run::RunDirectory>> runToResume(const fs::path& folder) {
    using Both = std::pair<Subject, run::RunDirectory>;
    auto directory = run::RunDirectory::open(folder);
    if (!directory) {
        return directory.as<Both>();
    }
    auto subject = subjectFrom(directory->config().resolved, directory->configFile());
    if (!subject) {
        return subject.as<Both>();
    }
    for (const auto& [what, hash] : subject->config.hashes) {
        if (directory->config().hashOf(what) != hash) {
            return Problem{"The " + what + " has changed since the sweep began",
                           directory->configFile().string(), "Begin a new run with --out"};
        }
    }
    return Both(*std::move(subject), *std::move(directory));
}

Outcome<std::shared_ptr<engine::Model>> modelOf(const Options& options, const Subject& subject) {
    const auto engine = engineFor(options);
    if (!engine) {
        return engine.as<std::shared_ptr<engine::Model>>();
    }
    for (const engine::Device& device : (*engine)->devices()) {
        if (device.id == subject.recipe.device) {
            return (*engine)->openModel(subject.model, device, {});
        }
    }
    return Problem{"There is no such device", subject.recipe.device, "Use cpu"};
}

Exit sweep(const Options& options, const Subject& subject, const run::RunDirectory& directory) {
    const auto model = modelOf(options, subject);
    if (!model) {
        return failed(model);
    }
    const auto done = study::runSweep({.recipe = subject.recipe,
                                       .examples = subject.examples,
                                       .model = **model,
                                       .catalogue = kindsOfThisProgram(),
                                       .directory = directory},
                                      {});
    if (!done) {
        return failed(done);
    }
    const auto cells = study::placesOf(subject.recipe).size() * subject.examples.size();
    if (options.has("json")) {
        Json json;
        json.set("run", directory.folder().string());
        json.set("examples", static_cast<std::int64_t>(subject.examples.size()));
        json.set("cells", static_cast<std::int64_t>(cells));
        sayJson(json);
    } else {
        say(std::to_string(cells) + " cells of " + std::to_string(subject.examples.size()) +
            " examples: results/summary.csv in " + directory.folder().string());
    }
    return Exit::Done;
}

Exit onlyOne(const Options& options, const Subject& subject, const std::string& id) {
    const auto named = study::cellNamed(id);
    const auto example = std::ranges::find_if(
        subject.examples, [&](const auto& each) { return named && each.row == named->second; });
    if (!named || example == subject.examples.end()) {
        return misused({"The recipe has no such cell", id, "Write chain/severity/seed/row"},
                       "robustness");
    }
    const auto model = modelOf(options, subject);
    if (!model) {
        return failed(model);
    }
    study::CellMaker maker(subject.recipe, **model, kindsOfThisProgram());
    const auto cell = maker.make(named->first, *example, {});
    if (!cell) {
        return failed(cell);
    }
    sayJson(jsonOf(*cell));
    return Exit::Done;
}

Exit run(const Options& options) {
    if (const auto resume = options.text("resume")) {
        const auto both = runToResume(*resume);
        return both ? sweep(options, both->first, both->second) : failed(both);
    }
    if (options.positional().size() != 1 || options.has("out") == options.has("only")) {
        return misused({"Give a recipe and either --out or --only, or --resume alone", {}, {}},
                       "robustness");
    }
    auto subject = subjectOf(options.positional().front());
    if (!subject) {
        return failed(subject);
    }
    if (const auto id = options.text("only")) {
        return onlyOne(options, *subject, *id);
    }
    const auto directory = newRun(*subject, *options.text("out"));
    return directory ? sweep(options, *subject, *directory) : failed(directory);
}

} // namespace

const Verb kRobustnessVerb{
    .name = "robustness",
    .summary = "a sweep: chains of perturbations, severities and seeds over a data set",
    .usage = "RECIPE --out RUN | RECIPE --only ID | --resume RUN",
    .about = "Writes results/cells.jsonl, summary.csv (with 95 % bootstrap bands) and\n"
             "attention.safetensors into the run. A killed sweep goes on where it was; the results\n"
             "are the same.",
    .options = kOptions,
    .run = run,
    .takesWords = true,
};

} // namespace vitrine::app
