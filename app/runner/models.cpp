#include "app/runner/cachefolder.h"
#include "app/runner/enginefor.h"
#include "app/runner/say.h"
#include "app/runner/verb.h"

#include <array>
#include <filesystem>

namespace vitrine::app {

namespace {

namespace fs = std::filesystem;

constexpr std::array kOptions{OptionSpec{"json", "", "one array of cards"}};

Json wordsOf(const std::vector<std::string>& words) {
    return Json(Json::Array(words.begin(), words.end()));
}

Json jsonOf(const engine::ModelCard& card) {
    Json json;
    json.set("name", card.name);
    json.set("family", card.family);
    json.set("architecture", card.architecture);
    json.set("folder", card.folder.string());
    json.set("parameters", card.parameters);
    json.set("layers", card.layers);
    json.set("heads", card.heads);
    json.set("width", card.width);
    json.set("vocabulary", card.vocabulary);
    json.set("positions", card.positions);
    json.set("pairs", card.pairs);
    json.set("writes", card.writes);
    json.set("tasks", wordsOf(card.tasks));
    json.set("notes", wordsOf(card.notes));
    return json;
}

Json jsonOf(const fs::path& folder, const Problem& problem) {
    Json json;
    json.set("folder", folder.string());
    Json told;
    told.set("what", problem.what);
    told.set("where", problem.where);
    told.set("advice", problem.advice);
    json.set("problem", std::move(told));
    return json;
}

std::string sentenceOf(const engine::ModelCard& card) {
    std::string tasks;
    for (const std::string& task : card.tasks) {
        tasks += (tasks.empty() ? "" : ", ") + task;
    }
    return card.name + "\n  " + card.family + " (" + card.architecture + "), " +
           fixed(static_cast<double>(card.parameters) / 1e6, 1) + " M parameters, " +
           std::to_string(card.layers) + " layers of " + std::to_string(card.heads) +
           " heads, width " + std::to_string(card.width) + ", " +
           std::to_string(card.vocabulary) + " tokens, up to " + std::to_string(card.positions) +
           " positions" + (tasks.empty() ? "" : "\n  answers: " + tasks) + "\n  " +
           card.folder.string();
}

/// Tells of the models of one folder. Answers whether all of them opened, and some were there.
bool list(engine::Engine& engine, const fs::path& place, bool asJson, Json::Array& cards) {
    const auto folders = modelFoldersIn(place);
    bool fine = !folders.empty();
    for (const fs::path& folder : folders) {
        const auto model = engine.openModel(folder, engine.devices().front(), {});
        if (model) {
            asJson ? cards.push_back(jsonOf((*model)->card())) : say(sentenceOf((*model)->card()));
        } else if (model.failed()) {
            fine = false;
            asJson ? cards.push_back(jsonOf(folder, model.problem()))
                   : say(folder.string() + "\n  cannot be opened: " + model.problem().text());
        }
    }
    return fine;
}

Exit run(const Options& options) {
    const auto engine = engineFor(options);
    if (!engine) {
        return misused(engine.problem(), "models");
    }
    const bool asJson = options.has("json");
    Json::Array cards;
    Exit exit = Exit::Done;
    for (const std::string& given : options.positional()) {
        if (modelFoldersIn(given).empty()) {
            exit = fail({"There is no model here", given,
                         "Name a folder with a config.json, or a folder of such folders"});
        } else if (!list(**engine, given, asJson, cards)) {
            exit = Exit::Failed;
        }
    }
    if (options.positional().empty()) {
        const fs::path place = cacheFolder() / "models";
        if (!list(**engine, place, asJson, cards)) {
            exit = modelFoldersIn(place).empty()
                       ? fail({"No model has been set up", place.string(), "Run app/setup.sh"})
                       : Exit::Failed;
        }
    }
    if (asJson) {
        sayJson(Json(std::move(cards)));
    }
    return exit;
}

} // namespace

const Verb kModelsVerb{
    .name = "models",
    .summary = "the models that are here, with their cards",
    .usage = "[FOLDER ...] [--json]",
    .about = "Opens every model of the cache folder, or of the folders given, and tells what it\n"
             "is. A folder that cannot be opened is told with the reason; the exit code is then 1.",
    .options = kOptions,
    .run = run,
    .takesWords = true,
};

} // namespace vitrine::app
