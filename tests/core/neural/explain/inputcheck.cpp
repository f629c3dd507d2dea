#include "tests/core/neural/explain/inputcheck.h"

#include "core/neural/explain/input/integratedgradients.h"
#include "core/neural/explain/input/mixedinput.h"
#include "core/neural/explain/target.h"
#include "tests/core/neural/explain/tinymodel.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace vitrine::tests {

namespace {

using namespace neural;

template <class T> T got(Outcome<T> outcome) {
    if (!outcome) {
        throw std::runtime_error(outcome.failed() ? outcome.problem().text() : "cancelled");
    }
    return *std::move(outcome);
}

// Token 1 everywhere, or a grey picture.
Batch emptyBatch(const TinyModel& model) {
    Batch batch = model.input.batch;
    for (at::Tensor* ids : {&batch.ids, &batch.decoderIds}) {
        *ids = ids->defined() ? ids->clone().fill_(1) : *ids;
    }
    if (batch.pixels.defined()) {
        batch.pixels = at::zeros(batch.pixels.sizes(), batch.pixels.options());
    }
    return batch;
}

std::vector<TowerInput> towersOf(const TinyModel& model, const Batch& baseline) {
    return got(towerInputs(*model.network, model.input.batch, baseline, {}));
}

double scoreOfBatch(const TinyModel& model, const Batch& batch, const engine::Target& target) {
    const at::NoGradGuard noGrad;
    return scoreOf(got(model.network->forward(batch, {})), target).sum().item<double>();
}

/// A network whose score is a fixed linear form of what enters it.
class LinearNetwork final : public Network {
public:
    explicit LinearNetwork(at::Tensor weights)
        : weights_(std::move(weights)) {}

    [[nodiscard]] engine::ModelCard card() const override { return {.tasks = {"classify"}}; }

    [[nodiscard]] std::vector<engine::Site> sites() const override { return {}; }

    [[nodiscard]] Outcome<ForwardResult> forward(const Batch& batch,
                                                 const StackRequest& request) const override {
        auto stack = runLayers(0, batch.pixels, request, {});
        ForwardResult result;
        result.logits["classify"] = stack->last.mul(weights_).sum({1, 2}).unsqueeze(1);
        result.towers.push_back({.tower = "line", .stack = *std::move(stack), .final = {}});
        return result;
    }

private:
    at::Tensor weights_; ///< [1, T, D]
};

double linearGap(const TinyModel& model, std::uint64_t seed) {
    // Any two tensors of the right shape serve as states; the tiny model's own are at hand.
    const std::vector<TowerInput> towers = towersOf(model, emptyBatch(model));
    const at::Tensor x = towers.front().sample.narrow(0, 0, 1);
    const LinearNetwork network(x.flip(-1).add(static_cast<double>(seed)));
    const Batch sample{.pixels = x};
    const Batch baseline{.pixels = at::zeros(x.sizes(), x.options())};
    const auto line = got(towerInputs(network, sample, baseline, {}));
    const auto found =
        got(integratedGradients(network, sample, line, {.task = "classify", .id = 0}, 1, {}));
    return found.gap();
}

} // namespace

PathFacts pathFacts(const std::string& kind, std::uint64_t seed, std::int64_t steps) {
    const TinyModel model = tinyModel(kind, seed, Precision::Double);
    const engine::Target target = model.target();
    const Batch baseline = emptyBatch(model);
    const auto towers = towersOf(model, baseline);
    const auto gapWith = [&](std::int64_t steps) {
        return got(
            integratedGradients(*model.network, model.input.batch, towers, target, steps, {}));
    };
    const auto fine = gapWith(steps);
    PathFacts facts{.linearGap = linearGap(model, seed),
                    .coarseGap = gapWith(2).gap(),
                    .fineGap = fine.gap(),
                    .equalInput = 0};
    const auto same = towersOf(model, model.input.batch);
    for (const at::Tensor& scores :
         got(integratedGradients(*model.network, model.input.batch, same, target, 2, {})).scores) {
        facts.equalInput = std::max(facts.equalInput, scores.abs().max().item<double>());
    }
    facts.entrance = std::abs(fine.difference - (scoreOfBatch(model, model.input.batch, target) -
                                                 scoreOfBatch(model, baseline, target)));
    return facts;
}

double pathGradientGap(const std::string& kind, std::uint64_t seed) {
    constexpr double kStep = 1e-5;
    const TinyModel model = tinyModel(kind, seed, Precision::Double);
    const engine::Target target = model.target();
    const auto towers = towersOf(model, emptyBatch(model));
    // Along the path y(α): one step is dy/dα in the middle, whose finite difference is at hand.
    const double ours =
        got(integratedGradients(*model.network, model.input.batch, towers, target, 1, {})).sum;
    std::vector<Mixture> shares;
    for (const TowerInput& tower : towers) {
        const at::Tensor middle = at::ones({tower.tokens()}, tower.sample.options()).mul(0.5);
        shares.push_back(at::stack({middle.add(kStep), middle.sub(kStep)}));
    }
    const at::Tensor scores =
        got(scoresOf(*model.network, model.input.batch, towers, shares, target, {}));
    const double slope = scores[0].sub(scores[1]).item<double>() / (2 * kStep);
    return std::abs(slope - ours) / std::abs(slope);
}

double mixtureGap(const std::string& kind, std::uint64_t seed) {
    const TinyModel model = tinyModel(kind, seed);
    const engine::Target target = model.target();
    const Batch baseline = emptyBatch(model);
    const auto towers = towersOf(model, baseline);
    Batch half = model.input.batch;
    std::vector<Mixture> shares;
    const auto layout = model.network->patches();
    const std::int64_t first = layout ? layout->leading + 1 : 2;
    for (const TowerInput& tower : towers) {
        const at::Tensor all = at::ones({tower.tokens()});
        at::Tensor some = all.clone();
        some.narrow(0, first, 2).zero_();
        shares.push_back(at::stack({all, all.sub(1), some}));
    }
    for (at::Tensor* ids : {&half.ids, &half.decoderIds}) {
        if (ids->defined()) {
            *ids = ids->clone();
            ids->narrow(1, 2, 2).fill_(1);
        }
    }
    if (half.pixels.defined()) { // the second and the third patch of the first row
        half.pixels = half.pixels.clone();
        half.pixels.narrow(-2, 0, 4).narrow(-1, 4, 8).zero_();
    }
    const at::Tensor scores =
        got(scoresOf(*model.network, model.input.batch, towers, shares, target, {}));
    double gap = 0;
    std::int64_t row = 0;
    for (const Batch& batch : {model.input.batch, baseline, half}) {
        gap = std::max(gap,
                       std::abs(scores[row++].item<double>() - scoreOfBatch(model, batch, target)));
    }
    return gap;
}

} // namespace vitrine::tests
