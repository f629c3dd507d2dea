#include "core/neural/probe/folderprobe.h"

#include "core/neural/border.h"
#include "core/neural/capture/storesink.h"
#include "core/neural/models/open.h"
#include "core/neural/parity/expectedinput.h"
#include "core/neural/parity/generated.h"

#include <c10/core/InferenceMode.h>

namespace vitrine::neural {

namespace {

const std::vector<std::int64_t> kNoWords; ///< states are what is compared, not the vocabulary

} // namespace

struct FolderProbe::Parts {
    std::string folder;
    std::shared_ptr<const SafetensorsFile> file;
    OpenedNetwork opened;
    Batch batch;
};

FolderProbe::FolderProbe(std::unique_ptr<Parts> parts)
    : parts_(std::move(parts)) {}

FolderProbe::~FolderProbe() = default;

Outcome<std::unique_ptr<FolderProbe>> FolderProbe::open(const std::filesystem::path& folder,
                                                        const std::filesystem::path& expected) {
    using Answer = std::unique_ptr<FolderProbe>;
    return guarded(folder.string(), [&]() -> Outcome<Answer> {
        auto opened = openNetwork(folder);
        if (!opened) {
            return opened.as<Answer>();
        }
        auto file = SafetensorsFile::open(expected);
        if (!file) {
            return file.as<Answer>();
        }
        auto batch = expectedInput(**file);
        if (!batch) {
            return batch.as<Answer>();
        }
        return Answer(new FolderProbe(std::make_unique<Parts>(
            Parts{folder.string(), *std::move(file), *std::move(opened), *std::move(batch)})));
    });
}

Outcome<Done> FolderProbe::plain() {
    return guarded(parts_->folder, [&]() -> Outcome<Done> {
        const c10::InferenceMode inference;
        const auto result = parts_->opened.network->forward(parts_->batch, {.words = kNoWords});
        return result ? Outcome<Done>(Done{}) : result.as<Done>();
    });
}

Outcome<Done> FolderProbe::captured() {
    return guarded(parts_->folder, [&]() -> Outcome<Done> {
        const c10::InferenceMode inference;
        StoreSink sink;
        const auto result = parts_->opened.network->forward(
            parts_->batch, {.sink = &sink, .tick = {}, .words = kNoWords});
        return result ? Outcome<Done>(Done{}) : result.as<Done>();
    });
}

Outcome<std::int64_t> FolderProbe::written() {
    return guarded(parts_->folder, [&]() -> Outcome<std::int64_t> {
        const TensorInfo* tensor = parts_->file->find("generated.ids");
        if (tensor == nullptr) {
            return Problem{"The file has no generated.ids", parts_->file->path().string(),
                           "Write what the model is to write"};
        }
        const auto expected = expectedTensor(*parts_->file, *tensor);
        if (!expected) {
            return expected.as<std::int64_t>();
        }
        const c10::InferenceMode inference;
        const auto parity =
            compareGenerated(*parts_->file, parts_->opened, parts_->batch, *expected, Tick());
        if (!parity) {
            return parity.as<std::int64_t>();
        }
        return static_cast<std::int64_t>(parity->maxAbsolute);
    });
}

double FolderProbe::weightBytes() const {
    return static_cast<double>(parts_->opened.card.parameters) * sizeof(float);
}

} // namespace vitrine::neural
