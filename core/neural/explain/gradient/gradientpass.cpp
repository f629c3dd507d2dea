#include "core/neural/explain/gradient/gradientpass.h"

#include "core/neural/explain/target.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/zeros_like.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>

namespace vitrine::neural {

namespace {

/// Keeps the heads' outputs in the graph. The first of a tower begins it: nothing below is asked.
class OutputSink final : public CaptureSink {
public:
    explicit OutputSink(std::vector<bool> wanted)
        : wanted_(std::move(wanted)) {}

    [[nodiscard]] at::Tensor attended(const CapturedAttention& layer) override {
        const std::size_t site = seen_++;
        if (!wanted_.at(site)) {
            return layer.output;
        }
        SiteGradient kept{.site = site, .attention = layer, .gradient = {}};
        CapturedHeads& heads = kept.attention.heads;
        heads = {heads.query.detach(), heads.key.detach(), heads.value.detach()};
        kept.attention.logSumExp = layer.logSumExp.detach();
        kept.attention.bias = layer.bias.defined() ? layer.bias.detach() : layer.bias;
        kept.attention.output =
            layer.output.requires_grad() ? layer.output : layer.output.detach().requires_grad_();
        sites_.push_back(std::move(kept));
        return sites_.back().attention.output;
    }

    [[nodiscard]] std::vector<SiteGradient>& sites() { return sites_; }

private:
    std::vector<bool> wanted_;
    std::size_t seen_ = 0;
    std::vector<SiteGradient> sites_;
};

std::vector<bool> wantedSites(const GradientRequest& request) {
    std::vector<bool> wanted;
    for (const engine::Site& site : request.sites) {
        wanted.push_back(site.layer >= request.startLayer);
    }
    return wanted;
}

// ∂y/∂x for each x that is in the graph of y; zeros for the others.
std::vector<at::Tensor> gradientsOf(const at::Tensor& score,
                                    const std::vector<at::Tensor>& inputs) {
    std::vector<at::Tensor> asked;
    std::ranges::copy_if(inputs, std::back_inserter(asked),
                         [](const at::Tensor& each) { return each.requires_grad(); });
    std::vector<at::Tensor> found;
    if (score.requires_grad() && !asked.empty()) {
        found = torch::autograd::grad({score.sum()}, asked, /*grad_outputs=*/{},
                                      /*retain_graph=*/false, /*create_graph=*/false,
                                      /*allow_unused=*/true);
    }
    std::vector<at::Tensor> gradients;
    std::size_t next = 0;
    for (const at::Tensor& each : inputs) {
        at::Tensor gradient;
        if (each.requires_grad() && next < found.size()) {
            gradient = found[next++];
        }
        gradients.push_back(gradient.defined() ? gradient : at::zeros_like(each.detach()));
    }
    return gradients;
}

} // namespace

Outcome<GradientPass> gradientPass(const Network& network, const Batch& batch,
                                   const GradientRequest& request) {
    const at::AutoGradMode gradients(/*enabled=*/true);
    OutputSink sink(wantedSites(request));
    const auto result = network.forward(batch, {.sink = &sink, .tick = request.tick});
    if (!result) {
        return result.as<GradientPass>();
    }
    const at::Tensor score = scoreOf(*result, request.target);
    std::vector<at::Tensor> inputs;
    for (const SiteGradient& site : sink.sites()) {
        inputs.push_back(site.attention.output);
    }
    for (const TowerStates& tower : result->towers) {
        inputs.push_back(tower.stack.last);
    }
    const std::vector<at::Tensor> found = gradientsOf(score, inputs);
    GradientPass pass{.score = score.sum().item<double>(), .sites = std::move(sink.sites())};
    auto next = found.begin();
    for (SiteGradient& site : pass.sites) {
        site.gradient = *next++;
        site.attention.output = site.attention.output.detach();
    }
    for (const TowerStates& tower : result->towers) {
        pass.towers.push_back({.tower = tower.tower, .read = (*next++).ne(0).any(-1)});
    }
    return pass;
}

} // namespace vitrine::neural
