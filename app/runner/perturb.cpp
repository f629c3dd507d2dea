#include "app/runner/perturbations.h"
#include "app/runner/say.h"
#include "app/runner/verb.h"
#include "core/base/files.h"
#include "core/media/decoder/decoderclient.h"
#include "core/perturb/scriptjson.h"

#include <array>
#include <filesystem>
#include <limits>
#include <memory>

namespace vitrine::app {

namespace {

constexpr std::size_t kLargestFile = std::size_t{4} << 30;

constexpr std::array kOptions{
    OptionSpec{"list", "", "the kinds there are, with their parameters"},
    OptionSpec{"plugins", "", "the plugins seen, and why one is not loaded"},
    OptionSpec{"enable", "NAME", "trust the plugin as it is now"},
    OptionSpec{"disable", "NAME", "load the plugin no more"},
    OptionSpec{"kind", "NAME", "what to do, e.g. char.swap"},
    OptionSpec{"severity", "S", "from 0 (nothing) to 5 (default: 3)"},
    OptionSpec{"seed", "N", "of what is random (default: 1)"},
    OptionSpec{"params", "JSON", "parameters that the severity shall not decide"},
    OptionSpec{"text", "TEXT", "the text"},
    OptionSpec{"file", "FILE", "a file is the text"},
    OptionSpec{"lines", "", "each line of the file is a text; lines end at \\n only"},
    OptionSpec{"json", "", "one object a text: effect, edit script, text"},
};

struct Job {
    const perturb::Perturbation* kind = nullptr;
    perturb::Setting setting;
    bool json = false;
};

Exit list(const Options& options) {
    const perturb::Catalogue& catalogue = kindsOfThisProgram();
    Json::Array records;
    for (const perturb::Perturbation* kind : catalogue.kinds()) {
        records.push_back(perturb::jsonOf(kind->record()));
        if (!options.has("json")) {
            say(kind->record().id + "  " + kind->record().about);
        }
    }
    if (options.has("json")) {
        sayJson(records);
    }
    return Exit::Done;
}

Exit listPlugins(const Options& options) {
    Json::Array list;
    for (const plugin::PluginEntry& entry : pluginsOfThisProgram().entries()) {
        Json json;
        json.set("name", entry.name);
        json.set("folder", entry.folder.string());
        json.set("installed", entry.installed);
        json.set("version", entry.manifest.version);
        json.set("provides",
                 Json::Array(entry.manifest.provides.begin(), entry.manifest.provides.end()));
        json.set("hash", entry.hash);
        json.set("standing", plugin::nameOf(entry.standing));
        json.set("reason", entry.reason);
        list.push_back(std::move(json));
        if (!options.has("json")) {
            say(entry.name + "  " + std::string(plugin::nameOf(entry.standing)) +
                (entry.reason.empty() ? "" : "  " + entry.reason));
        }
    }
    if (options.has("json")) {
        sayJson(list);
    }
    return Exit::Done;
}

Exit decide(const Options& options) {
    plugin::PluginHost& host = pluginsOfThisProgram();
    const auto enable = options.text("enable");
    const auto done = enable ? host.enable(*enable) : host.disable(*options.text("disable"));
    return done ? Exit::Done : failed(done);
}

Outcome<Json::Object> parametersFrom(const Options& options) {
    const auto text = options.text("params");
    if (!text) {
        return Json::Object{};
    }
    auto json = parseJson(*text, "--params");
    if (!json) {
        return json.as<Json::Object>();
    }
    if (json->object() == nullptr) {
        return Problem{"The parameters are not an object", "--params",
                       R"(Write {"min_length": 3})"};
    }
    return *json->object();
}

/// Whether the words say what to perturb: a text, a file of texts, or a picture and where it goes.
Outcome<Done> namesOneInput(const Options& options) {
    const std::size_t words = options.positional().size();
    const int inputs = (options.has("text") ? 1 : 0) + (options.has("file") ? 1 : 0) +
                       (words > 0 ? 1 : 0);
    if (inputs != 1 || (words != 0 && words != 2)) {
        return Problem{"Give one of --text, --file, and a picture IN with a file OUT", {}, {}};
    }
    if (words == 2 && !options.positional()[1].ends_with(".ppm")) {
        return Problem{"Pictures are written as .ppm", options.positional()[1], {}};
    }
    return Done{};
}

Outcome<Job> jobFrom(const Options& options) {
    const auto name = options.text("kind");
    if (!name) {
        return Problem{"Which kind? --kind is missing", {}, {}};
    }
    if (const auto named = namesOneInput(options); !named) {
        return named.as<Job>();
    }
    if (options.has("lines") && !options.has("file")) {
        return Problem{"--lines needs --file", {}, {}};
    }
    const auto severity = options.number("severity", 3);
    if (!severity) {
        return severity.as<Job>();
    }
    const auto seed = options.whole("seed", 1, 0, std::numeric_limits<std::int64_t>::max());
    if (!seed) {
        return seed.as<Job>();
    }
    auto parameters = parametersFrom(options);
    if (!parameters) {
        return parameters.as<Job>();
    }
    Job job{.kind = kindsOfThisProgram().find(*name),
            .setting = {.severity = *severity,
                        .seed = static_cast<std::uint64_t>(*seed),
                        .parameters = *std::move(parameters)},
            .json = options.has("json")};
    if (job.kind == nullptr) {
        return Problem{"There is no such kind of perturbation", *name, "See `perturb --list`"};
    }
    if (const auto right = perturb::checkSetting(job.kind->record(), job.setting); !right) {
        return right.as<Job>();
    }
    return job;
}

/// Perturbs one text; a refusal is told and remembered.
bool perturbOne(Job& job, std::string_view text, std::uint64_t example) {
    job.setting.example = example;
    const Sample sample{.text = std::string(text)};
    const auto result = perturb::perturb(*job.kind, sample, job.setting);
    if (!result) {
        if (job.json) {
            sayJson(perturb::jsonOf(job.kind->record(), job.setting, result.problem()));
        }
        (void)failed(result);
        return false;
    }
    if (!job.json) {
        say(result->sample.text);
        return true;
    }
    Json json = perturb::jsonOf(job.kind->record(), job.setting, *result);
    json.set("text", result->sample.text);
    sayJson(json);
    return true;
}

/// Binary PPM: all that needs no encoder, so that the runner starts fast.
Outcome<Done> savePicture(const std::filesystem::path& file, const Image& picture) {
    std::string bytes = "P6\n" + std::to_string(picture.width()) + " " +
                        std::to_string(picture.height()) + "\n255\n";
    bytes.append(reinterpret_cast<const char*>(picture.pixels().data()), picture.pixels().size());
    return saveAtomically(file, bytes);
}

Exit perturbPicture(const Job& job, const std::filesystem::path& in,
                    const std::filesystem::path& out) {
    media::DecoderClient decoder;
    auto opened = decoder.picture(in);
    if (!opened) {
        return failed(opened);
    }
    const Sample sample{.name = in.filename().string(),
                        .picture = std::make_shared<const Image>(std::move(opened->image))};
    const auto result = perturb::perturb(*job.kind, sample, job.setting);
    if (!result) {
        return failed(result);
    }
    if (const auto saved = savePicture(out, *result->sample.picture); !saved) {
        return failed(saved);
    }
    if (job.json) {
        sayJson(perturb::jsonOf(job.kind->record(), job.setting, *result));
    }
    return Exit::Done;
}

bool perturbLines(Job& job, const std::filesystem::path& file, std::string_view rest) {
    const std::string prefix = file.stem().string() + ":";
    bool all = true;
    for (std::size_t line = 0; !rest.empty(); ++line) {
        const auto end = std::min(rest.find('\n'), rest.size());
        all = perturbOne(job, rest.substr(0, end), hashText(prefix + std::to_string(line))) && all;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return all;
}

Exit run(const Options& options) {
    if (options.has("list")) {
        return list(options);
    }
    if (options.has("plugins")) {
        return listPlugins(options);
    }
    if (options.has("enable") || options.has("disable")) {
        return decide(options);
    }
    auto job = jobFrom(options);
    if (!job) {
        return misused(job.problem(), "perturb");
    }
    if (!options.positional().empty()) {
        return perturbPicture(*job, options.positional()[0], options.positional()[1]);
    }
    if (const auto text = options.text("text")) {
        return perturbOne(*job, *text, /*example=*/0) ? Exit::Done : Exit::Failed;
    }
    const std::filesystem::path file = *options.text("file");
    const auto content = readFile(file, kLargestFile);
    if (!content) {
        return failed(content);
    }
    const bool all = options.has("lines") ? perturbLines(*job, file, *content)
                                          : perturbOne(*job, *content, /*example=*/0);
    return all ? Exit::Done : Exit::Failed;
}

} // namespace

const Verb kPerturbVerb{
    .name = "perturb",
    .summary = "change a sample on purpose: typing errors, noise, lost frames",
    .usage = "--list | --kind NAME --severity S --seed N (--text TEXT | --file FILE [--lines] | IN OUT)",
    .about = "The same kind, severity, seed and text give the same bytes everywhere. Lines of a file\n"
             "draw as the examples \"<file without its ending>:<line from 0>\". What is edited at a low\n"
             "severity is edited in the same way at a higher one. A picture IN is opened in the process\n"
             "of the decoder and written to OUT as .ppm, at its own size.",
    .options = kOptions,
    .run = run,
    .takesWords = true,
};

} // namespace vitrine::app
