#include "app/runner/enginefor.h"
#include "app/runner/samplefrom.h"
#include "app/runner/say.h"
#include "app/runner/tracefiles.h"
#include "app/runner/verb.h"
#include "core/base/files.h"

#include <array>
#include <filesystem>

namespace vitrine::app {

namespace {

namespace fs = std::filesystem;

constexpr std::array kOptions{
    OptionSpec{"model", "DIR", "the model's folder (needed)"},
    kTextOption,
    kPairOption,
    kWorkspaceOption,
    kSampleOption,
    kPictureOption,
    kClipOption,
    kFrameOption,
    kFramesOption,
    OptionSpec{"out", "DIR", "where the files go (needed)"},
    OptionSpec{"task", "NAME", "the question to answer (default: the model's first)"},
    kDeviceOption,
    kThreadsOption,
    OptionSpec{"json", "", "one object: what was written"},
};

using SharedTrace = std::shared_ptr<const engine::Trace>;

Outcome<SharedTrace> traceFor(const Options& options, engine::Engine& engine,
                              const engine::Device& device) {
    const auto sample = sampleFrom(options);
    if (!sample) {
        return sample.as<SharedTrace>();
    }
    const auto model = engine.openModel(*options.text("model"), device, {});
    if (!model) {
        return model.as<SharedTrace>();
    }
    return (*model)->trace(
        *sample, {.hidden = true, .task = options.text("task").value_or(std::string())}, {});
}

Outcome<Done> writeAll(const fs::path& folder, const engine::Trace& trace) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) {
        return Problem{"The folder cannot be made: " + error.message(), folder.string(),
                       "Name another with --out"};
    }
    if (auto written = writeTrace(folder / "trace.safetensors", trace, {}); !written) {
        return written;
    }
    if (auto written = saveAtomically(folder / "tokens.json", tokensJson(trace).dump(2) + "\n");
        !written) {
        return written;
    }
    return saveAtomically(folder / "predictions.json", predictionsJson(trace).dump(2) + "\n");
}

void sayWritten(const fs::path& folder, const engine::Trace& trace, bool asJson) {
    std::size_t tokens = 0;
    for (const Axis& axis : trace.axes()) {
        tokens += axis.size();
    }
    if (asJson) {
        Json json;
        json.set("out", folder.string());
        json.set("files", Json::Array{"trace.safetensors", "tokens.json", "predictions.json"});
        json.set("tokens", static_cast<std::int64_t>(tokens));
        json.set("sites", static_cast<std::int64_t>(trace.sites().size()));
        json.set("milliseconds", trace.milliseconds());
        json.set("trace_bytes", static_cast<std::int64_t>(trace.bytes()));
        sayJson(json);
        return;
    }
    say(std::to_string(tokens) + " tokens, " + std::to_string(trace.sites().size()) +
        " attention sites, forward pass " + fixed(trace.milliseconds(), 1) + " ms, trace " +
        bytesText(trace.bytes()));
    say("Written: trace.safetensors, tokens.json, predictions.json in " + folder.string());
}

Exit run(const Options& options) {
    for (const char* needed : {"model", "out"}) {
        if (!options.has(needed)) {
            return misused({"An option is missing", "--" + std::string(needed), {}}, "inspect");
        }
    }
    if (const auto named = namesOneSample(options); !named) {
        return misused(named.problem(), "inspect");
    }
    const auto engine = engineFor(options);
    if (!engine) {
        return misused(engine.problem(), "inspect");
    }
    const auto device = deviceFor(options, **engine);
    if (!device) {
        return misused(device.problem(), "inspect");
    }
    const auto trace = traceFor(options, **engine, *device);
    if (!trace) {
        return failed(trace);
    }
    const fs::path folder = *options.text("out");
    if (const auto written = writeAll(folder, **trace); !written) {
        return failed(written);
    }
    sayWritten(folder, **trace, options.has("json"));
    return Exit::Done;
}

} // namespace

const Verb kInspectVerb{
    .name = "inspect",
    .summary = "runs a model on a sample and writes everything that a trace holds",
    .usage = "--model DIR (--text TEXT | --workspace FILE | --picture FILE | --clip FILE) --out DIR",
    .about = "Writes trace.safetensors (ids, hidden states, attention maps, embedding),\n"
             "tokens.json (labels, ids, byte offsets) and predictions.json.",
    .options = kOptions,
    .run = run,
};

} // namespace vitrine::app
