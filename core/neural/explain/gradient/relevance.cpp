#include "core/neural/explain/gradient/relevance.h"

#include "core/analysis/relevance.h"
#include "core/neural/explain/findings.h"

#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>

#include <algorithm>

namespace vitrine::neural {

namespace {

struct Variant {
    const char* name;
    HeadFold fold;
};

constexpr Variant kVariants[]{{"relevance", HeadFold::Positive},
                              {"signed", HeadFold::Signed},
                              {"absolute", HeadFold::Absolute}};

at::Tensor indicesOf(const TokenBlocks& blocks) {
    std::vector<std::int64_t> tokens;
    for (std::size_t block = 0; block < blocks.blocks(); ++block) {
        tokens.insert(tokens.end(), blocks.tokensOf(block).begin(), blocks.tokensOf(block).end());
    }
    return at::tensor(tokens);
}

// How many blocks a token stands in, at least 1: [T]
at::Tensor copiesOf(const TokenBlocks& blocks, const at::TensorOptions& options) {
    std::vector<double> copies;
    for (std::size_t token = 0; token < blocks.axisLength(); ++token) {
        copies.push_back(
            static_cast<double>(std::max<std::size_t>(1, blocks.placesOf(token).size())));
    }
    return at::tensor(copies).to(options.dtype());
}

// r · Ā over the whole axis: a token that stands in several blocks shares what it has among them.
at::Tensor carriedOverBlocks(const TowerSite& site, HeadFold fold, const at::Tensor& row) {
    const TokenBlocks& blocks = *site.blocks;
    const at::Tensor places = indicesOf(blocks);
    const auto size = static_cast<std::int64_t>(blocks.size());
    const at::Tensor shares =
        row.div(copiesOf(blocks, row.options())).index_select(0, places).view({-1, size});
    return at::zeros_like(row).index_add(0, places,
                                         carried(*site.gradient, fold, shares).flatten());
}

// Equal shares of the places that y is read from, over a tower's axis.
at::Tensor startOf(const TowerReading& tower) {
    const at::Tensor read = tower.read.flatten().to(at::kFloat);
    return read.div(read.sum().clamp_min(1));
}

// What was put in at the beginning is no finding: a single token's own entry, or where several are
// read the shares that they began with.
std::vector<float> readOut(const at::Tensor& row, const at::Tensor& start) {
    const at::Tensor own = start.gt(0);
    return floatsOf(own.sum().item<std::int64_t>() == 1 ? row.masked_fill(own, 0) : row.sub(start));
}

std::vector<TowerSite> towerSites(const Question& question, const GradientPass& pass,
                                  const std::string& tower) {
    std::vector<TowerSite> chosen;
    for (const SiteGradient& gradient : pass.sites) {
        const engine::Site& site = question.sites()[gradient.site];
        if (site.tower == tower) {
            chosen.push_back({.gradient = &gradient, .blocks = question.blocksOf(site)});
        }
    }
    return chosen;
}

// The axis whose tokens look at another one's, if there is one.
std::optional<engine::Site> crossSite(const Question& question) {
    const auto sites = question.sites();
    const auto cross = std::ranges::find_if(
        sites, [](const engine::Site& site) { return site.queryAxis != site.keyAxis; });
    return cross == sites.end() ? std::nullopt : std::optional(*cross);
}

void addAlone(const Question& question, const GradientPass& pass, const Variant& variant,
              engine::Finding& finding) {
    for (const TowerReading& tower : pass.towers) {
        const at::Tensor start = startOf(tower);
        const at::Tensor row =
            relevanceRow(towerSites(question, pass, tower.tower), variant.fold, start);
        finding.scores.push_back({.name = scoreName(question, variant.name, tower.tower),
                                  .axis = question.axisOf(tower.tower),
                                  .values = readOut(row, start)});
    }
}

// Rows of a map, weighed by `start`.
at::Tensor weighed(const Grid& map, const at::Tensor& start) {
    at::Tensor sum = at::zeros({static_cast<std::int64_t>(map.columns())});
    float* to = sum.mutable_data_ptr<float>();
    for (std::size_t row = 0; row < map.rows(); ++row) {
        const float share = start.const_data_ptr<float>()[row];
        for (std::size_t column = 0; share != 0 && column < map.columns(); ++column) {
            to[column] += share * map.at(row, column);
        }
    }
    return sum;
}

void addTogether(const Question& question, const GradientPass& pass, const engine::Site& cross,
                 const Variant& variant, engine::Finding& finding) {
    constexpr int kAsking = 0;
    analysis::CrossRelevance relevance(question.lengthOf(cross.queryAxis),
                                       question.lengthOf(cross.keyAxis));
    for (const SiteGradient& gradient : pass.sites) {
        const engine::Site& site = question.sites()[gradient.site];
        const Grid map = foldedMap(gradient, variant.fold, question.blocksOf(site));
        const int kind = site.queryAxis == cross.queryAxis ? kAsking : 1 - kAsking;
        if (site.queryAxis == site.keyAxis) {
            relevance.self(kind, map);
        } else {
            relevance.cross(kind, map);
        }
    }
    for (const TowerReading& tower : pass.towers) {
        if (question.axisOf(tower.tower) != cross.queryAxis) {
            continue;
        }
        const at::Tensor start = startOf(tower);
        finding.scores.push_back(
            {.name = variant.name,
             .axis = cross.keyAxis,
             .values = floatsOf(weighed(relevance.of(kAsking, 1 - kAsking), start))});
        finding.scores.push_back(
            {.name = variant.name,
             .axis = cross.queryAxis,
             .values = readOut(weighed(relevance.of(kAsking, kAsking), start), start)});
    }
}

} // namespace

at::Tensor relevanceRow(std::span<const TowerSite> sites, HeadFold fold, const at::Tensor& start) {
    at::Tensor row = start;
    for (auto site = sites.rbegin(); site != sites.rend(); ++site) {
        row = row.add(site->blocks == nullptr
                          ? carried(*site->gradient, fold, row.unsqueeze(0)).squeeze(0)
                          : carriedOverBlocks(*site, fold, row));
    }
    return row;
}

Outcome<engine::Finding> relevanceOf(const Question& question) {
    const auto pass = gradientPass(question.network, question.input.batch,
                                   {.target = question.aim.target,
                                    .sites = question.sites(),
                                    .startLayer = question.request.startLayer,
                                    .tick = question.tick});
    if (!pass) {
        return pass.as<engine::Finding>();
    }
    engine::Finding finding{.score = pass->score, .isSigned = true};
    finding.settings.emplace_back("start layer", std::to_string(question.request.startLayer));
    const auto cross = crossSite(question);
    for (const Variant& variant : kVariants) {
        if (question.tick.stopped()) {
            return Cancelled{};
        }
        if (cross) {
            addTogether(question, *pass, *cross, variant, finding);
        } else {
            addAlone(question, *pass, variant, finding);
        }
    }
    return finding;
}

} // namespace vitrine::neural
