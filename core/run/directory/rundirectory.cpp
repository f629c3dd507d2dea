#include "core/run/directory/rundirectory.h"

#include "core/base/files.h"
#include "core/run/directory/folders.h"

#include <algorithm>
#include <charconv>
#include <system_error>
#include <utility>

namespace vitrine::run {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kStepPrefix = "step-";
constexpr std::size_t kStepDigits = 8;

constexpr std::string_view kUnfinished = ".vitrine-"; ///< as saveAtomically names them

/// What may lie in a folder before the run is in it: logs of the keeper, the status that a queue
/// writes, and what `create` itself leaves where it is killed midway.
bool comesBefore(const fs::directory_entry& entry) {
    const std::string name = entry.path().filename().string();
    if (name == "logs" || name == "status.json" || name == "lock") {
        return true;
    }
    std::error_code error;
    if (name == "control" || name == "tb" || name == "checkpoints") {
        return entry.is_directory(error) && fs::is_empty(entry.path(), error);
    }
    return name.starts_with(kUnfinished);
}

bool isFree(const fs::path& folder) {
    std::error_code error;
    const fs::directory_iterator entries(folder, error);
    return std::all_of(begin(entries), end(entries), comesBefore);
}

} // namespace

RunDirectory::RunDirectory(fs::path folder, RunConfig config)
    : folder_(std::move(folder))
    , config_(std::move(config)) {}

Outcome<RunDirectory> RunDirectory::create(const fs::path& folder, const RunConfig& config) {
    if (!isFree(folder)) {
        return Problem{"The folder for the run is not empty", folder.string(),
                       "Choose another folder, or continue the run in it with --resume"};
    }
    RunDirectory run(folder, config);
    for (const fs::path& part : {run.control(), run.tensorboard(), run.checkpoints(), run.logs()}) {
        if (const auto made = makeFolder(part); !made) {
            return made.as<RunDirectory>();
        }
    }
    const std::string text = toJson(config).dump(/*indent=*/2) + "\n";
    if (const auto saved = saveAtomically(run.configFile(), text, {.durable = true}); !saved) {
        return saved.as<RunDirectory>();
    }
    return run;
}

Outcome<RunDirectory> RunDirectory::open(const fs::path& folder) {
    const fs::path file = folder / "config.json";
    const auto json = readJson(file);
    if (!json) {
        return json.as<RunDirectory>();
    }
    auto config = configFrom(*json, file.string());
    if (!config) {
        return config.as<RunDirectory>();
    }
    return RunDirectory(folder, *std::move(config));
}

std::string stepName(std::int64_t step) {
    const std::string digits = std::to_string(step);
    const std::size_t zeros = digits.size() < kStepDigits ? kStepDigits - digits.size() : 0;
    return std::string(kStepPrefix) + std::string(zeros, '0') + digits;
}

std::int64_t stepOf(std::string_view name) {
    if (!name.starts_with(kStepPrefix)) {
        return -1;
    }
    const std::string_view digits = name.substr(kStepPrefix.size());
    std::int64_t step = 0;
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), step);
    const bool whole = parsed.ec == std::errc() && parsed.ptr == digits.data() + digits.size();
    // Exactly the spelling that stepName gives, so that one step has one folder.
    return whole && step >= 0 && stepName(step) == name ? step : -1;
}

} // namespace vitrine::run
