#include "core/run/directory/config.h"

#include "core/base/sha256.h"
#include "core/run/directory/process.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <ctime>

namespace vitrine::run {

namespace {

std::string textOf(const Json& json, std::string_view key) {
    const Json* value = json.find(key);
    return value != nullptr && value->string() != nullptr ? *value->string() : std::string();
}

Json copyOf(const Json& json, std::string_view key) {
    const Json* value = json.find(key);
    return value != nullptr ? *value : Json();
}

} // namespace

std::string RunConfig::hashOf(std::string_view what) const {
    const auto found = std::ranges::find(hashes, what, &std::pair<std::string, std::string>::first);
    return found != hashes.end() ? found->second : std::string();
}

Json toJson(const RunConfig& config) {
    Json::Object hashes;
    for (const auto& [what, hash] : config.hashes) {
        hashes.emplace_back(what, hash);
    }
    Json::Array command(config.command.begin(), config.command.end());
    return Json::Object{{"schema", kRunSchema},
                        {"kind", config.kind},
                        {"id", config.id},
                        {"name", config.name},
                        {"created", config.created},
                        {"recipe", config.recipe},
                        {"resolved", config.resolved},
                        {"hashes", std::move(hashes)},
                        {"code", config.code},
                        {"torch", config.torch},
                        {"command", std::move(command)}};
}

Outcome<RunConfig> configFrom(const Json& json, std::string_view where) {
    const Json* schema = json.find("schema");
    if (schema == nullptr || schema->integer() == nullptr) {
        return Problem{"This is no run's config.json: it has no schema number", std::string(where),
                       "Choose the folder of a run"};
    }
    if (*schema->integer() > kRunSchema || *schema->integer() < 1) {
        return Problem{"The run was written by another version: schema " +
                           std::to_string(*schema->integer()) + ", known is " +
                           std::to_string(kRunSchema),
                       std::string(where), "Open it with the version that wrote it"};
    }
    RunConfig config{.kind = textOf(json, "kind"),
                     .id = textOf(json, "id"),
                     .name = textOf(json, "name"),
                     .created = textOf(json, "created"),
                     .recipe = copyOf(json, "recipe"),
                     .resolved = copyOf(json, "resolved"),
                     .code = textOf(json, "code"),
                     .torch = textOf(json, "torch")};
    if ((config.kind != "train" && config.kind != "sweep") || config.id.empty() ||
        config.resolved.object() == nullptr) {
        return Problem{"The run's config.json lacks its kind, id or resolved recipe",
                       std::string(where), "The file was changed; take the run from a copy"};
    }
    const Json hashes = copyOf(json, "hashes");
    if (hashes.object() != nullptr) {
        for (const auto& [what, hash] : *hashes.object()) {
            config.hashes.emplace_back(what, hash.string() != nullptr ? *hash.string() : "");
        }
    }
    const Json command = copyOf(json, "command");
    if (command.array() != nullptr) {
        for (const Json& word : *command.array()) {
            config.command.push_back(word.string() != nullptr ? *word.string() : "");
        }
    }
    return config;
}

std::string configHash(const RunConfig& config) {
    return sha256Hex(config.resolved.dump());
}

std::string newRunId() {
    static std::atomic<std::uint64_t> calls = 0;
    const auto now = std::chrono::system_clock::now().time_since_epoch().count();
    const ProcessId process = thisProcess();
    const std::string origin = process.host + " " + std::to_string(process.pid) + " " +
                               std::to_string(process.startTime) + " " + std::to_string(now) +
                               " " + std::to_string(++calls);
    return sha256Hex(origin).substr(0, 6);
}

std::string utcText(std::int64_t seconds) {
    const std::time_t time = seconds;
    std::tm parts{};
    ::gmtime_r(&time, &parts);
    std::string text(32, '\0');
    text.resize(std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts));
    return text;
}

std::string runFolderName(const RunConfig& config) {
    std::string name = config.name.empty() ? config.kind : config.name;
    std::ranges::replace_if(
        name,
        [](char character) {
            const bool letter = (character >= 'a' && character <= 'z') ||
                                (character >= 'A' && character <= 'Z');
            const bool digit = character >= '0' && character <= '9';
            return !letter && !digit && character != '.' && character != '-';
        },
        '-');
    return config.created.substr(0, 10) + "-" + name.substr(0, 64) + "-" + config.id;
}

} // namespace vitrine::run
