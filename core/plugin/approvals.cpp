#include "core/plugin/approvals.h"

#include "core/base/files.h"
#include "core/base/json.h"

#include <system_error>

namespace vitrine::plugin {

namespace {

namespace fs = std::filesystem;

fs::path fileIn(const fs::path& stateFolder) {
    return stateFolder / "plugins.json";
}

Json jsonOf(const std::map<std::string, std::string>& hashes) {
    Json::Object object;
    for (const auto& [name, hash] : hashes) {
        object.emplace_back(name, hash);
    }
    return object;
}

/// Whether the value is an object of texts.
bool readHashes(const Json* json, std::map<std::string, std::string>& into) {
    if (json == nullptr || json->object() == nullptr) {
        return false;
    }
    for (const auto& [name, hash] : *json->object()) {
        if (hash.string() == nullptr) {
            return false;
        }
        into[name] = *hash.string();
    }
    return true;
}

bool readNames(const Json* json, std::set<std::string>& into) {
    if (json == nullptr || json->array() == nullptr) {
        return false;
    }
    for (const Json& name : *json->array()) {
        if (name.string() == nullptr) {
            return false;
        }
        into.insert(*name.string());
    }
    return true;
}

} // namespace

Outcome<Approvals> readApprovals(const fs::path& stateFolder) {
    std::error_code unreadable;
    if (!fs::exists(fileIn(stateFolder), unreadable) && !unreadable) {
        return Approvals{};
    }
    const auto json = readJson(fileIn(stateFolder));
    if (!json) {
        return json.as<Approvals>();
    }
    Approvals approvals;
    if (!readHashes(json->find("enabled"), approvals.enabled) ||
        !readNames(json->find("disabled"), approvals.disabled) ||
        !readHashes(json->find("crashed"), approvals.crashed)) {
        return Problem{"The list of enabled plugins is damaged", fileIn(stateFolder).string(),
                       "Remove the file and enable the plugins again"};
    }
    return approvals;
}

Outcome<Done> saveApprovals(const fs::path& stateFolder, const Approvals& approvals) {
    std::error_code failed;
    fs::create_directories(stateFolder, failed);
    if (failed) {
        return Problem{"The state folder cannot be made: " + failed.message(),
                       stateFolder.string(), "Check the rights of the folder above"};
    }
    Json json;
    json.set("schema", 1);
    json.set("enabled", jsonOf(approvals.enabled));
    json.set("disabled", Json::Array(approvals.disabled.begin(), approvals.disabled.end()));
    json.set("crashed", jsonOf(approvals.crashed));
    return saveAtomically(fileIn(stateFolder), json.dump(2) + "\n", {.durable = true});
}

} // namespace vitrine::plugin
