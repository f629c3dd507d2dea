#pragma once

#include "core/perturb/chain.h"
#include "core/perturb/kindrecord.h"

#include <QString>

#include <string>

namespace vitrine::widgets {

/// "Swap letters" for char.swap; made of the id for kinds that are not known here.
[[nodiscard]] QString kindName(const std::string& id);

/// "protect ends" for protect_ends.
[[nodiscard]] QString parameterName(const std::string& name);

/// The chain in a few words: "Swap letters → Look-alike letters", of the stages that are on.
[[nodiscard]] QString chainName(const perturb::Chain& chain);

} // namespace vitrine::widgets
