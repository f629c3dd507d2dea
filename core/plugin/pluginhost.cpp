#include "core/plugin/pluginhost.h"

#include "core/plugin/contenthash.h"
#include "core/plugin/loadmark.h"
#include "core/plugin/trust.h"

#include <dlfcn.h>

#include <algorithm>
#include <exception>
#include <system_error>

namespace vitrine::plugin {

namespace {

namespace fs = std::filesystem;

/// The plugin of an opened library. What the library throws ends here.
Outcome<const Plugin*> pluginOf(const fs::path& library) {
    const auto failed = [&](std::string what) {
        return Problem{std::move(what), library.string(), "Install the plugin again"};
    };
    try {
        // RTLD_LOCAL: what one plugin brings is not seen by others.
        void* handle = ::dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
        if (handle == nullptr) {
            const char* why = ::dlerror();
            return failed(std::string("The plugin cannot be loaded: ") +
                          (why != nullptr ? why : "for no stated reason"));
        }
        const auto entry = reinterpret_cast<PluginFunction>(::dlsym(handle, kPluginFunction));
        if (entry == nullptr) {
            return failed(std::string("The plugin has no function ") + kPluginFunction);
        }
        if (const Plugin* plugin = entry()) {
            return plugin;
        }
        return failed("The plugin gives nothing");
    } catch (const std::exception& error) {
        return failed(std::string("The plugin failed while it was loaded: ") + error.what());
    } catch (...) {
        return failed("The plugin failed while it was loaded");
    }
}

} // namespace

std::string_view nameOf(Standing standing) {
    switch (standing) {
    case Standing::Loaded: return "loaded";
    case Standing::Enabled: return "enabled";
    case Standing::Disabled: return "disabled";
    case Standing::Changed: return "changed";
    case Standing::Crashed: return "crashed";
    case Standing::Refused: return "refused";
    case Standing::Failed: return "failed";
    }
    return "";
}

PluginHost::PluginHost(PluginPlaces places)
    : places_(std::move(places)) {
    readDecisions();
    list(places_.installed, /*installed=*/true);
    list(places_.personal, /*installed=*/false);
}

void PluginHost::readDecisions() {
    if (places_.state.empty()) {
        return;
    }
    auto approvals = readApprovals(places_.state);
    if (!approvals) {
        problems_.push_back(approvals.problem());
    } else {
        approvals_ = *std::move(approvals);
    }
    const auto left = takeLeftMarks(places_.state);
    for (const auto& [name, hash] : left) {
        approvals_.crashed[name] = hash;
    }
    if (!left.empty()) {
        if (const auto saved = saveApprovals(places_.state, approvals_); !saved) {
            problems_.push_back(saved.problem());
        }
    }
}

void PluginHost::list(const fs::path& folder, bool installed) {
    std::error_code unreadable;
    if (folder.empty() || !fs::exists(fs::symlink_status(folder, unreadable))) {
        return;
    }
    const auto trusted = installed ? checkInstalledFolder(folder) : checkPersonalFolder(folder);
    if (!trusted) {
        problems_.push_back(trusted.problem());
    }
    std::vector<PluginEntry> found;
    for (const auto& each : fs::directory_iterator(folder, unreadable)) {
        PluginEntry entry;
        if (trusted) {
            entry = examined(each.path(), installed);
        } else {
            entry = {.name = each.path().filename(), .folder = each.path(), .installed = installed,
                     .standing = Standing::Refused, .reason = trusted.problem().text()};
        }
        const auto same = std::ranges::find(entries_, entry.name, &PluginEntry::name);
        if (same != entries_.end()) {
            entry.standing = Standing::Refused;
            entry.reason = "A plugin of this name was installed with the program";
        }
        found.push_back(std::move(entry));
    }
    std::ranges::sort(found, {}, &PluginEntry::name);
    std::ranges::move(found, std::back_inserter(entries_));
}

PluginEntry PluginHost::examined(const fs::path& folder, bool installed) const {
    PluginEntry entry{.name = folder.filename(), .folder = folder, .installed = installed};
    const auto refuse = [&](const Problem& problem) {
        entry.standing = Standing::Refused;
        entry.reason = problem.text();
        return entry;
    };
    const auto trusted = checkInstalledFolder(folder);
    if (!trusted) {
        return refuse(trusted.problem());
    }
    // Before the description is read, so that a link in the folder is never followed.
    auto hash = contentHash(folder);
    if (!hash) {
        return refuse(hash.problem());
    }
    entry.hash = *std::move(hash);
    auto manifest = readManifest(folder);
    if (!manifest) {
        return refuse(manifest.problem());
    }
    entry.manifest = *std::move(manifest);
    if (const auto fits = checkFits(entry.manifest, folder); !fits) {
        return refuse(fits.problem());
    }
    judge(entry);
    return entry;
}

void PluginHost::judge(PluginEntry& entry) const {
    const auto set = [&](Standing standing, std::string reason) {
        entry.standing = standing;
        entry.reason = std::move(reason);
    };
    const auto crashed = approvals_.crashed.find(entry.name);
    if (crashed != approvals_.crashed.end() && crashed->second == entry.hash) {
        return set(Standing::Crashed, "It ended the program while it was loaded; enable it again "
                                      "to try once more");
    }
    if (approvals_.disabled.contains(entry.name)) {
        return set(Standing::Disabled, "It was disabled");
    }
    const auto enabled = approvals_.enabled.find(entry.name);
    if (entry.installed || (enabled != approvals_.enabled.end() && enabled->second == entry.hash)) {
        return set(Standing::Enabled, "It will be loaded");
    }
    if (enabled != approvals_.enabled.end()) {
        return set(Standing::Changed, "Its files have changed since it was enabled; enable it "
                                      "again if you trust the change");
    }
    set(Standing::Disabled, "It has not been enabled");
}

void PluginHost::load() {
    for (PluginEntry& entry : entries_) {
        if (entry.standing == Standing::Enabled) {
            load(entry);
        }
    }
}

void PluginHost::load(PluginEntry& entry) {
    const auto fail = [&](const Problem& problem) {
        entry.standing = Standing::Failed;
        entry.reason = problem.text();
    };
    // What was judged must be what is loaded.
    const auto hash = contentHash(entry.folder);
    if (!hash || *hash != entry.hash) {
        return fail({"The plugin changed while it was being loaded", entry.folder.string(),
                     "Start the program again"});
    }
    Outcome<std::unique_ptr<LoadMark>> mark = std::unique_ptr<LoadMark>();
    if (!places_.state.empty()) {
        mark = LoadMark::set(places_.state, entry.name, entry.hash);
        if (!mark) {
            problems_.push_back(mark.problem());
        }
    }
    const auto plugin = pluginOf(entry.folder / (entry.name + ".so"));
    if (!plugin) {
        return fail(plugin.problem());
    }
    if (const auto admitted = admit(entry, **plugin); !admitted) {
        return fail(admitted.problem());
    }
    entry.standing = Standing::Loaded;
    entry.reason.clear();
}

Outcome<Done> PluginHost::admit(const PluginEntry& entry, const Plugin& plugin) {
    const auto refuse = [&](std::string what) {
        return Problem{std::move(what), entry.folder.string(),
                       "Ask the plugin's author for a right one"};
    };
    try {
        const auto kinds = plugin.perturbations();
        perturb::Catalogue known = catalogue();
        for (const perturb::Perturbation* kind : kinds) {
            const std::string& id = kind->record().id;
            if (std::ranges::find(entry.manifest.provides, id) == entry.manifest.provides.end()) {
                return refuse("The plugin brings what its description does not name: " + id);
            }
            if (!known.add(kind)) {
                return refuse("The plugin brings a kind that is there already: " + id);
            }
        }
        const auto readers = plugin.readers();
        perturbations_.insert(perturbations_.end(), kinds.begin(), kinds.end());
        readers_.insert(readers_.end(), readers.begin(), readers.end());
        return Done{};
    } catch (const std::exception& error) {
        return refuse(std::string("The plugin failed while it was asked what it brings: ") +
                      error.what());
    } catch (...) {
        return refuse("The plugin failed while it was asked what it brings");
    }
}

Outcome<PluginEntry*> PluginHost::decidable(std::string_view name) {
    const auto found = std::ranges::find(entries_, name, &PluginEntry::name);
    if (found == entries_.end()) {
        return Problem{"There is no such plugin", std::string(name), "Choose one of the list"};
    }
    if (found->standing == Standing::Refused) {
        return Problem{"The plugin cannot be enabled", std::string(name), found->reason};
    }
    if (places_.state.empty()) {
        return Problem{"There is no folder to keep the decision in", std::string(name),
                       "Start the program with a state folder"};
    }
    return &*found;
}

Outcome<Done> PluginHost::enable(std::string_view name) {
    const auto entry = decidable(name);
    if (!entry) {
        return entry.as<Done>();
    }
    Approvals changed = approvals_;
    changed.disabled.erase((*entry)->name);
    changed.crashed.erase((*entry)->name);
    changed.enabled[(*entry)->name] = (*entry)->hash;
    if (auto saved = saveApprovals(places_.state, changed); !saved) {
        return saved;
    }
    approvals_ = std::move(changed);
    if ((*entry)->standing != Standing::Loaded) {
        judge(**entry);
    }
    return Done{};
}

Outcome<Done> PluginHost::disable(std::string_view name) {
    const auto entry = decidable(name);
    if (!entry) {
        return entry.as<Done>();
    }
    Approvals changed = approvals_;
    changed.enabled.erase((*entry)->name);
    changed.disabled.insert((*entry)->name);
    if (auto saved = saveApprovals(places_.state, changed); !saved) {
        return saved;
    }
    approvals_ = std::move(changed);
    if ((*entry)->standing != Standing::Loaded) {
        judge(**entry);
    }
    return Done{};
}

perturb::Catalogue PluginHost::catalogue() const {
    perturb::Catalogue catalogue;
    for (const perturb::Perturbation* kind : perturbations_) {
        (void)catalogue.add(kind);
    }
    return catalogue;
}

} // namespace vitrine::plugin
