#include "core/plugin/plugin.h"

#include "plugins/clips/clipkind.h"
#include "plugins/clips/temporal.h"

#include <array>

namespace {

using namespace vitrine;

class Clips final : public plugin::Plugin {
public:
    [[nodiscard]] std::span<const perturb::Perturbation* const> perturbations() const override {
        return kinds_;
    }

private:
    clips::ClipKind drop_ = clips::dropKind();
    clips::ClipKind shuffle_ = clips::shuffleKind();
    clips::ClipKind freeze_ = clips::freezeKind();
    std::array<const perturb::Perturbation*, 3> kinds_{&drop_, &shuffle_, &freeze_};
};

} // namespace

const plugin::Plugin* vitrinePlugin() {
    static const Clips plugin;
    return &plugin;
}
