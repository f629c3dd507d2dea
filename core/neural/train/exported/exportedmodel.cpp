#include "core/neural/train/exported/exportedmodel.h"

#include "core/base/files.h"
#include "core/base/json.h"
#include "core/neural/weights/filetensor.h"
#include "core/neural/weights/problems.h"
#include "core/neural/weights/weightbytes.h"
#include "core/run/checkpoint/checkpointstore.h"
#include "core/run/directory/wholefolder.h"
#include "core/run/exported/modelcard.h"

#include <string_view>
#include <vector>

namespace vitrine::neural {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLargestText = std::size_t{64} << 20;
constexpr std::string_view kWeights = "model.safetensors";

/// Files of a checkpoint that only the trainer needs.
bool isForTraining(std::string_view name) {
    return name == "optimizer.safetensors" || name == "state.json";
}

Outcome<run::OpenedCheckpoint> chosen(const run::RunDirectory& directory,
                                      const ExportRequest& request) {
    const run::CheckpointStore store(directory.checkpoints());
    if (request.step) {
        return run::openCheckpoint(store.folderOf(*request.step));
    }
    const run::FoundCheckpoints found = store.newest();
    if (!found.newest) {
        return Problem{"The run has no sound checkpoint", directory.folder().string(),
                       "Wait for its first one, or resume it with vitrine-run train --resume"};
    }
    return run::openCheckpoint(found.newest->folder);
}

Outcome<Done> writeWeights(const fs::path& folder, const run::OpenedCheckpoint& checkpoint,
                           Dtype dtype) {
    std::vector<NamedTensor> tensors;
    try {
        for (const TensorInfo& info : checkpoint.model->tensors()) {
            tensors.push_back({info.name, tensorOf(checkpoint.model, info)});
        }
    } catch (const BadParameter& bad) {
        return bad.problem();
    }
    const WeightBytes bytes(tensors, {}, dtype);
    // What transformers asks for before it reads a file.
    return writeSafetensors(folder / kWeights, bytes.toWrite(), {{"format", "pt"}});
}

Outcome<Done> copyFiles(const fs::path& folder, const run::OpenedCheckpoint& checkpoint) {
    for (const run::ManifestFile& file : checkpoint.manifest.files) {
        if (file.name == kWeights || isForTraining(file.name)) {
            continue;
        }
        const auto text = readFile(checkpoint.folder / file.name, kLargestText);
        if (!text) {
            return text.as<Done>();
        }
        if (const auto saved = saveAtomically(folder / file.name, *text); !saved) {
            return saved;
        }
    }
    return Done{};
}

// The pack says what it was made from; a pack that is gone is no reason not to export.
Json dataRecipeOf(const run::RunConfig& config) {
    const Json* data = config.resolved.find("data");
    const Json* train = data != nullptr ? data->find("train") : nullptr;
    if (train == nullptr || train->string() == nullptr) {
        return {};
    }
    const auto pack = readJson(fs::path(*train->string()) / "pack.json");
    const Json* recipe = pack.ok() ? pack->find("recipe") : nullptr;
    return recipe != nullptr ? *recipe : Json();
}

Outcome<Done> writeAbout(const fs::path& folder, const run::RunDirectory& directory,
                         const run::Manifest& manifest, Dtype dtype) {
    auto scores = run::evaluationsOf(directory.folder());
    if (!scores) {
        return scores.as<Done>();
    }
    const run::CardFacts facts{.config = directory.config(),
                               .data = dataRecipeOf(directory.config()),
                               .step = manifest.step,
                               .dtype = std::string(nameOf(dtype)),
                               .scores = *std::move(scores)};
    std::vector<std::pair<std::string, std::string>> files{
        {"recipe.json", facts.config.recipe.dump(2) + "\n"},
        {"metrics.json", run::metricsOf(facts).dump(2) + "\n"},
        {"README.md", run::modelCard(facts)}};
    if (!facts.data.isNull()) {
        files.emplace_back("data.json", facts.data.dump(2) + "\n");
    }
    for (const auto& [name, text] : files) {
        if (const auto saved = saveAtomically(folder / name, text); !saved) {
            return saved;
        }
    }
    return Done{};
}

Outcome<Done> writeAll(const fs::path& folder, const run::RunDirectory& directory,
                       const run::OpenedCheckpoint& checkpoint, Dtype dtype, const Tick& tick) {
    if (auto written = writeWeights(folder, checkpoint, dtype); !written) {
        return written;
    }
    if (auto copied = copyFiles(folder, checkpoint); !copied) {
        return copied;
    }
    if (tick.stopped()) {
        return Cancelled{};
    }
    return writeAbout(folder, directory, checkpoint.manifest, dtype);
}

} // namespace

Outcome<run::Manifest> exportModel(const run::RunDirectory& directory,
                                   const ExportRequest& request, const Tick& tick) {
    const auto checkpoint = chosen(directory, request);
    if (!checkpoint) {
        return checkpoint.as<run::Manifest>();
    }
    const auto written = run::makeWholeFolder(request.folder, [&](const fs::path& folder) {
        return writeAll(folder, directory, *checkpoint, request.dtype, tick);
    });
    if (!written) {
        return written.as<run::Manifest>();
    }
    return checkpoint->manifest;
}

} // namespace vitrine::neural
