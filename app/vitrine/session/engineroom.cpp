#include "app/vitrine/session/engineroom.h"

#include <dlfcn.h>

#include <algorithm>

namespace vitrine::app {

namespace {

Problem loadProblem(const std::filesystem::path& library) {
    const char* reason = dlerror();
    return {"The engine could not be loaded", reason != nullptr ? reason : library.string(),
            "Build the target vitrine_engine again; the tokens lab works without it"};
}

} // namespace

Outcome<EngineFacts> EngineRoom::load(const std::filesystem::path& library,
                                      const engine::EngineOptions& options) {
    void* handle = dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (handle == nullptr) {
        return loadProblem(library);
    }
    auto* entry = reinterpret_cast<engine::EngineEntry>(dlsym(handle, engine::kEngineEntry));
    if (entry == nullptr) {
        return loadProblem(library);
    }
    engine_.reset(entry(options));
    if (!engine_) {
        return Problem{"The engine could not be started", library.string(),
                       "Close other programs to free memory, then start Vitrine again"};
    }
    devices_ = engine_->devices();
    return EngineFacts{.version = engine_->version(), .devices = devices_};
}

Outcome<std::shared_ptr<engine::Model>> EngineRoom::open(const ModelKey& key, const Tick& tick) {
    if (const auto found = models_.find(key); found != models_.end()) {
        return found->second;
    }
    if (!engine_) {
        return Problem{"There is no engine to open a model with", key.folder.string(),
                       "See the message about the engine"};
    }
    const auto device = std::ranges::find(devices_, key.device, &engine::Device::id);
    if (device == devices_.end()) {
        return Problem{"The device is not there", key.device, "Choose one from the device list"};
    }
    auto model = engine_->openModel(key.folder, *device, tick);
    if (model) {
        models_.emplace(key, *model);
    }
    return model;
}

void EngineRoom::close(const ModelKey& key) {
    models_.erase(key);
}

} // namespace vitrine::app
