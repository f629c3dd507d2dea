#pragma once

#include "core/base/outcome.h"
#include "core/base/tick.h"
#include "core/engine/model.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace vitrine::engine {

struct Device {
    std::string id;    ///< "cpu", "cuda:0"
    std::string label; ///< "CPU · 2 threads"
    bool usable = true;
    std::string reason; ///< why not, where it is not usable

    bool operator==(const Device&) const = default;
};

/// Opens models. One engine per process; its functions are called from one thread, the engine
/// thread. No exception crosses it.
class Engine {
public:
    virtual ~Engine() = default;

    /// "LibTorch 2.11.0", for the status bar, `doctor` and captions.
    [[nodiscard]] virtual std::string version() const = 0;

    [[nodiscard]] virtual std::vector<Device> devices() const = 0;

    /// Opens a Hugging Face-layout folder (config.json, *.safetensors, tokenizer files).
    [[nodiscard]] virtual Outcome<std::shared_ptr<Model>>
    openModel(const std::filesystem::path& folder, const Device& device, const Tick& tick) = 0;
};

/// What the engine is started with; thread counts are never left to defaults.
struct EngineOptions {
    int threads = 1; ///< intra-op threads
};

/// The one function that the engine's shared library exports, under kEngineEntry.
using EngineEntry = Engine* (*)(const EngineOptions&);

inline constexpr const char* kEngineEntry = "vitrineEngine";

} // namespace vitrine::engine
