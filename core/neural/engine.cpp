#include "core/neural/engine.h"

#include "core/neural/border.h"
#include "core/neural/models/open.h"
#include "core/neural/picturemodel.h"
#include "core/neural/textmodel.h"
#include "core/neural/texttotextmodel.h"

#include <ATen/Parallel.h>
#include <torch/headeronly/version.h>

#include <malloc.h>

#include <algorithm>

namespace vitrine::neural {

namespace {

// Large temporaries come from the heap and stay there: fresh pages from the kernel for each of them
// cost more than the products they hold (specs/performance.md 3.3). Older C libraries refuse the
// larger threshold, so a smaller one is tried.
void keepMemory() {
    constexpr int kGibibyte = 1 << 30;
    constexpr int kOldLimit = 32 << 20;
    constexpr int kTrim = 2'000'000'000;
    constexpr int kPad = 256 << 20;
    if (mallopt(M_MMAP_THRESHOLD, kGibibyte) == 0) {
        (void)mallopt(M_MMAP_THRESHOLD, kOldLimit);
    }
    (void)mallopt(M_TRIM_THRESHOLD, kTrim);
    (void)mallopt(M_TOP_PAD, kPad);
}

using OpenedModel = Outcome<std::shared_ptr<engine::Model>>;

OpenedModel openAnyModel(const std::filesystem::path& folder, const Tick& tick) {
    constexpr int kSteps = 2;
    if (!tick.update(0, kSteps)) {
        return Cancelled{};
    }
    auto opened = openNetwork(folder);
    if (!opened) {
        return opened.as<std::shared_ptr<engine::Model>>();
    }
    if (!tick.update(1, kSteps)) {
        return Cancelled{};
    }
    if (opened->card.pictures && opened->card.texts) {
        return Problem{"Models that read pictures and texts cannot be looked at yet",
                       folder.string(),
                       "`vitrine-run parity` runs them; open a tower of its own, or a ViT"};
    }
    if (opened->network->sequenceIds()) {
        return TextToTextModel::open(*std::move(opened));
    }
    return opened->card.pictures ? PictureModel::open(*std::move(opened))
                                 : TextModel::open(*std::move(opened));
}

class LibTorchEngine final : public engine::Engine {
public:
    explicit LibTorchEngine(const engine::EngineOptions& options)
        : threads_(std::max(1, options.threads)) {
        keepMemory();
        at::set_num_threads(threads_);
    }

    [[nodiscard]] std::string version() const override {
        return "LibTorch " + std::to_string(TORCH_VERSION_MAJOR) + "." +
               std::to_string(TORCH_VERSION_MINOR) + "." + std::to_string(TORCH_VERSION_PATCH);
    }

    [[nodiscard]] std::vector<engine::Device> devices() const override {
        return {{.id = "cpu",
                 .label = "CPU · " + std::to_string(threads_) +
                          (threads_ == 1 ? " thread" : " threads")}};
    }

    [[nodiscard]] Outcome<std::shared_ptr<engine::Model>>
    openModel(const std::filesystem::path& folder, const engine::Device& device,
              const Tick& tick) override {
        if (device.id != "cpu") {
            return Problem{"There is no device “" + device.id + "”", folder.string(),
                           "Choose one of the engine's devices"};
        }
        return guarded(folder.string(), [&] { return openAnyModel(folder, tick); });
    }

private:
    int threads_;
};

} // namespace

std::unique_ptr<engine::Engine> makeEngine(const engine::EngineOptions& options) {
    return std::make_unique<LibTorchEngine>(options);
}

} // namespace vitrine::neural
