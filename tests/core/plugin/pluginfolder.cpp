#include "tests/core/plugin/pluginfolder.h"

#include "core/base/files.h"

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

namespace vitrine::tests {

namespace fs = std::filesystem;

std::string description(const std::string& name, const std::string& provides) {
    return R"({"name": ")" + name + R"(", "api": 1, "abi": ")" +
           std::string(plugin::pluginAbi()) +
           R"(", "version": "1", "kind": "perturbations", "provides": )" + provides +
           R"(, "description": "a sample"})";
}

void putPlugin(const fs::path& plugins, const std::string& name, const std::string& sample,
               const std::string& description) {
    fs::create_directories(plugins / name);
    fs::permissions(plugins, fs::perms::owner_all);
    writeFile(plugins / name / "plugin.json", description);
    fs::copy_file(fs::path(std::getenv("VITRINE_SAMPLES")) / (sample + ".so"),
                  plugins / name / (name + ".so"), fs::copy_options::overwrite_existing);
}

void writeFile(const fs::path& file, const std::string& text) {
    if (!saveAtomically(file, text)) {
        throw std::runtime_error("cannot write " + file.string());
    }
}

const plugin::PluginEntry& entryOf(const plugin::PluginHost& host, const std::string& name) {
    const auto found = std::ranges::find(host.entries(), name, &plugin::PluginEntry::name);
    if (found == host.entries().end()) {
        throw std::runtime_error("no plugin is called " + name);
    }
    return *found;
}

QByteArray standingOf(const plugin::PluginHost& host, const std::string& name) {
    return QByteArray::fromStdString(std::string(nameOf(entryOf(host, name).standing)));
}

} // namespace vitrine::tests
