#include "core/plugin/plugin.h"

#include "plugins/pictures/brightness.h"
#include "plugins/pictures/defocusblur.h"
#include "plugins/pictures/gaussiannoise.h"
#include "plugins/pictures/jpeg.h"

#include <array>

namespace {

using namespace vitrine;

class Pictures final : public plugin::Plugin {
public:
    [[nodiscard]] std::span<const perturb::Perturbation* const> perturbations() const override {
        return kinds_;
    }

private:
    pictures::GaussianNoise gaussianNoise_;
    pictures::DefocusBlur defocusBlur_;
    pictures::Brightness brightness_;
    pictures::Jpeg jpeg_;
    std::array<const perturb::Perturbation*, 4> kinds_{&gaussianNoise_, &defocusBlur_, &brightness_,
                                                       &jpeg_};
};

} // namespace

const plugin::Plugin* vitrinePlugin() {
    static const Pictures plugin;
    return &plugin;
}
