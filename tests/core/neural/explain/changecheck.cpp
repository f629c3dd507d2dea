#include "tests/core/neural/explain/changecheck.h"

#include "core/neural/explain/change/changeplan.h"
#include "core/neural/explain/change/headablation.h"
#include "core/neural/explain/change/patching.h"
#include "core/neural/explain/gradient/attentiongradient.h"
#include "core/neural/explain/target.h"
#include "tests/core/neural/explain/tinymodel.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/eye.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/stack.h>

#include <cmath>
#include <stdexcept>

namespace vitrine::tests {

namespace {

using namespace neural;

/// Sees the changed pass, and keeps the last site's output.
class LastOutput final : public CaptureSink {
public:
    at::Tensor attended(const CapturedAttention& layer) override {
        last = layer;
        return layer.output;
    }

    CapturedAttention last;
};

template <class T> T need(Outcome<T> outcome) {
    if (!outcome) {
        throw std::runtime_error(outcome.failed() ? outcome.problem().text() : "cancelled");
    }
    return *std::move(outcome);
}

/// One model, two inputs.
class Pair {
public:
    Pair(const std::string& kind, std::uint64_t seed, Precision precision = Precision::Single)
        : model(tinyModel(kind, seed, precision))
        , other(tinyModel(kind, seed + 100, precision).input)
        , target(model.target()) {}

    [[nodiscard]] std::shared_ptr<const Recording> recordingOfOther() const {
        return std::make_shared<const Recording>(
            need(recordingOf(*model.network, other.batch, {})));
    }

    [[nodiscard]] double score(const Batch& batch) const {
        const at::NoGradGuard noGrad;
        return scoreOf(need(model.network->forward(batch, {})), target).sum().item<double>();
    }

    [[nodiscard]] ForwardResult changed(const engine::Intervention& intervention,
                                        std::shared_ptr<const Recording> from,
                                        LastOutput* seen = nullptr) const {
        const at::NoGradGuard noGrad;
        const ChangePlan plan =
            need(ChangePlan::of(intervention, *model.network, model.input, std::move(from)));
        LastOutput own;
        ChangingSink sink(plan, seen == nullptr ? own : *seen);
        return need(
            model.network->forward(model.input.batch, {.hidden = true, .sink = &sink, .tick = {}}));
    }

    [[nodiscard]] double changedScore(const engine::Intervention& intervention,
                                      std::shared_ptr<const Recording> from = nullptr) const {
        return scoreOf(changed(intervention, std::move(from)), target).sum().item<double>();
    }

