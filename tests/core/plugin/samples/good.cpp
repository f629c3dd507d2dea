#include "core/perturb/perturbation.h"
#include "core/plugin/plugin.h"

#include <array>

namespace {

using namespace vitrine;

/// Puts an exclamation mark behind the text.
class Exclaim final : public perturb::Perturbation {
public:
    [[nodiscard]] const perturb::KindRecord& record() const override { return record_; }

    [[nodiscard]] Outcome<perturb::Perturbed> apply(const Sample& sample, const perturb::Setting&,
                                                    const Tick&) const override {
        perturb::Perturbed result{.sample = sample, .effect = perturb::Effect::Changed};
        result.script.text = {{{sample.text.size(), sample.text.size()}, "!"}};
        result.sample.text += '!';
        return result;
    }

private:
    perturb::KindRecord record_{.id = "sample.exclaim", .about = "louder"};
};

class Good final : public plugin::Plugin {
public:
    [[nodiscard]] std::span<const perturb::Perturbation* const> perturbations() const override {
        return kinds_;
    }

private:
    Exclaim exclaim_;
    std::array<const perturb::Perturbation*, 1> kinds_{&exclaim_};
};

} // namespace

const plugin::Plugin* vitrinePlugin() {
    static const Good plugin;
    return &plugin;
}
