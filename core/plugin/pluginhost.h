#pragma once

#include "core/base/outcome.h"
#include "core/perturb/catalogue.h"
#include "core/plugin/approvals.h"
#include "core/plugin/manifest.h"
#include "core/plugin/plugin.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::plugin {

/// Where plugins are looked for, and nowhere else. An empty path is left out.
struct PluginPlaces {
    std::filesystem::path installed; ///< comes with the program; its plugins are enabled
    std::filesystem::path personal;  ///< of the person; each plugin is enabled by hand
    std::filesystem::path state;     ///< where decisions and marks are kept
};

enum class Standing {
    Loaded,
    Enabled,   ///< will be loaded
    Disabled,  ///< not enabled yet, or no more
    Changed,   ///< other content than was enabled: to be asked again
    Crashed,   ///< ended the program while it was loaded
    Refused,   ///< not from a trusted place, or built for another version
    Failed     ///< could not be loaded
};

/// A plugin that was seen, loaded or not.
struct PluginEntry {
    std::string name;
    std::filesystem::path folder;
    bool installed = false;
    Manifest manifest; ///< empty where it could not be read
    std::string hash;
    Standing standing = Standing::Disabled;
    std::string reason; ///< why it is not loaded
};

[[nodiscard]] std::string_view nameOf(Standing standing);

/// Lists plugins by their descriptions without loading them, and loads those that are enabled. Used
/// by one thread; what it gave out lives as long as the process.
class PluginHost {
public:
    explicit PluginHost(PluginPlaces places);

    /// Every plugin seen, by name; the installed ones first.
    [[nodiscard]] const std::vector<PluginEntry>& entries() const { return entries_; }

    /// What concerns no single plugin: a folder that is not trusted, a damaged list of decisions.
    [[nodiscard]] const std::vector<Problem>& problems() const { return problems_; }

    /// Loads what is enabled and not loaded yet.
    void load();

    /// Decides on a plugin as it is now; enabling does not load it. A Problem where there is none of
    /// that name, where it is refused, or where the decision cannot be kept.
    [[nodiscard]] Outcome<Done> enable(std::string_view name);
    [[nodiscard]] Outcome<Done> disable(std::string_view name);

    [[nodiscard]] const std::vector<const perturb::Perturbation*>& perturbations() const {
        return perturbations_;
    }

    [[nodiscard]] const std::vector<const data::Reader*>& readers() const { return readers_; }

    /// The built-in kinds and those of the loaded plugins.
    [[nodiscard]] perturb::Catalogue catalogue() const;

private:
    void readDecisions();
    void list(const std::filesystem::path& folder, bool installed);
    [[nodiscard]] PluginEntry examined(const std::filesystem::path& folder, bool installed) const;
    void judge(PluginEntry& entry) const;
    void load(PluginEntry& entry);
    [[nodiscard]] Outcome<Done> admit(const PluginEntry& entry, const Plugin& plugin);
    [[nodiscard]] Outcome<PluginEntry*> decidable(std::string_view name);

    PluginPlaces places_;
    Approvals approvals_;
    std::vector<PluginEntry> entries_;
    std::vector<Problem> problems_;
    std::vector<const perturb::Perturbation*> perturbations_;
    std::vector<const data::Reader*> readers_;
};

} // namespace vitrine::plugin
