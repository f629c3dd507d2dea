#pragma once

#include "core/base/outcome.h"
#include "core/base/tick.h"
#include "core/engine/finding.h"
#include "core/neural/capture/capturesink.h"
#include "core/neural/models/network.h"

#include <ATen/core/Tensor.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace vitrine::neural {

/// What enters the first layer of one tower, of a Sample and of its baseline: [b, T, D] each; b is
/// above 1 where a tower has a sequence for each frame.
struct TowerInput {
    std::string tower;
    at::Tensor sample;
    at::Tensor baseline;

    [[nodiscard]] std::int64_t tokens() const { return sample.size(0) * sample.size(1); }
};

/// Both, from one pass each. A picture's patches enter by a linear layer, so that what holds of
/// these states holds of the pixels.
[[nodiscard]] Outcome<std::vector<TowerInput>>
towerInputs(const Network& network, const Batch& sample, const Batch& baseline, const Tick& tick);

/// One share for each row of a batch and each token of a tower [m, tokens]: 1 = the Sample's own
/// state, 0 = the baseline's, between them a point of the straight line.
using Mixture = at::Tensor;

/// Lets mixtures enter in the place of the states: baseline + share · (sample − baseline).
class MixedInput final : public CaptureSink {
public:
    /// One mixture for each tower.
    MixedInput(const std::vector<TowerInput>& towers, const std::vector<Mixture>& shares,
               bool gradients);

    [[nodiscard]] at::Tensor state(std::size_t layer, const at::Tensor& x) override;

    [[nodiscard]] at::Tensor attended(const CapturedAttention& layer) override {
        return layer.output;
    }

    /// What entered, one for each tower [m·b, T, D]: leaves of the graph where gradients are asked.
    [[nodiscard]] const std::vector<at::Tensor>& entered() const { return entered_; }

private:
    std::vector<at::Tensor> entered_;
    std::size_t next_ = 0;
};

/// A batch of one sample as `count` equal rows.
[[nodiscard]] Batch repeated(const Batch& batch, std::int64_t count);

/// What is read off each row of a pass: [m, …].
using ReadRows = std::function<at::Tensor(const ForwardResult& result)>;

/// What is read off so many mixtures [m, …], without gradients, in small batches. `shares`: one for
/// each tower.
[[nodiscard]] Outcome<at::Tensor> readMixtures(const Network& network, const Batch& batch,
                                               const std::vector<TowerInput>& towers,
                                               const std::vector<Mixture>& shares,
                                               const ReadRows& read, const Tick& tick);

/// y of them: [m].
[[nodiscard]] Outcome<at::Tensor> scoresOf(const Network& network, const Batch& batch,
                                           const std::vector<TowerInput>& towers,
                                           const std::vector<Mixture>& shares,
                                           const engine::Target& target, const Tick& tick);

} // namespace vitrine::neural
