#pragma once

#include "core/perturb/perturbation.h"

#include <span>
#include <string_view>
#include <vector>

namespace vitrine::perturb {

/// The kinds of core/perturb itself, in the order of the specification.
[[nodiscard]] std::span<const Perturbation* const> builtInKinds();

/// The kinds that can be chosen: the built-in ones and those of plugins. Does not own them: plugins
/// are never unloaded.
class Catalogue {
public:
    Catalogue();

    /// Adds a kind; one whose name is taken is left out, and false answered.
    bool add(const Perturbation* kind);

    [[nodiscard]] const Perturbation* find(std::string_view id) const;
    [[nodiscard]] const std::vector<const Perturbation*>& kinds() const { return kinds_; }

private:
    std::vector<const Perturbation*> kinds_;
};

} // namespace vitrine::perturb
