#include "core/neural/explain/input/integratedgradients.h"

#include "core/neural/explain/findings.h"
#include "core/neural/explain/input/baseline.h"
#include "core/neural/explain/target.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>
#include <cmath>

namespace vitrine::neural {

namespace {

constexpr std::int64_t kPointsAtOnce = 4; ///< memory grows with them
constexpr std::int64_t kUsualSteps = 32;
constexpr std::int64_t kMostSteps = 512;
constexpr double kGoodGap = 0.05;

// The gradients of some points of the path, added up for each tower: [b, T, D].
Outcome<std::vector<at::Tensor>> gradientSums(const Network& network, const Batch& batch,
                                              const std::vector<TowerInput>& towers,
                                              const engine::Target& target,
                                              const at::Tensor& points, const Tick& tick) {
    std::vector<Mixture> shares;
    for (const TowerInput& tower : towers) {
        shares.push_back(points.unsqueeze(1).expand({points.size(0), tower.tokens()}));
    }
    const at::AutoGradMode gradients(/*enabled=*/true);
    MixedInput sink(towers, shares, /*gradients=*/true);
    const auto result =
        network.forward(repeated(batch, points.size(0)), {.sink = &sink, .tick = tick.quiet()});
    if (!result) {
        return result.as<std::vector<at::Tensor>>();
    }
    const auto found = torch::autograd::grad({scoreOf(*result, target).sum()}, sink.entered(), {},
                                             /*retain_graph=*/false, /*create_graph=*/false,
                                             /*allow_unused=*/true);
    std::vector<at::Tensor> sums;
    for (std::size_t tower = 0; tower < towers.size(); ++tower) {
        const at::Tensor& like = towers[tower].sample;
        sums.push_back(found[tower].defined()
                           ? found[tower]
                                 .view({points.size(0), like.size(0), like.size(1), like.size(2)})
                                 .sum(0)
                           : at::zeros_like(like));
    }
    return sums;
}

// y of the baseline and of the Sample.
Outcome<double> differenceOf(const Network& network, const Batch& batch,
                             const std::vector<TowerInput>& towers, const engine::Target& target,
                             const Tick& tick) {
    std::vector<Mixture> ends;
    for (const TowerInput& tower : towers) {
        const auto options = tower.sample.options();
        ends.push_back(
            at::stack({at::zeros({tower.tokens()}, options), at::ones({tower.tokens()}, options)}));
    }
    const auto scores = scoresOf(network, batch, towers, ends, target, tick.quiet());
    return scores ? Outcome<double>((*scores)[1].sub((*scores)[0]).item<double>())
                  : scores.as<double>();
}

} // namespace

double IntegratedGradients::gap() const {
    const double missing = std::abs(sum - difference);
    return missing == 0 ? 0 : missing / std::abs(difference);
}

Outcome<IntegratedGradients> integratedGradients(const Network& network, const Batch& batch,
                                                 const std::vector<TowerInput>& towers,
                                                 const engine::Target& target, std::int64_t steps,
                                                 const Tick& tick) {
    const auto difference = differenceOf(network, batch, towers, target, tick);
    if (!difference) {
        return difference.as<IntegratedGradients>();
    }
    IntegratedGradients found{.difference = *difference, .steps = steps};
    std::vector<at::Tensor> sums(towers.size());
    const at::Tensor points =
        at::arange(steps, towers.front().sample.options()).add(0.5).div(static_cast<double>(steps));
    for (std::int64_t begin = 0; begin < steps; begin += kPointsAtOnce) {
        if (!tick.update(begin, steps)) {
            return Cancelled{};
        }
        const auto part =
            gradientSums(network, batch, towers, target,
                         points.narrow(0, begin, std::min(kPointsAtOnce, steps - begin)), tick);
        if (!part) {
            return part.as<IntegratedGradients>();
        }
        for (std::size_t tower = 0; tower < towers.size(); ++tower) {
            sums[tower] = sums[tower].defined() ? sums[tower].add((*part)[tower]) : (*part)[tower];
        }
    }
    for (std::size_t tower = 0; tower < towers.size(); ++tower) {
        const at::Tensor scores = towers[tower]
                                      .sample.sub(towers[tower].baseline)
                                      .mul(sums[tower])
                                      .sum(-1)
                                      .flatten()
                                      .div(static_cast<double>(steps));
        found.sum += scores.sum().item<double>();
        found.scores.push_back(scores);
    }
    return found;
}

Outcome<engine::Finding> integratedGradientsOf(const Question& question) {
    const auto baseline = baselineOf(question.network, question.input, question.request.baseline);
    if (!baseline) {
        return baseline.as<engine::Finding>();
    }
    const auto towers =
        towerInputs(question.network, question.input.batch, baseline->batch, question.tick);
    if (!towers) {
        return towers.as<engine::Finding>();
    }
    const bool given = question.request.steps > 0;
    std::int64_t steps = given ? std::min(question.request.steps, kMostSteps) : kUsualSteps;
    auto found = integratedGradients(question.network, question.input.batch, *towers,
                                     question.aim.target, steps, question.tick);
    while (found && !given && found->gap() >= kGoodGap && steps < kMostSteps) {
        steps *= 2;
        found = integratedGradients(question.network, question.input.batch, *towers,
                                    question.aim.target, steps, question.tick);
    }
    if (!found) {
        return found.as<engine::Finding>();
    }
    engine::Finding finding{.isSigned = true};
    finding.settings = {{"baseline", baseline->name}, {"steps", std::to_string(found->steps)}};
    finding.numbers = {{"sum of the scores", found->sum},
                       {"score less that of the baseline", found->difference},
                       {"completeness gap", found->gap()}};
    if (found->gap() >= kGoodGap) {
        finding.warnings.emplace_back(
            "The scores do not add up to what they should within 5 %: read them with care");
    }
    for (std::size_t tower = 0; tower < towers->size(); ++tower) {
        const std::string& name = (*towers)[tower].tower;
        finding.scores.push_back({.name = scoreName(question, "integrated gradients", name),
                                  .axis = question.axisOf(name),
                                  .values = floatsOf(found->scores[tower])});
    }
    return finding;
}

} // namespace vitrine::neural
