#include "tests/core/neural/explain/gradientcheck.h"

#include "core/analysis/relevance.h"
#include "core/neural/explain/gradient/relevance.h"
#include "core/neural/explain/target.h"
#include "tests/core/neural/explain/tinymodel.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/zeros.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace vitrine::tests {

namespace {

using namespace neural;

QueryRows allRows(const CapturedAttention& attention) {
    return {.begin = 0, .count = attention.heads.query.size(2)};
}

GradientPass passOf(const TinyModel& model, const engine::Target& target) {
    const auto sites = model.network->sites();
    auto pass = gradientPass(*model.network, model.input.batch,
                             {.target = target, .sites = sites, .tick = {}});
    if (!pass) {
        throw std::runtime_error("the pass with gradients failed");
    }
    return *std::move(pass);
}

/// Joins the heads by explicit weights that are leaves of the graph.
class ExplicitSink final : public CaptureSink {
public:
    at::Tensor attended(const CapturedAttention& layer) override {
        CapturedAttention plain = layer;
        plain.heads = {layer.heads.query.detach(), layer.heads.key.detach(), layer.heads.value};
        plain.logSumExp = layer.logSumExp.detach();
        const at::Tensor weights = weightsOf(plain, allRows(plain)).detach();
        // The whole weight depends on what is below; the leaf is a change of it.
        changes.push_back(at::zeros(weights.sizes(), weights.options()).requires_grad_());
        return layer.output.add(at::matmul(changes.back(), layer.heads.value));
    }

    std::vector<at::Tensor> changes;
};

/// Changes one entry of one site's weights.
class EntrySink final : public CaptureSink {
public:
    EntrySink(std::size_t site, std::vector<std::int64_t> entry, double change)
        : site_(site)
        , entry_(std::move(entry))
        , change_(change) {}

    at::Tensor attended(const CapturedAttention& layer) override {
        if (seen_++ != site_) {
            return layer.output;
        }
        at::Tensor output = layer.output.clone();
        const at::Tensor value =
            layer.heads.value.select(0, entry_[0]).select(0, entry_[1]).select(0, entry_[3]);
        output.select(0, entry_[0]).select(0, entry_[1]).select(0, entry_[2]).add_(value, change_);
        return output;
    }

private:
    std::size_t site_;
    std::vector<std::int64_t> entry_; ///< problem, head, query, key
    double change_;
    std::size_t seen_ = 0;
};

double scoreWith(const TinyModel& model, const engine::Target& target, CaptureSink& sink) {
    const at::NoGradGuard noGrad;
    const auto result = model.network->forward(model.input.batch, {.sink = &sink, .tick = {}});
    return scoreOf(*result, target).sum().item<double>();
}

double largest(const at::Tensor& tensor) {
    return tensor.abs().max().item<double>();
}

std::vector<TowerSite> towerSites(const TinyModel& model, const GradientPass& pass) {
    std::vector<TowerSite> sites;
    const auto records = model.network->sites();
    for (const SiteGradient& gradient : pass.sites) {
        const auto found = model.input.blocks.find(records[gradient.site].kind);
        sites.push_back(
            {.gradient = &gradient,
             .blocks = found == model.input.blocks.end() ? nullptr : found->second.get()});
    }
    return sites;
}

at::Tensor unitRow(std::size_t length, std::size_t place) {
    at::Tensor row = at::zeros({static_cast<std::int64_t>(length)});
    row.mutable_data_ptr<float>()[place] = 1;
    return row;
}

} // namespace

double explicitGap(const std::string& kind, std::uint64_t seed) {
    const TinyModel model = tinyModel(kind, seed);
    const engine::Target target = model.target();
    const GradientPass pass = passOf(model, target);
    ExplicitSink sink;
    const auto result = model.network->forward(model.input.batch, {.sink = &sink, .tick = {}});
    const auto expected =
        torch::autograd::grad({scoreOf(*result, target).sum()}, sink.changes, {}, false, false,
                              /*allow_unused=*/true);
    double gap = 0;
    double size = 0;
    for (std::size_t site = 0; site < pass.sites.size(); ++site) {
        const CapturedAttention& attention = pass.sites[site].attention;
        const at::Tensor weights = weightsOf(attention, allRows(attention));
        const at::Tensor ours =
            weights.mul(weightGradientsOf(pass.sites[site], allRows(attention)));
        const at::Tensor theirs =
            expected[site].defined() ? weights.mul(expected[site]) : at::zeros(ours.sizes());
        gap = std::max(gap, largest(ours.sub(theirs)));
        size = std::max(size, largest(theirs));
    }
    return gap / size;
}

