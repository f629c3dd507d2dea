#include "core/neural/explain/change/patching.h"

#include "core/neural/explain/findings.h"
#include "core/neural/explain/input/mixedinput.h"

#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace vitrine::neural {

namespace {

constexpr std::int64_t kPatchesAtOnce = 8;
constexpr double kLeastDifference = 0.1; ///< in logits: below it a share means nothing

class StatePatchSink final : public CaptureSink {
public:
    StatePatchSink(const Recording& clean, const StatePatches& patches)
        : clean_(clean)
        , patches_(patches) {}

    [[nodiscard]] at::Tensor state(std::size_t layer, const at::Tensor& x) override {
        towers_ += layer == 0 ? 1 : 0;
        if (towers_ - 1 != patches_.tower || layer != patches_.layer) {
            return x;
        }
        at::Tensor result = x.clone();
        const at::Tensor from = clean_.towers[patches_.tower].states[layer];
        const auto rows = static_cast<std::int64_t>(patches_.positions.size());
        const at::Tensor samples = result.view({rows, from.size(0) * from.size(1), from.size(2)});
        for (std::int64_t row = 0; row < rows; ++row) {
            const std::int64_t position = patches_.positions[static_cast<std::size_t>(row)];
            samples.select(0, row).select(0, position).copy_(from.flatten(0, 1)[position]);
        }
        return result;
    }

    [[nodiscard]] at::Tensor attended(const CapturedAttention& layer) override {
        return layer.output;
    }

private:
    const Recording& clean_;
    const StatePatches& patches_;
    std::size_t towers_ = 0;
};

Outcome<Done> lengthsEqual(const Question& question) {
    const TraceInput& other = *question.other;
    for (std::size_t axis = 0; axis < question.input.axes.size(); ++axis) {
        const std::size_t here = question.input.axes[axis].size();
        const std::size_t there = axis < other.axes.size() ? other.axes[axis].size() : 0;
        if (here != there) {
            return Problem{"The two Samples have unequal lengths", question.input.sample.name,
                           "The clean one has " + std::to_string(there) + " tokens, this one " +
                               std::to_string(here) + ": patching needs as many in both"};
        }
    }
    return Done{};
}

Outcome<double> plainScore(const Network& network, const Batch& batch, const engine::Target& target,
                           const Tick& tick) {
    const at::NoGradGuard noGrad;
    const auto result = network.forward(batch, {.tick = tick.quiet()});
    return result ? Outcome<double>(scoreOf(*result, target).sum().item<double>())
                  : result.as<double>();
}

/// The effects of one tower's layers.
class TowerPatching {
public:
    TowerPatching(const Question& question, const Recording& clean, std::size_t tower)
        : question_(question)
        , clean_(clean)
        , tower_(tower) {}

    Outcome<Grid> scores() const {
        const auto& states = clean_.towers[tower_].states;
        const std::int64_t length = states.front().size(0) * states.front().size(1);
        Grid grid(states.size(), static_cast<std::size_t>(length));
        for (std::size_t layer = 0; layer < states.size(); ++layer) {
            for (std::int64_t begin = 0; begin < length; begin += kPatchesAtOnce) {
                if (!question_.tick.update(static_cast<std::int64_t>(layer),
                                           static_cast<std::int64_t>(states.size()))) {
                    return Cancelled{};
                }
                StatePatches patches{.tower = tower_, .layer = layer, .positions = {}};
                patches.positions.resize(
                    static_cast<std::size_t>(std::min(kPatchesAtOnce, length - begin)));
                std::iota(patches.positions.begin(), patches.positions.end(), begin);
                const auto found = patchedScores(question_.network, question_.input.batch, clean_,
                                                 patches, question_.aim.target, question_.tick);
                if (!found) {
                    return found.as<Grid>();
                }
                std::ranges::copy(floatsOf(*found), grid.row(layer).begin() + begin);
            }
        }
        return grid;
    }

private:
    const Question& question_;
    const Recording& clean_;
    std::size_t tower_;
};

engine::FindingSide layerSide(std::size_t count) {
    engine::FindingSide side{.name = "what enters layer"};
    for (std::size_t layer = 0; layer < count; ++layer) {
        side.labels.push_back(layer + 1 == count ? "output" : std::to_string(layer));
    }
    return side;
}

} // namespace

Outcome<at::Tensor> patchedScores(const Network& network, const Batch& corrupt,
                                  const Recording& clean, const StatePatches& patches,
                                  const engine::Target& target, const Tick& tick) {
    const at::NoGradGuard noGrad;
    StatePatchSink sink(clean, patches);
    const auto rows = static_cast<std::int64_t>(patches.positions.size());
    const auto result =
        network.forward(repeated(corrupt, rows), {.sink = &sink, .tick = tick.quiet()});
    if (!result) {
        return result.as<at::Tensor>();
    }
    return scoreOf(*result, target);
}

Outcome<engine::Finding> patchingOf(const Question& question) {
    if (auto equal = lengthsEqual(question); !equal) {
        return equal.as<engine::Finding>();
    }
    const engine::Target& target = question.aim.target;
    const auto clean = recordingOf(question.network, question.other->batch, question.tick.quiet());
    const auto ofClean = plainScore(question.network, question.other->batch, target, question.tick);
    const auto ofCorrupt =
        plainScore(question.network, question.input.batch, target, question.tick);
    if (!clean || !ofClean || !ofCorrupt) {
        return !clean     ? clean.as<engine::Finding>()
               : !ofClean ? ofClean.as<engine::Finding>()
                          : ofCorrupt.as<engine::Finding>();
    }
    const double difference = *ofClean - *ofCorrupt;
    const bool asShare = std::abs(difference) >= kLeastDifference;
    engine::Finding finding{.isSigned = true};
    finding.numbers = {{"score of the clean Sample", *ofClean},
                       {"score of this Sample", *ofCorrupt}};
    if (!asShare) {
        finding.warnings.emplace_back(
            "The two Samples differ by less than 0.1: the plain change of "
            "the score is shown and not its share");
    }
    for (std::size_t tower = 0; tower < clean->towers.size(); ++tower) {
        auto scores = TowerPatching(question, *clean, tower).scores();
        if (!scores) {
            return scores.as<engine::Finding>();
        }
        for (float& value : scores->values()) {
            value = static_cast<float>((static_cast<double>(value) - *ofCorrupt) /
                                       (asShare ? difference : 1));
        }
        const std::string& name = clean->towers[tower].name;
        finding.tables.push_back({.name = "share of the difference that comes back, tower " + name,
                                  .rows = layerSide(scores->rows()),
                                  .columns = {.name = "position", .axis = question.axisOf(name)},
                                  .values = *std::move(scores)});
        if (!asShare) {
            finding.tables.back().name = "change of the score, tower " + name;
        }
    }
    return finding;
}

} // namespace vitrine::neural
