#include "core/perturb/catalogue.h"

#include "core/perturb/text/charkinds.h"
#include "core/perturb/text/homoglyph.h"

#include <algorithm>
#include <array>

namespace vitrine::perturb {

std::span<const Perturbation* const> builtInKinds() {
    static const CharKind drop(CharMove::Drop);
    static const CharKind add(CharMove::Add);
    static const CharKind swap(CharMove::Swap);
    static const CharKind key(CharMove::Key);
    static const CharKind mix(CharMove::Mix);
    static const Homoglyph homoglyph;
    static const std::array<const Perturbation*, 6> kinds{&drop, &add, &swap,
                                                          &key,  &mix, &homoglyph};
    return kinds;
}

Catalogue::Catalogue()
    : kinds_(builtInKinds().begin(), builtInKinds().end()) {}

bool Catalogue::add(const Perturbation* kind) {
    if (find(kind->record().id) != nullptr) {
        return false;
    }
    kinds_.push_back(kind);
    return true;
}

const Perturbation* Catalogue::find(std::string_view id) const {
    const auto found = std::ranges::find_if(
        kinds_, [&](const Perturbation* kind) { return kind->record().id == id; });
    return found == kinds_.end() ? nullptr : *found;
}

} // namespace vitrine::perturb
