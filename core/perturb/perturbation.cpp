#include "core/perturb/perturbation.h"

#include <exception>

namespace vitrine::perturb {

Outcome<Perturbed> perturb(const Perturbation& kind, const Sample& sample, const Setting& setting,
                           const Tick& tick) {
    const auto fault = [&](std::string why) {
        return Problem{"The perturbation failed: " + std::move(why), kind.record().id,
                       "Choose another severity, or report this with the plugin's name"};
    };
    try {
        if (const auto checked = checkSetting(kind.record(), setting); !checked) {
            return checked.as<Perturbed>();
        }
        if (setting.severity == 0) {
            return Perturbed::unchanged(sample, "severity 0");
        }
        return kind.apply(sample, setting, tick);
    } catch (const std::exception& error) {
        return fault(error.what());
    } catch (...) {
        return fault("an exception of unknown type");
    }
}

} // namespace vitrine::perturb
