#include "app/runner/perturbations.h"

#include "app/runner/say.h"
#include "core/plugin/places.h"

namespace vitrine::app {

plugin::PluginHost& pluginsOfThisProgram() {
    static plugin::PluginHost host = [] {
        plugin::PluginHost made(plugin::customaryPlaces());
        made.load();
        for (const Problem& problem : made.problems()) {
            (void)fail(problem);
        }
        return made;
    }();
    return host;
}

const perturb::Catalogue& kindsOfThisProgram() {
    static const perturb::Catalogue catalogue = pluginsOfThisProgram().catalogue();
    return catalogue;
}

} // namespace vitrine::app
