#include "app/runner/cachefolder.h"
#include "app/runner/enginefor.h"
#include "app/runner/machine.h"
#include "app/runner/say.h"
#include "app/runner/verb.h"

#include <array>
#include <filesystem>

namespace vitrine::app {

namespace {

namespace fs = std::filesystem;

constexpr std::array kOptions{kThreadsOption, OptionSpec{"json", "", "one object"}};

/// Something that app/setup.sh lays into the cache folder.
struct CacheItem {
    const char* what;
    const char* path;
    const char* proof; ///< a file that is in it once it is there
    std::size_t bytes = 0;
    bool present = false;
};

struct Diagnosis {
    Machine machine;
    std::string engine;
    std::string library; ///< the file of LibTorch that is loaded
    std::vector<engine::Device> devices;
    std::vector<CacheItem> cache;
    std::size_t freeBytes = 0; ///< on the cache folder's disk
    std::vector<Problem> missing;
};

std::size_t bytesBelow(const fs::path& folder) {
    std::size_t bytes = 0;
    std::error_code error;
    for (auto entry = fs::recursive_directory_iterator(folder, error);
         !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
        std::error_code unreadable;
        if (entry->is_regular_file(unreadable)) {
            const auto size = entry->file_size(unreadable);
            bytes += unreadable ? 0 : size;
        }
    }
    return bytes;
}

std::vector<CacheItem> cacheItems(const fs::path& cache) {
    std::vector<CacheItem> items{
        {"LibTorch 2.11.0", "libtorch-2.11.0", "torch/lib/libtorch_cpu.so"},
        {"all-MiniLM-L6-v2", "models/all-MiniLM-L6-v2", "model.safetensors"},
        {"GPT-2's vocabulary", "tokenizers/gpt2", "merges.txt"},
    };
    for (CacheItem& item : items) {
        std::error_code unreadable;
        item.present = fs::is_regular_file(cache / item.path / item.proof, unreadable);
        item.bytes = bytesBelow(cache / item.path);
    }
    return items;
}

/// What keeps something from working; an engine from elsewhere needs none in the cache.
std::vector<Problem> missingIn(const Diagnosis& found, const fs::path& cache) {
    std::vector<Problem> missing;
    for (const CacheItem& item : found.cache) {
        const bool engineElsewhere = &item == &found.cache.front() && !found.library.empty();
        if (!item.present && !engineElsewhere) {
            missing.push_back({std::string(item.what) + " is missing", (cache / item.path).string(),
                               "Run app/setup.sh"});
        }
    }
    for (const engine::Device& device : found.devices) {
        if (!device.usable) {
            missing.push_back({"A device cannot be used: " + device.reason, device.id, {}});
        }
    }
    return missing;
}

Diagnosis examine(const engine::Engine& engine) {
    Diagnosis found;
    const fs::path cache = cacheFolder();
    found.machine = thisMachine();
    found.engine = engine.version();
    found.library = loadedLibrary("libtorch_cpu.");
    found.devices = engine.devices();
    found.cache = cacheItems(cache);
    std::error_code unknown;
    const auto space = fs::space(fs::exists(cache, unknown) ? cache : fs::path("/"), unknown);
    found.freeBytes = unknown ? 0 : space.available;
    found.missing = missingIn(found, cache);
    return found;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) {
        text += (text.empty() ? "" : " ") + word;
    }
    return text;
}

Json whole(std::size_t number) {
    return Json(static_cast<std::int64_t>(number));
}

Json jsonOf(const Machine& machine) {
    Json json;
    json.set("system", machine.system);
    json.set("processor", machine.processor);
    json.set("features", Json(Json::Array(machine.features.begin(), machine.features.end())));
    json.set("cores", machine.cores);
    json.set("memory_bytes", whole(machine.memoryBytes));
    json.set("available_bytes", whole(machine.availableBytes));
    json.set("nvidia_driver", machine.nvidiaDriver ? Json(*machine.nvidiaDriver) : Json());
    return json;
}

Json cacheJson(const Diagnosis& found) {
    Json::Array items;
    for (const CacheItem& each : found.cache) {
        Json item;
        item.set("what", each.what);
        item.set("path", each.path);
        item.set("present", each.present);
        item.set("bytes", whole(each.bytes));
        items.push_back(std::move(item));
    }
    Json cache;
    cache.set("folder", cacheFolder().string());
    cache.set("free_bytes", whole(found.freeBytes));
    cache.set("items", std::move(items));
    return cache;
}

Json jsonOf(const Diagnosis& found) {
    Json versions;
    versions.set("vitrine", VITRINE_VERSION);
    versions.set("compiler", "GCC-compatible " __VERSION__);
    versions.set("engine", found.engine);
    Json::Array devices;
    for (const engine::Device& each : found.devices) {
        Json device;
        device.set("id", each.id);
        device.set("label", each.label);
        device.set("usable", each.usable);
        device.set("reason", each.reason);
        devices.push_back(std::move(device));
    }
    Json::Array missing;
    for (const Problem& problem : found.missing) {
        missing.emplace_back(problem.text());
    }
    Json json;
    json.set("versions", std::move(versions));
    json.set("libtorch", found.library);
    json.set("machine", jsonOf(found.machine));
    json.set("devices", std::move(devices));
    json.set("cache", cacheJson(found));
    json.set("missing", std::move(missing));
    return json;
}

void sayForPeople(const Diagnosis& found) {
    const Machine& machine = found.machine;
    say("Vitrine    " VITRINE_VERSION ", compiled by " __VERSION__);
    say("Engine     " + found.engine + ", " + found.library);
    for (const engine::Device& device : found.devices) {
        say("Device     " + device.id + ": " + device.label +
            (device.usable ? "" : ", not usable: " + device.reason));
    }
    say("System     " + machine.system);
    say("Processor  " + machine.processor + ", " + std::to_string(machine.cores) + " cores, " +
        joined(machine.features));
    say("Memory     " + bytesText(machine.availableBytes) + " of " +
        bytesText(machine.memoryBytes) + " available");
    say("NVIDIA     " + machine.nvidiaDriver.value_or("no driver loaded"));
    say("Cache      " + cacheFolder().string() + ", " + bytesText(found.freeBytes) +
        " free on its disk");
    for (const CacheItem& item : found.cache) {
        say("           " + std::string(item.what) + ": " +
            (item.present ? bytesText(item.bytes) : "not there"));
    }
    for (const Problem& problem : found.missing) {
        say("Missing    " + problem.text());
    }
    if (found.missing.empty()) {
        say("Nothing is missing.");
    }
}

Exit run(const Options& options) {
    const auto engine = engineFor(options);
    if (!engine) {
        return misused(engine.problem(), "doctor");
    }
    const Diagnosis found = examine(**engine);
    options.has("json") ? sayJson(jsonOf(found)) : sayForPeople(found);
    return found.missing.empty() ? Exit::Done : Exit::Failed;
}

} // namespace

const Verb kDoctorVerb{
    .name = "doctor",
    .summary = "versions, machine, cache, and what is missing",
    .usage = "[--json]",
    .about = "Tells what Vitrine runs on. Exit code 1 if something is missing that set-up gives.",
    .options = kOptions,
    .run = run,
};

} // namespace vitrine::app
