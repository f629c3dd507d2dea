#include "app/runner/cachefolder.h"
#include "app/runner/packbaseline.h"
#include "app/runner/perturbations.h"
#include "app/runner/say.h"
#include "app/runner/verb.h"
#include "core/data/pack/pack.h"
#include "core/data/pack/packwriter.h"
#include "core/data/tables/tablereader.h"
#include "core/text/tokenizer.h"

#include <algorithm>
#include <array>

namespace vitrine::app {

namespace {

namespace fs = std::filesystem;

constexpr std::array kOptions{
    OptionSpec{"out", "FOLDER", "where the pack goes (needed)"},
    OptionSpec{"list", "", "the readers there are"},
    OptionSpec{"baseline", "PACK", "instead: what bags of words reach on a pack of texts"},
    OptionSpec{"json", "", "one object: samples, classes, parts"},
};

/// A recipe of type `data`, checked.
struct DataRecipe {
    Json json;
    const data::Reader* reader = nullptr;
    data::ReadRequest request;
    data::PackOptions pack;
};

Problem wrong(const fs::path& file, const std::string& what) {
    return {"The recipe cannot be used: " + what, file.string(),
            "A data recipe has type “data”, reader, options, and for texts a tokenizer"};
}

/// The built-in readers and those of the plugins.
std::vector<const data::Reader*> allReaders() {
    const auto builtIn = data::builtInReaders();
    std::vector<const data::Reader*> readers(builtIn.begin(), builtIn.end());
    for (const data::Reader* reader : pluginsOfThisProgram().readers()) {
        readers.push_back(reader);
    }
    return readers;
}

Outcome<const data::Reader*> readerNamed(const std::string& name, const fs::path& file) {
    std::string known;
    for (const data::Reader* reader : allReaders()) {
        if (reader->name() == name) {
            return reader;
        }
        known += (known.empty() ? "" : ", ") + std::string(reader->name());
    }
    return Problem{"There is no reader “" + name + "”", file.string(),
                   "Known readers: " + (known.empty() ? "none" : known)};
}

/// How examples become ids.
struct Encoders {
    data::Encode text;   ///< with its pair
    data::Encode target; ///< the pair alone, where the recipe's `target` makes it what is written
};

std::vector<std::int32_t> idsOf(const text::Encoding& encoding) {
    std::vector<std::int32_t> ids;
    for (const text::Token& token : encoding.tokens) {
        ids.push_back(static_cast<std::int32_t>(token.id));
    }
    return ids;
}

/// Encodes texts with the recipe's tokenizer; empty for recipes without one.
Outcome<Encoders> encodersOf(const Json& json, const data::ReadRequest& request,
                             const fs::path& file) {
    const Json* tokenizer = json.find("tokenizer");
    if (tokenizer == nullptr) {
        return Encoders();
    }
    if (tokenizer->string() == nullptr) {
        return wrong(file, "“tokenizer” is no path");
    }
    auto opened = text::openTokenizer(pathFrom(*tokenizer->string(), request));
    if (!opened) {
        return opened.as<Encoders>();
    }
    const Json* target = json.find("target");
    if (target != nullptr && target->boolean() == nullptr) {
        return wrong(file, "“target” is neither true nor false");
    }
    text::EncodeOptions options;
    if (const Json* longest = json.find("max_length")) {
        if (longest->integer() == nullptr || *longest->integer() < 2) {
            return wrong(file, "“max_length” must be a whole number from 2");
        }
        options.maxLength = static_cast<std::size_t>(*longest->integer());
    }
    const auto shared = *std::move(opened);
    if (target != nullptr && *target->boolean()) {
        return Encoders{.text =
                            [shared, options](const data::Example& example) {
                                return idsOf(shared->encode(example.text, std::nullopt, options));
                            },
                        .target =
                            [shared, options](const data::Example& example) {
                                return idsOf(shared->encode(example.pair.value_or(std::string()),
                                                            std::nullopt, options));
                            }};
    }
    return Encoders{.text =
                        [shared, options](const data::Example& example) {
                            const std::optional<std::string_view> pair =
                                example.pair ? std::optional<std::string_view>(*example.pair)
                                             : std::nullopt;
                            return idsOf(shared->encode(example.text, pair, options));
                        },
                    .target = {}};
}

Outcome<std::vector<std::pair<std::string, double>>> splitsOf(const Json& json,
                                                              const fs::path& file) {
    std::vector<std::pair<std::string, double>> splits;
    const Json* given = json.find("splits");
    if (given == nullptr) {
        return std::vector<std::pair<std::string, double>>{{"train", 1.0}};
    }
    if (given->object() == nullptr || given->object()->empty()) {
        return wrong(file, "“splits” is no object of shares");
    }
    double sum = 0;
    for (const auto& [name, share] : *given->object()) {
        if (!share.isNumber() || share.number() <= 0) {
            return wrong(file, "the share of “" + name + "” is no number above 0");
        }
        splits.emplace_back(name, share.number());
        sum += share.number();
    }
    for (auto& [name, share] : splits) {
        share /= sum;
    }
    return splits;
}

Outcome<DataRecipe> readDataRecipe(const fs::path& file) {
    auto json = readJson(file);
    if (!json) {
        return json.as<DataRecipe>();
    }
    DataRecipe recipe{.json = *std::move(json)};
    const Json* type = recipe.json.find("type");
    const Json* reader = recipe.json.find("reader");
    const Json* options = recipe.json.find("options");
    if (type == nullptr || type->string() == nullptr || *type->string() != "data") {
        return wrong(file, "its type is not “data”");
    }
    if (reader == nullptr || reader->string() == nullptr) {
        return wrong(file, "“reader” is missing");
    }
    auto found = readerNamed(*reader->string(), file);
    if (!found) {
        return found.as<DataRecipe>();
    }
    recipe.reader = *found;
    recipe.request = {.options = options != nullptr ? *options : Json(Json::Object{}),
                      .folder = fs::absolute(file).parent_path(),
                      .cache = cacheFolder()};
    auto encoders = encodersOf(recipe.json, recipe.request, file);
    if (!encoders) {
        return encoders.as<DataRecipe>();
    }
    auto splits = splitsOf(recipe.json, file);
    if (!splits) {
        return splits.as<DataRecipe>();
    }
    const Json* seed = recipe.json.find("seed");
    recipe.pack = {.recipe = recipe.json,
                   .encode = std::move(encoders->text),
                   .target = std::move(encoders->target),
                   .seed = seed != nullptr && seed->integer() != nullptr
                               ? static_cast<std::uint64_t>(*seed->integer())
                               : 0,
                   .splits = *std::move(splits)};
    return recipe;
}

Outcome<Done> makePack(const DataRecipe& recipe, const fs::path& out) {
    data::PackWriter writer(recipe.pack);
    std::optional<Problem> problem;
    const auto read = recipe.reader->read(
        recipe.request,
        [&](data::Example example) {
            const auto added = writer.add(example);
            if (added.failed()) {
                problem = added.problem();
            }
            return added.ok();
        },
        Tick());
    if (problem) {
        return *problem;
    }
    return read ? writer.write(out, Tick()) : read;
}

void tell(const data::Pack& pack, const fs::path& out, bool asJson) {
    Json parts{Json::Object{}};
    std::string line;
    for (const auto& [name, part] : pack.parts()) {
        parts.set(name, part.size());
        line += (line.empty() ? "" : ", ") + name + " " + std::to_string(part.size());
    }
    if (!asJson) {
        say(out.string() + ": " + std::to_string(pack.size()) + " samples, " +
            std::to_string(pack.classes().size()) + " classes (" + line + ")");
        return;
    }
    Json json;
    json.set("folder", out.string());
    json.set("samples", pack.size());
    json.set("classes", static_cast<std::int64_t>(pack.classes().size()));
    json.set("parts", std::move(parts));
    sayJson(json);
}

Exit list() {
    for (const data::Reader* reader : allReaders()) {
        say(std::string(reader->name()) + "  " + std::string(reader->about()));
    }
    return Exit::Done;
}

Exit run(const Options& options) {
    if (options.has("list")) {
        return list();
    }
    if (const auto made = options.text("baseline")) {
        return tellBaselines(*made, options.has("json"));
    }
    if (options.positional().size() != 1 || !options.has("out")) {
        return misused({"Give one recipe and --out", {}, {}}, "pack");
    }
    const auto recipe = readDataRecipe(options.positional().front());
    if (!recipe) {
        return failed(recipe);
    }
    const fs::path out = *options.text("out");
    if (const auto made = makePack(*recipe, out); !made) {
        return failed(made);
    }
    const auto pack = data::Pack::open(out);
    if (!pack) {
        return failed(pack);
    }
    tell(**pack, out, options.has("json"));
    return Exit::Done;
}

} // namespace

const Verb kPackVerb{
    .name = "pack",
    .summary = "turn a data set into shards that training reads",
    .usage = "RECIPE --out FOLDER [--json] | --baseline PACK [--json]",
    .about = "A recipe of type “data” names a reader and its options. The pack holds token ids or\n"
             "pictures in safetensors shards, samples.jsonl with source and licence of each sample,\n"
             "and pack.json, written last.",
    .options = kOptions,
    .run = run,
    .takesWords = true,
};

} // namespace vitrine::app
