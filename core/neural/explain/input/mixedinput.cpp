#include "core/neural/explain/input/mixedinput.h"

#include "core/neural/explain/target.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/cat.h>

#include <algorithm>

namespace vitrine::neural {

namespace {

constexpr std::int64_t kRowsAtOnce = 8;

class Entrances final : public CaptureSink {
public:
    [[nodiscard]] at::Tensor state(std::size_t layer, const at::Tensor& x) override {
        if (layer == 0) {
            states.push_back(x);
        }
        return x;
    }

    [[nodiscard]] at::Tensor attended(const CapturedAttention& layer) override {
        return layer.output;
    }

    std::vector<at::Tensor> states;
};

at::Tensor repeatedRows(const at::Tensor& tensor, std::int64_t count) {
    if (!tensor.defined()) {
        return tensor;
    }
    std::vector<std::int64_t> shape(tensor.sizes().begin(), tensor.sizes().end());
    shape.front() = count;
    return tensor.expand(shape).contiguous();
}

at::Tensor mixed(const TowerInput& tower, const Mixture& shares) {
    const std::int64_t rows = shares.size(0);
    const at::Tensor share = shares.view({rows, tower.sample.size(0), tower.sample.size(1), 1});
    return tower.baseline.unsqueeze(0)
        .add(share.mul(tower.sample.sub(tower.baseline).unsqueeze(0)))
        .flatten(0, 1);
}

} // namespace

Outcome<std::vector<TowerInput>> towerInputs(const Network& network, const Batch& sample,
                                             const Batch& baseline, const Tick& tick) {
    // Not inference mode: what is kept here enters graphs later.
    const at::NoGradGuard noGrad;
    Entrances ofSample;
    const auto said = network.forward(sample, {.sink = &ofSample, .tick = tick.quiet()});
    if (!said) {
        return said.as<std::vector<TowerInput>>();
    }
    Entrances ofBaseline;
    const auto without = network.forward(baseline, {.sink = &ofBaseline, .tick = tick.quiet()});
    if (!without) {
        return without.as<std::vector<TowerInput>>();
    }
    if (ofSample.states.size() != said->towers.size()) {
        return Problem{"This family does not show what enters its layers", network.card().family,
                       "Choose another method"};
    }
    std::vector<TowerInput> towers;
    for (std::size_t index = 0; index < said->towers.size(); ++index) {
        towers.push_back({.tower = said->towers[index].tower,
                          .sample = ofSample.states[index],
                          .baseline = ofBaseline.states[index]});
    }
    return towers;
}

MixedInput::MixedInput(const std::vector<TowerInput>& towers, const std::vector<Mixture>& shares,
                       bool gradients) {
    for (std::size_t index = 0; index < towers.size(); ++index) {
        entered_.push_back(mixed(towers[index], shares[index]).set_requires_grad(gradients));
    }
}

at::Tensor MixedInput::state(std::size_t layer, const at::Tensor& x) {
    return layer == 0 ? entered_.at(next_++) : x;
}

Batch repeated(const Batch& batch, std::int64_t count) {
    const auto rows = [&](const at::Tensor& tensor) { return repeatedRows(tensor, count); };
    Batch result = batch;
    for (at::Tensor* each : {&result.ids, &result.mask, &result.types, &result.pixels,
                             &result.decoderIds, &result.decoderMask, &result.characters.characters,
                             &result.characters.starts, &result.characters.ends}) {
        *each = rows(*each);
    }
    return result;
}

Outcome<at::Tensor> readMixtures(const Network& network, const Batch& batch,
                                 const std::vector<TowerInput>& towers,
                                 const std::vector<Mixture>& shares, const ReadRows& read,
                                 const Tick& tick) {
    const at::NoGradGuard noGrad;
    const std::int64_t total = shares.front().size(0);
    std::vector<at::Tensor> rows;
    for (std::int64_t begin = 0; begin < total; begin += kRowsAtOnce) {
        if (!tick.update(begin, total)) {
            return Cancelled{};
        }
        const std::int64_t count = std::min(kRowsAtOnce, total - begin);
        std::vector<Mixture> part;
        for (const Mixture& each : shares) {
            part.push_back(each.narrow(0, begin, count));
        }
        MixedInput sink(towers, part, /*gradients=*/false);
        const auto result =
            network.forward(repeated(batch, count), {.sink = &sink, .tick = tick.quiet()});
        if (!result) {
            return result.as<at::Tensor>();
        }
        rows.push_back(read(*result));
    }
    return at::cat(rows);
}

Outcome<at::Tensor> scoresOf(const Network& network, const Batch& batch,
                             const std::vector<TowerInput>& towers,
                             const std::vector<Mixture>& shares, const engine::Target& target,
                             const Tick& tick) {
    return readMixtures(
        network, batch, towers, shares,
        [&](const ForwardResult& result) { return scoreOf(result, target); }, tick);
}

} // namespace vitrine::neural
