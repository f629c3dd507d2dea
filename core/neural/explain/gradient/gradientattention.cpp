#include "core/neural/explain/gradient/gradientattention.h"

#include "core/neural/explain/findings.h"
#include "core/neural/explain/gradient/attentiongradient.h"

#include <algorithm>

namespace vitrine::neural {

namespace {

struct NamedFold {
    const char* name;
    HeadFold fold;
};

// Of the query asked for; without one of the positions that y is read from, if they are rows of the
// site, and else of all.
std::vector<bool> chosenRows(const Question& question, const GradientPass& pass,
                             const engine::Site& site) {
    std::vector<bool> chosen(question.lengthOf(site.queryAxis), false);
    if (question.request.query >= 0) {
        chosen.at(static_cast<std::size_t>(question.request.query)) = true;
        return chosen;
    }
    for (const TowerReading& tower : pass.towers) {
        if (question.axisOf(tower.tower) == site.queryAxis) {
            const at::Tensor read = tower.read.flatten().contiguous();
            std::copy_n(read.const_data_ptr<bool>(), chosen.size(), chosen.begin());
        }
    }
    return chosen;
}

std::vector<float> meanOfRows(const Grid& map, const std::vector<bool>& chosen) {
    std::vector<float> mean(map.columns());
    const auto count =
        static_cast<float>(std::max<std::ptrdiff_t>(1, std::ranges::count(chosen, true)));
    for (std::size_t row = 0; row < map.rows(); ++row) {
        for (std::size_t column = 0; chosen[row] && column < mean.size(); ++column) {
            mean[column] += map.at(row, column) / count;
        }
    }
    return mean;
}

Outcome<engine::Finding> ofOneSite(const Question& question, std::span<const NamedFold> folds) {
    const auto index = siteFor(question);
    if (!index) {
        return index.as<engine::Finding>();
    }
    const engine::Site& site = question.sites()[*index];
    if (auto fits = queryFits(question, site); !fits) {
        return fits.as<engine::Finding>();
    }
    const auto pass = gradientPass(question.network, question.input.batch,
                                   {.target = question.aim.target,
                                    .sites = question.sites(),
                                    .startLayer = site.layer,
                                    .tick = question.tick});
    if (!pass) {
        return pass.as<engine::Finding>();
    }
    const auto gradient = std::ranges::find(pass->sites, *index, &SiteGradient::site);
    const std::vector<bool> rows = chosenRows(question, *pass, site);
    engine::Finding finding{.score = pass->score, .isSigned = folds.size() > 1};
    finding.settings.emplace_back("site", site.name);
    for (const NamedFold& fold : folds) {
        Grid map = foldedMap(*gradient, fold.fold, question.blocksOf(site));
        finding.scores.push_back(
            {.name = fold.name, .axis = site.keyAxis, .values = meanOfRows(map, rows)});
        finding.tables.push_back({.name = fold.name,
                                  .rows = {.name = "query (asks)", .axis = site.queryAxis},
                                  .columns = {.name = "key (is looked at)", .axis = site.keyAxis},
                                  .values = std::move(map)});
    }
    return finding;
}

} // namespace

Outcome<engine::Finding> gradientAttentionOf(const Question& question) {
    static constexpr NamedFold kFolds[]{{"positive", HeadFold::Positive},
                                        {"signed", HeadFold::Signed}};
    return ofOneSite(question, kFolds);
}

Outcome<engine::Finding> gradCamOf(const Question& question) {
    static constexpr NamedFold kFolds[]{{"grad-cam", HeadFold::GradCam}};
    return ofOneSite(question, kFolds);
}

} // namespace vitrine::neural