    TinyModel model;
    TraceInput other;
    engine::Target target;
};

// Every place of every layer.
engine::Intervention everywhere(const Network& network) {
    using enum engine::PatchPlace;
    engine::Intervention all;
    for (const engine::Site& site : network.sites()) {
        for (const engine::PatchPlace place : {HeadOutput, Query, Key, Value, Residual, Mlp}) {
            all.patches.push_back(
                {.place = place, .tower = site.tower, .layer = site.layer, .kind = site.kind});
        }
    }
    return all;
}

bool sameIntoSame(const Pair& pair) {
    const auto own = std::make_shared<const Recording>(
        need(recordingOf(*pair.model.network, pair.model.input.batch, {})));
    return pair.changedScore(everywhere(*pair.model.network), own) == pair.changedScore({});
}

// All states that enter the last layer of the tower that answers.
double wholeResidual(const Pair& pair) {
    const auto clean = pair.recordingOfOther();
    const Recording::Tower& tower = clean->towers.back();
    const engine::Intervention patch{
        .patches = {{.place = engine::PatchPlace::Residual,
                     .tower = tower.name,
                     .layer = static_cast<int>(tower.states.size()) - 2}}};
    const double corrupt = pair.score(pair.model.input.batch);
    return (pair.changedScore(patch, clean) - corrupt) / (pair.score(pair.other.batch) - corrupt);
}

double importanceGap(const std::string& kind, std::uint64_t seed) {
    constexpr double kStep = 1e-5;
    const Pair pair(kind, seed, Precision::Double);
    const auto sites = pair.model.network->sites();
    const GradientPass pass =
        need(gradientPass(*pair.model.network, pair.model.input.batch,
                          {.target = pair.target, .sites = sites, .tick = {}}));
    double gap = 0;
    for (std::size_t site = 0; site < sites.size(); ++site) {
        const at::Tensor ours = headImportance(pass.sites[site]);
        const at::Tensor step = at::eye(sites[site].heads, at::dtype(at::kDouble)).mul(kStep);
        const auto scores = [&](const at::Tensor& gates) {
            return need(gatedScores(*pair.model.network, pair.model.input.batch, site, gates,
                                    pair.target, {}));
        };
        const at::Tensor slope =
            scores(step.add(1)).sub(scores(step.neg().add(1))).div(2 * kStep).abs();
        gap = std::max(gap, slope.sub(ours).abs().max().item<double>() /
                                std::max(1e-6, ours.max().item<double>()));
    }
    return gap;
}

double closedGate(const Pair& pair) {
    const at::Tensor gates = at::eye(2).neg().add(1); // two heads, one closed in each row
    const at::Tensor scores =
        need(gatedScores(*pair.model.network, pair.model.input.batch, 1, gates, pair.target, {}));
    const double planned =
        pair.changedScore({.gates = {{.head = {.site = 1, .head = 1}, .gate = 0}}});
    return std::abs(planned - scores[1].item<double>());
}

void addEdits(const Pair& pair, ChangeFacts& facts) {
    const int site = static_cast<int>(pair.model.network->sites().size()) - 1;
    LastOutput plain;
    (void)pair.changed({}, nullptr, &plain);
    const std::int64_t query = plain.last.heads.query.size(2) - 1;
    const at::Tensor row = weightsOf(plain.last, {.begin = query, .count = 1})[0][1][0];
    engine::AttentionEdit own{.head = {.site = site, .head = 1},
                              .query = static_cast<std::size_t>(query)};
    for (std::int64_t key = 0; key < row.size(0); ++key) {
        own.weights.emplace_back(static_cast<std::size_t>(key), row[key].item<float>());
    }
    facts.sameWeights =
        std::abs(pair.changedScore({.edits = {own}}) - pair.score(pair.model.input.batch));
    engine::AttentionEdit one = own;
    one.weights = {{0, 1.0F}};
    LastOutput edited;
    (void)pair.changed({.edits = {one}}, nullptr, &edited);
    facts.oneKey = edited.last.output[0][1][query]
                       .sub(plain.last.heads.value[0][1][0])
                       .abs()
                       .max()
                       .item<double>();
}

} // namespace

ChangeFacts changeFacts(const std::string& kind, std::uint64_t seed) {
    const Pair pair(kind, seed);
    ChangeFacts facts{
        .sameIntoSame = sameIntoSame(pair),
        .openGates = pair.changedScore({.gates = {{.head = {.site = 0, .head = 1}, .gate = 1}}}) ==
                     pair.changedScore({}),
        .wholeResidual = wholeResidual(pair),
        .closedGate = closedGate(pair),
        .importance = importanceGap(kind, seed),
        .sameWeights = 0,
        .oneKey = 0};
    if (pair.model.input.blocks.empty()) {
        addEdits(pair, facts);
    }
    return facts;
}

bool staysInCone(std::uint64_t seed) {
    const Pair pair("gpt2-lm", seed);
    constexpr std::size_t kLayer = 1;
    constexpr std::int64_t kToken = 3;
    const engine::Intervention patch{
        .patches = {
            {.place = engine::PatchPlace::Residual,
             .tower = "text",
             .layer = static_cast<int>(kLayer),
             .positions = {{static_cast<std::size_t>(kToken), static_cast<std::size_t>(kToken)}}}}};
    const auto before = pair.changed({}, nullptr).towers.front().stack.hidden;
    const auto after = pair.changed(patch, pair.recordingOfOther()).towers.front().stack.hidden;
    for (std::size_t layer = 0; layer < before.size(); ++layer) {
        for (std::int64_t token = 0; token < before[layer].size(1); ++token) {
            const bool same = at::equal(before[layer][0][token], after[layer][0][token]);
            const bool inCone =
                layer == kLayer ? token == kToken : layer > kLayer && token >= kToken;
            if (same == inCone) {
                return false;
            }
        }
    }
    return true;
}

} // namespace vitrine::tests
