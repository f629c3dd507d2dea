#include "core/plugin/manifest.h"

#include "core/base/json.h"

#include <algorithm>

namespace vitrine::plugin {

namespace {

constexpr std::size_t kLongestName = 64;

bool isName(std::string_view name) {
    return !name.empty() && name.size() <= kLongestName &&
           std::ranges::all_of(name, [](char letter) {
               return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
                      letter == '-';
           });
}

bool setText(const Json& value, std::string& into) {
    if (value.string() == nullptr) {
        return false;
    }
    into = *value.string();
    return true;
}

bool setTexts(const Json& value, std::vector<std::string>& into) {
    if (value.array() == nullptr) {
        return false;
    }
    into.resize(value.array()->size());
    for (std::size_t i = 0; i < into.size(); ++i) {
        if (!setText((*value.array())[i], into[i])) {
            return false;
        }
    }
    return true;
}

bool setWhole(const Json& value, std::int64_t& into) {
    if (value.integer() == nullptr) {
        return false;
    }
    into = *value.integer();
    return true;
}

/// Whether the key is one of the format and its value of the right type.
bool take(std::string_view key, const Json& value, Manifest& manifest) {
    if (key == "name") {
        return setText(value, manifest.name);
    }
    if (key == "api") {
        return setWhole(value, manifest.api);
    }
    if (key == "abi") {
        return setText(value, manifest.abi);
    }
    if (key == "version") {
        return setText(value, manifest.version);
    }
    if (key == "kind") {
        return setText(value, manifest.kind);
    }
    if (key == "provides") {
        return setTexts(value, manifest.provides);
    }
    if (key == "description") {
        return setText(value, manifest.description);
    }
    return false;
}

constexpr std::size_t kKeys = 7;

} // namespace

std::string_view pluginAbi() {
    return VITRINE_PLUGIN_ABI;
}

Outcome<Manifest> readManifest(const std::filesystem::path& folder) {
    const std::filesystem::path file = folder / kManifestFile;
    const auto wrong = [&](std::string what) {
        return Problem{std::move(what), file.string(), "Ask the plugin's author for a right one"};
    };
    const auto json = readJson(file);
    if (!json) {
        return json.as<Manifest>();
    }
    if (json->object() == nullptr) {
        return wrong("The plugin's description is not an object");
    }
    Manifest manifest;
    for (const auto& [key, value] : *json->object()) {
        if (!take(key, value, manifest)) {
            return wrong("The plugin's description has an unknown key or a value of the wrong "
                         "type: " + key);
        }
    }
    if (json->object()->size() != kKeys) {
        return wrong("The plugin's description lacks one of name, api, abi, version, kind, "
                     "provides, description");
    }
    if (!isName(manifest.name) || manifest.name != folder.filename()) {
        return wrong("The plugin's name is not that of its folder, or has other characters than "
                     "a-z, 0-9 and dashes");
    }
    if (manifest.kind != "perturbations" && manifest.kind != "readers") {
        return wrong("The plugin is neither of perturbations nor of readers");
    }
    return manifest;
}

Outcome<Done> checkFits(const Manifest& manifest, const std::filesystem::path& folder) {
    if (manifest.api != kPluginApi || manifest.abi != pluginAbi()) {
        return Problem{"The plugin was built for another version of the program",
                       folder.string() + ": expected api " + std::to_string(kPluginApi) + ", " +
                           std::string(pluginAbi()) + "; found api " +
                           std::to_string(manifest.api) + ", " + manifest.abi,
                       "Build the plugin with this version"};
    }
    return Done{};
}

} // namespace vitrine::plugin