double entryGap(const std::string& kind, std::uint64_t seed) {
    constexpr double kStep = 1e-5;
    const TinyModel model = tinyModel(kind, seed, Precision::Double);
    const engine::Target target = model.target();
    const GradientPass pass = passOf(model, target);
    double gap = 0;
    for (std::size_t site = 0; site < pass.sites.size(); ++site) {
        const SiteGradient& gradient = pass.sites[site];
        const at::Tensor all = weightGradientsOf(gradient, allRows(gradient.attention));
        const double size = largest(all);
        for (std::int64_t probe = 0; probe < 4; ++probe) {
            const std::vector<std::int64_t> entry{probe % all.size(0), (probe + 1) % all.size(1),
                                                  (all.size(2) - 1 - probe % 2) % all.size(2),
                                                  probe % all.size(3)};
            EntrySink more(site, entry, kStep);
            EntrySink less(site, entry, -kStep);
            const double slope =
                (scoreWith(model, target, more) - scoreWith(model, target, less)) / (2 * kStep);
            const double ours = all.select(0, entry[0])
                                    .select(0, entry[1])
                                    .select(0, entry[2])
                                    .select(0, entry[3])
                                    .item<double>();
            gap = std::max(gap, size > 0 ? std::abs(slope - ours) / size : std::abs(slope));
        }
    }
    return gap;
}

double rowFormGap(const std::string& kind, std::uint64_t seed) {
    const TinyModel model = tinyModel(kind, seed);
    const GradientPass pass = passOf(model, model.target());
    const std::vector<TowerSite> sites = towerSites(model, pass);
    const std::size_t length = model.input.axes.front().size();
    analysis::CrossRelevance matrix(length, 0);
    for (const TowerSite& site : sites) {
        matrix.self(0, foldedMap(*site.gradient, HeadFold::Positive, site.blocks));
    }
    double gap = 0;
    for (std::size_t query = 0; query < length; ++query) {
        const at::Tensor row = relevanceRow(sites, HeadFold::Positive, unitRow(length, query));
        for (std::size_t key = 0; key < length; ++key) {
            gap = std::max(gap, std::abs(static_cast<double>(row.const_data_ptr<float>()[key]) -
                                         static_cast<double>(matrix.of(0, 0).at(query, key))));
        }
    }
    return gap;
}

RelevanceFacts relevanceFacts(const std::string& kind, std::uint64_t seed) {
    const TinyModel model = tinyModel(kind, seed);
    GradientPass pass = passOf(model, model.target());
    const std::size_t length = model.input.axes.front().size();
    const std::size_t query = length / 2;
    const at::Tensor start = unitRow(length, query);
    RelevanceFacts facts{.leastAboveStart = 0, .zeroGradient = 0, .scaling = 0};
    const at::Tensor row = relevanceRow(towerSites(model, pass), HeadFold::Positive, start);
    facts.leastAboveStart = row.sub(start).min().item<double>();
    facts.beyondCausal = largest(row.slice(0, static_cast<std::int64_t>(query) + 1));
    for (SiteGradient& site : pass.sites) {
        const Grid once = foldedMap(site, HeadFold::Positive, nullptr);
        site.gradient = site.gradient.mul(2);
        const Grid twice = foldedMap(site, HeadFold::Positive, nullptr);
        for (std::size_t cell = 0; cell < once.values().size(); ++cell) {
            facts.scaling =
                std::max(facts.scaling, std::abs(static_cast<double>(twice.values()[cell]) -
                                                 2 * static_cast<double>(once.values()[cell])));
        }
        site.gradient = at::zeros(site.gradient.sizes());
    }
    facts.zeroGradient =
        largest(relevanceRow(towerSites(model, pass), HeadFold::Positive, start).sub(start));
    return facts;
}

bool readsWhereAsked(const std::string& kind, std::int64_t position) {
    const TinyModel model = tinyModel(kind, 1);
    engine::Target target = model.target();
    target.position = target.position < 0 ? target.position : position;
    const at::Tensor read = passOf(model, target).towers.back().read.flatten();
    return read.sum().item<std::int64_t>() == 1 && read[position].item<bool>();
}

} // namespace vitrine::tests
