#pragma once

#include <span>

namespace vitrine::perturb {
class Perturbation;
}

namespace vitrine::data {
class Reader;
}

namespace vitrine::plugin {

/// What a plugin brings. What it answers lives as long as the process: plugins are never unloaded.
class Plugin {
public:
    virtual ~Plugin() = default;

    [[nodiscard]] virtual std::span<const perturb::Perturbation* const> perturbations() const {
        return {};
    }

    [[nodiscard]] virtual std::span<const data::Reader* const> readers() const { return {}; }
};

/// The one function that a plugin exports, under kPluginFunction, with C linkage.
using PluginFunction = const Plugin* (*)();

inline constexpr const char* kPluginFunction = "vitrinePlugin";

} // namespace vitrine::plugin

/// Every plugin defines it once.
extern "C" [[gnu::visibility("default")]] const vitrine::plugin::Plugin* vitrinePlugin();

