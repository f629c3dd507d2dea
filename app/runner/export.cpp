#include "app/runner/say.h"
#include "app/runner/verb.h"
#include "core/neural/models/save.h"
#include "core/neural/train/exported/exportedmodel.h"

#include <array>
#include <filesystem>
#include <optional>

namespace vitrine::app {

namespace {

constexpr std::array kOptions{
    OptionSpec{"out", "FOLDER", "the model's folder, to be made (needed)"},
    OptionSpec{"from", "step-N", "this checkpoint (default: the newest sound one)"},
    OptionSpec{"dtype", "TYPE", "of the weights: F32 (default), F16 or BF16"},
    OptionSpec{"json", "", "one object: folder, step, type"},
};

/// A model's folder holds weights beside its configuration; a run keeps them in checkpoints.
bool isModel(const std::filesystem::path& folder) {
    return std::filesystem::exists(folder / "model.safetensors") ||
           std::filesystem::exists(folder / "model.safetensors.index.json");
}

Exit told(const Options& options, const std::filesystem::path& folder,
          const std::optional<std::int64_t>& step, const std::string& type) {
    if (options.has("json")) {
        Json json;
        json.set("folder", folder.string());
        if (step) {
            json.set("step", *step);
        }
        json.set("dtype", type);
        sayJson(json);
    } else {
        say(folder.string() + ": " + (step ? "update " + std::to_string(*step) + " " : "") + "as " +
            type);
    }
    return Exit::Done;
}

Exit run(const Options& options) {
    const auto& words = options.positional();
    if (words.size() != 1 || !options.has("out")) {
        return misused({"Give one run or model, and --out for the new folder", {}, {}}, "export");
    }
    const std::string type = options.text("dtype").value_or("F32");
    const auto dtype = dtypeNamed(type);
    if (dtype != Dtype::F32 && dtype != Dtype::F16 && dtype != Dtype::BF16) {
        return misused({"Weights are exported as F32, F16 or BF16", type, {}}, "export");
    }
    neural::ExportRequest request{.folder = *options.text("out"), .step = {}, .dtype = *dtype};
    if (isModel(words.front())) {
        const auto saved = neural::saveModel(words.front(), request.folder, *dtype, Tick());
        return saved ? told(options, request.folder, {}, type) : failed(saved);
    }
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
    return manifest ? told(options, request.folder, manifest->step, type) : failed(manifest);
}

} // namespace

const Verb kExportVerb{
    .name = "export",
    .summary = "write a run's checkpoint, or a model, as a folder that opens anywhere",
    .usage = "RUN|MODEL --out FOLDER [--from step-N] [--dtype F16]",
    .about = "Weights under Hugging Face's names, config.json and the preparation or tokenizer as\n"
             "they were; beside those of a run the recipes, the metrics and a README.",
    .options = kOptions,
    .run = run,
    .takesWords = true,
};

} // namespace vitrine::app
