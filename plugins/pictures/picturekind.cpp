#include "plugins/pictures/picturekind.h"

namespace vitrine::pictures {

using perturb::Perturbed;

Outcome<Perturbed> PictureKind::apply(const Sample& sample, const perturb::Setting& setting,
                                      const Tick& tick) const {
    if (!sample.picture || sample.picture->empty()) {
        return Problem{"There is no picture to perturb", record_.id, "Open a picture first"};
    }
    const Sizing sizing = sizingFor(*sample.picture, setting);
    const std::vector<double> values = perturb::severityValues(record_, sizing.preset, setting);
    auto picture = corrupted(*sample.picture, values, sizing, perturb::drawKeyOf(record_, setting),
                             tick);
    if (!picture) {
        return picture.as<Perturbed>();
    }
    if (*picture == *sample.picture) {
        return Perturbed::unchanged(sample, "no pixel changed");
    }
    Perturbed result{.sample = sample, .effect = perturb::Effect::Changed};
    result.sample.picture = std::make_shared<const Image>(*std::move(picture));
    result.script.picture = perturb::PictureScript{};
    return result;
}

perturb::KindRecord recordOf(const char* id, const char* about,
                             std::vector<perturb::SeverityColumn> columns,
                             std::vector<perturb::Parameter> parameters,
                             std::vector<perturb::SeverityTable> tables) {
    return {.id = id,
            .medium = perturb::Medium::Picture,
            .about = about,
            .parameters = std::move(parameters),
            .columns = std::move(columns),
            .tables = std::move(tables)};
}

} // namespace vitrine::pictures
