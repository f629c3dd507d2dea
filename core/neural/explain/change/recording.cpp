#include "core/neural/explain/change/recording.h"

#include <ATen/core/grad_mode.h>

namespace vitrine::neural {

namespace {

class RecordingSink final : public CaptureSink {
public:
    [[nodiscard]] at::Tensor state(std::size_t layer, const at::Tensor& x) override {
        if (layer == 0) {
            recording.towers.emplace_back();
        }
        recording.towers.back().states.push_back(x);
        return x;
    }

    [[nodiscard]] at::Tensor attended(const CapturedAttention& layer) override {
        recording.heads.push_back(layer.heads);
        recording.outputs.push_back(layer.output);
        return layer.output;
    }

    [[nodiscard]] at::Tensor transformed(const at::Tensor& change) override {
        recording.towers.back().mlps.push_back(change);
        return change;
    }

    Recording recording;
};

} // namespace

Outcome<Recording> recordingOf(const Network& network, const Batch& batch, const Tick& tick) {
    const at::NoGradGuard noGrad;
    RecordingSink sink;
    const auto result = network.forward(batch, {.sink = &sink, .tick = tick});
    if (!result) {
        return result.as<Recording>();
    }
    if (sink.recording.towers.size() != result->towers.size()) {
        return Problem{"This family does not show what enters its layers", network.card().family,
                       "Choose another model"};
    }
    for (std::size_t tower = 0; tower < result->towers.size(); ++tower) {
        sink.recording.towers[tower].name = result->towers[tower].tower;
    }
    return std::move(sink.recording);
}

} // namespace vitrine::neural
