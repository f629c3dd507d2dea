#include "core/neural/explain/input/occlusion.h"

#include "core/neural/explain/findings.h"
#include "core/neural/explain/input/baseline.h"
#include "core/neural/explain/input/mixedinput.h"

#include <ATen/ops/ones.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/tensor.h>

#include <map>
#include <optional>
#include <stdexcept>
#include <tuple>

namespace vitrine::neural {

namespace {

// What the tokens that go together share: the word, or the place in the picture.
using GroupKey = std::tuple<std::int32_t, std::int32_t, std::int32_t>;

std::optional<GroupKey> keyOf(const AxisToken& token) {
    if (token.kind == TokenKind::Patch) {
        return GroupKey{-1, token.row, token.column};
    }
    return token.word < 0 ? std::nullopt : std::optional(GroupKey{token.segment, token.word, -1});
}

// A row for the Sample as it is, and one for each group that is taken away.
std::vector<Mixture> sharesOf(const Question& question, const std::vector<TowerInput>& towers,
                              const std::vector<TokenGroup>& groups) {
    std::vector<Mixture> shares;
    for (const TowerInput& tower : towers) {
        const int axis = question.axisOf(tower.tower);
        at::Tensor rows = at::ones({static_cast<std::int64_t>(groups.size()) + 1, tower.tokens()},
                                   at::dtype(at::kFloat));
        float* row = rows.mutable_data_ptr<float>();
        for (const TokenGroup& group : groups) {
            row += tower.tokens();
            for (const std::size_t token : group.tokens) {
                row[token] = group.axis == axis ? 0.0F : row[token];
            }
        }
        shares.push_back(rows);
    }
    return shares;
}

// The grid of the axis that a tower reads, as shares of its tokens.
Mixture keptOf(const engine::Trace& trace, const TowerInput& tower,
               const engine::OcclusionRequest& request) {
    int axis = 0;
    for (const engine::Site& site : trace.sites()) {
        axis = site.tower == tower.tower ? site.queryAxis : axis;
    }
    const Grid& kept = request.kept[static_cast<std::size_t>(axis)];
    if (static_cast<std::int64_t>(kept.columns()) != tower.tokens()) {
        throw std::invalid_argument("occlude: a grid does not fit its axis");
    }
    return at::tensor(at::ArrayRef<float>(kept.values().data(), kept.values().size()))
        .view({static_cast<std::int64_t>(kept.rows()), tower.tokens()});
}

} // namespace

std::vector<TokenGroup> groupsOf(std::span<const Axis> axes, bool together) {
    std::vector<TokenGroup> groups;
    for (std::size_t axis = 0; axis < axes.size(); ++axis) {
        std::map<GroupKey, std::size_t> known;
        for (std::size_t token = 0; token < axes[axis].size(); ++token) {
            const AxisToken& record = axes[axis].tokens[token];
            if (record.special || record.pad) {
                continue;
            }
            const auto key = together ? keyOf(record) : std::nullopt;
            const auto found = key ? known.find(*key) : known.end();
            if (found != known.end()) {
                groups[found->second].tokens.push_back(token);
                continue;
            }
            if (key) {
                known.emplace(*key, groups.size());
            }
            groups.push_back({.axis = static_cast<int>(axis), .tokens = {token}});
        }
    }
    return groups;
}

Outcome<engine::OcclusionScores> occludedScores(const Network& network, const engine::Trace& trace,
                                                const TraceInput& input,
                                                const engine::OcclusionRequest& request,
                                                const Tick& tick) {
    const auto aim = aimFor(network, input, request.target, tick);
    const auto baseline = baselineOf(network, input, request.baseline);
    if (!aim || !baseline) {
        return !aim ? aim.as<engine::OcclusionScores>() : baseline.as<engine::OcclusionScores>();
    }
    const auto towers = towerInputs(network, input.batch, baseline->batch, tick);
    if (!towers) {
        return towers.as<engine::OcclusionScores>();
    }
    std::vector<Mixture> shares;
    for (const TowerInput& tower : *towers) {
        shares.push_back(keptOf(trace, tower, request));
    }
    bool hasProbability = false;
    const auto rows = readMixtures(
        network, input.batch, *towers, shares,
        [&](const ForwardResult& result) {
            const at::Tensor score = scoreOf(result, aim->target);
            const at::Tensor probability = probabilityOf(result, aim->target);
            hasProbability = probability.defined();
            return at::stack({score, hasProbability ? probability : score}, 1);
        },
        tick);
    if (!rows) {
        return rows.as<engine::OcclusionScores>();
    }
    engine::OcclusionScores scores{.baseline = baseline->name,
                                   .scores = floatsOf(rows->select(1, 0))};
    if (hasProbability) {
        scores.probabilities = floatsOf(rows->select(1, 1));
    }
    return scores;
}

Outcome<engine::Finding> occlusionOf(const Question& question) {
    const auto baseline = baselineOf(question.network, question.input, question.request.baseline);
    if (!baseline) {
        return baseline.as<engine::Finding>();
    }
    const auto towers =
        towerInputs(question.network, question.input.batch, baseline->batch, question.tick);
    if (!towers) {
        return towers.as<engine::Finding>();
    }
    const std::vector<TokenGroup> groups = groupsOf(question.trace.axes(), question.request.group);
    const auto scores =
        scoresOf(question.network, question.input.batch, *towers,
                 sharesOf(question, *towers, groups), question.aim.target, question.tick);
    if (!scores) {
        return scores.as<engine::Finding>();
    }
    const std::vector<float> values = floatsOf((*scores)[0].sub(*scores));
    engine::Finding finding{.isSigned = true};
    finding.settings = {{"baseline", baseline->name},
                        {"taken away", question.request.group ? "words or tubes" : "tokens"}};
    for (std::size_t axis = 0; axis < question.trace.axes().size(); ++axis) {
        finding.scores.push_back(
            {.name = "occlusion",
             .axis = static_cast<int>(axis),
             .values = std::vector<float>(question.trace.axes()[axis].size())});
    }
    for (std::size_t group = 0; group < groups.size(); ++group) {
        for (const std::size_t token : groups[group].tokens) {
            finding.scores[static_cast<std::size_t>(groups[group].axis)].values[token] =
                values[group + 1];
        }
    }
    return finding;
}

} // namespace vitrine::neural
