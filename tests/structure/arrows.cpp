#include "tests/structure/rules.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace vitrine::tests {

namespace {

using Folders = std::set<std::string>;

const std::string kBase = "core/base";
const std::string kFoundation = "widgets/foundation";

/// ARCHITECTURE, section 2. Everybody may use core/base. One arrow more: core/neural uses
/// core/analysis, because the fused pass over all heads adds up its statistics row by row. One folder
/// more: core/pixels prepares pictures for models with the standard library alone, so that the engine
/// has it where there are no decoders. Tests may use what the folder under test may, and the engine
/// itself, to have a real trace.
const std::map<std::string, Folders>& table() {
    static const std::map<std::string, Folders> arrows{
        {kBase, {}},
        {"core/text", {}},
        {"core/pixels", {}},
        {"core/media", {"core/pixels"}},
        {"core/perturb", {}},
        {"core/engine", {}},
        {"core/analysis", {}},
        {"core/run", {}},
        {"core/data", {"core/text", "core/media", "core/pixels"}},
        {"core/neural",
         {"core/text", "core/pixels", "core/engine", "core/run", "core/data", "core/perturb",
          "core/analysis"}},
        {"core/study",
         {"core/text", "core/perturb", "core/engine", "core/analysis", "core/data", "core/run"}},
        {"core/plugin", {"core/perturb", "core/data"}},
        {kFoundation, {}},
        {"widgets/input", {kFoundation, "core/text", "core/media"}},
        {"widgets/attention", {kFoundation, "core/engine", "core/analysis", "core/study"}},
        {"widgets/tokens", {kFoundation, "core/text"}},
        {"widgets/robustness",
         {kFoundation, "core/perturb", "core/engine", "core/analysis", "core/study", "core/run"}},
        {"widgets/training", {kFoundation, "core/run"}},
        {"widgets/lessons", {kFoundation}},
        {"widgets/library", {kFoundation}},
        {"app/decoder", {"core/media"}},
    };
    return arrows;
}

/// What a plugin may be about. No plugin knows another one.
const Folders& pluginsMayUse() {
    static const Folders folders{"core/plugin", "core/perturb", "core/data",
                                 "core/text",   "core/pixels",  "core/media"};
    return folders;
}

bool knownFolder(const std::string& folder) {
    return table().contains(folder) || folder == "app/vitrine" || folder == "app/runner" ||
           folder.starts_with("plugins/");
}

bool mayUse(const std::string& from, const std::string& to) {
    if (from == to || to == kBase) {
        return true;
    }
    if (from == "app/vitrine") {
        return to.starts_with("widgets/") || (to.starts_with("core/") && to != "core/neural");
    }
    if (from == "app/runner") {
        return to.starts_with("core/");
    }
    if (from.starts_with("plugins/")) {
        return pluginsMayUse().contains(to);
    }
    const auto found = table().find(from);
    return found != table().end() && found->second.contains(to);
}

std::string folderOf(const std::string& path) {
    return SourceFile(path, "").folder();
}

/// The folder that a test checks and whose rights it has; empty for tests of the whole.
std::string testedFolder(const SourceFile& file) {
    const std::string tested = folderOf(file.path.substr(file.path.find('/') + 1));
    return knownFolder(tested) ? tested : "";
}

bool isOurs(const std::string& target) {
    return std::ranges::any_of(
        std::initializer_list<const char*>{"core/", "widgets/", "app/", "plugins/", "tests/"},
        [&](const char* top) { return target.starts_with(top); });
}

void checkInclude(const SourceFile& file, const Include& include, Faults& faults) {
    const bool test = file.path.starts_with("tests/");
    const std::string from = test ? testedFolder(file) : file.folder();
    const std::string to = folderOf(include.target);
    if (include.target.starts_with("tests/")) {
        if (!test) {
            faults.push_back({file.path, include.line, "includes " + include.target});
        }
        return;
    }
    const bool engine = test && to == "core/neural";
    if (!from.empty() && !engine && !mayUse(from, to)) {
        faults.push_back({file.path, include.line, from + " must not use " + to});
    }
}

} // namespace

Faults wrongArrows(const Files& files) {
    Faults faults;
    for (const SourceFile& file : files) {
        const bool test = file.path.starts_with("tests/");
        if (!test && !knownFolder(file.folder())) {
            faults.push_back({file.path, 1, file.folder() + " is in no row of the table"});
            continue;
        }
        for (const Include& include : includesOf(file)) {
            const bool generated =
                include.target.ends_with(".moc") || include.target.starts_with("moc_");
            if (isOurs(include.target)) {
                checkInclude(file, include, faults);
            } else if (!include.angled && !generated && !test) {
                faults.push_back({file.path, include.line,
                                  include.target + " is not included from the root"});
            }
        }
    }
    return faults;
}

} // namespace vitrine::tests
