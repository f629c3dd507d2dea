#include "app/runner/say.h"
#include "app/runner/verb.h"
#include "core/neural/train/exported/exportedmodel.h"

#include <array>

namespace vitrine::app {

namespace {

constexpr std::array kOptions{
    OptionSpec{"out", "FOLDER", "the model's folder, to be made (needed)"},
    OptionSpec{"from", "step-N", "this checkpoint (default: the newest sound one)"},
    OptionSpec{"dtype", "TYPE", "of the weights: F32 (default), F16 or BF16"},
    OptionSpec{"json", "", "one object: folder, step, type"},
};

Exit run(const Options& options) {
    const auto& words = options.positional();
    if (words.size() != 1 || !options.has("out")) {
        return misused({"Give one run, and --out for the model's folder", {}, {}}, "export");
    }
    const std::string type = options.text("dtype").value_or("F32");
    const auto dtype = dtypeNamed(type);
    if (dtype != Dtype::F32 && dtype != Dtype::F16 && dtype != Dtype::BF16) {
        return misused({"Weights are exported as F32, F16 or BF16", type, {}}, "export");
    }
    neural::ExportRequest request{.folder = *options.text("out"), .step = {}, .dtype = *dtype};
    if (const auto from = options.text("from")) {
        request.step = run::stepOf(*from);
        if (*request.step < 0) {
            return misused({"A checkpoint is named like step-00001000", *from, {}}, "export");
        }
    }
    const auto directory = run::RunDirectory::open(words.front());
    if (!directory) {
        return failed(directory);
    }
    const auto manifest = neural::exportModel(*directory, request, Tick());
    if (!manifest) {
        return failed(manifest);
    }
    if (options.has("json")) {
        Json json;
        json.set("folder", request.folder.string());
        json.set("step", manifest->step);
        json.set("dtype", type);
        sayJson(json);
    } else {
        say(request.folder.string() + ": update " + std::to_string(manifest->step) + " as " + type);
    }
    return Exit::Done;
}

} // namespace

const Verb kExportVerb{
    .name = "export",
    .summary = "write a run's checkpoint as a model folder that opens anywhere",
    .usage = "RUN --out FOLDER [--from step-N] [--dtype F16]",
    .about = "Weights under Hugging Face's names, config.json and the preparation or tokenizer as\n"
             "they were; beside them the recipes, the metrics and a README.",
    .options = kOptions,
    .run = run,
    .takesWords = true,
};

} // namespace vitrine::app
