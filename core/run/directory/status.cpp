#include "core/run/directory/status.h"

#include "core/base/files.h"
#include "core/run/directory/config.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace vitrine::run {

namespace {

constexpr std::array<std::pair<RunState, std::string_view>, 9> kStates{
    {{RunState::Queued, "queued"},
     {RunState::Starting, "starting"},
     {RunState::Running, "running"},
     {RunState::Paused, "paused"},
     {RunState::Finishing, "finishing"},
     {RunState::Finished, "finished"},
     {RunState::Stopped, "stopped"},
     {RunState::Failed, "failed"},
     {RunState::Killed, "killed"}}};

std::filesystem::path statusFileIn(const std::filesystem::path& runFolder) {
    return runFolder / "status.json";
}

Json exitJson(const std::optional<ProcessExit>& exit) {
    if (!exit) {
        return {};
    }
    return exit->signal ? Json::Object{{"signal", *exit->signal}}
                        : Json::Object{{"code", exit->code.value_or(0)}};
}

/// Takes whole numbers ≥ 0 out of an object; remembers what was wrong.
class Fields {
public:
    explicit Fields(const Json& json)
        : json_(json) {}

    std::int64_t count(std::string_view key) {
        const Json* value = json_.find(key);
        if (value == nullptr || value->integer() == nullptr || *value->integer() < 0) {
            wrong_ = key;
            return 0;
        }
        return *value->integer();
    }

    std::string text(std::string_view key) {
        const Json* value = json_.find(key);
        if (value == nullptr || value->string() == nullptr) {
            wrong_ = key;
            return {};
        }
        return *value->string();
    }

    [[nodiscard]] const std::string& wrong() const { return wrong_; }

private:
    const Json& json_;
    std::string wrong_;
};

std::optional<ProcessExit> exitFrom(const Json* json) {
    if (json == nullptr || json->object() == nullptr) {
        return std::nullopt;
    }
    const auto number = [&](std::string_view key) -> std::optional<int> {
        const Json* value = json->find(key);
        if (value == nullptr || value->integer() == nullptr || *value->integer() < 0 ||
            *value->integer() > 255) {
            return std::nullopt;
        }
        return static_cast<int>(*value->integer());
    };
    return ProcessExit{number("code"), number("signal")};
}

Problem statusProblem(const std::filesystem::path& file, const std::string& what) {
    return {.what = "The run's status makes no sense: " + what,
            .where = file.string(),
            .advice = "Restart the run with --resume; it writes the file anew"};
}

} // namespace

std::string_view nameOf(RunState state) {
    return std::ranges::find(kStates, state, &std::pair<RunState, std::string_view>::first)->second;
}

std::optional<RunState> runStateNamed(std::string_view name) {
    const auto found =
        std::ranges::find(kStates, name, &std::pair<RunState, std::string_view>::second);
    return found != kStates.end() ? std::optional(found->first) : std::nullopt;
}

bool hasEnded(RunState state) {
    return state == RunState::Finished || state == RunState::Stopped || state == RunState::Failed ||
           state == RunState::Killed;
}

Outcome<Done> writeStatus(const std::filesystem::path& runFolder, RunStatus status) {
    using Seconds = std::chrono::duration<double>;
    status.updated = Seconds(std::chrono::system_clock::now().time_since_epoch()).count();
    const Json json = Json::Object{{"schema", kRunSchema},
                                   {"state", nameOf(status.state)},
                                   {"reason", status.reason},
                                   {"attempt", status.attempt},
                                   {"pid", status.process.pid},
                                   {"start_time", status.process.startTime},
                                   {"host", status.process.host},
                                   {"world", status.world},
                                   {"step", status.step},
                                   {"steps", status.steps},
                                   {"tokens", status.tokens},
                                   {"updated", status.updated},
                                   {"exit", exitJson(status.exit)}};
    return saveAtomically(statusFileIn(runFolder), json.dump(/*indent=*/2) + "\n");
}

Outcome<RunStatus> readStatus(const std::filesystem::path& runFolder) {
    const auto file = statusFileIn(runFolder);
    const auto json = readJson(file, {.bytes = 1 << 16, .depth = 8});
    if (!json) {
        return json.as<RunStatus>();
    }
    Fields fields(*json);
    const std::string stateName = fields.text("state");
    const auto state = runStateNamed(stateName);
    if (!state) {
        return statusProblem(file, "there is no state \"" + stateName + "\"");
    }
    const Json* updated = json->find("updated");
    RunStatus status{.state = *state,
                     .reason = fields.text("reason"),
                     .attempt = fields.count("attempt"),
                     .process = {fields.text("host"), fields.count("pid"),
                                 fields.count("start_time")},
                     .world = fields.count("world"),
                     .step = fields.count("step"),
                     .steps = fields.count("steps"),
                     .tokens = fields.count("tokens"),
                     .updated = updated != nullptr ? updated->number() : 0,
                     .exit = exitFrom(json->find("exit"))};
    if (!fields.wrong().empty()) {
        return statusProblem(file, fields.wrong() + " is missing or out of range");
    }
    return status;
}

} // namespace vitrine::run
