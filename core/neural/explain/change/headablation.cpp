#include "core/neural/explain/change/headablation.h"

#include "core/analysis/rankcorrelation.h"
#include "core/neural/explain/findings.h"
#include "core/neural/explain/input/mixedinput.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/eye.h>

#include <algorithm>
#include <cmath>

namespace vitrine::neural {

namespace {

class GateSink final : public CaptureSink {
public:
    GateSink(std::size_t site, at::Tensor gates)
        : site_(site)
        , gates_(std::move(gates)) {}

    [[nodiscard]] at::Tensor attended(const CapturedAttention& layer) override {
        if (seen_++ != site_) {
            return layer.output;
        }
        const std::int64_t blocks = layer.output.size(0) / gates_.size(0);
        return layer.output.mul(gates_.repeat_interleave(blocks, 0).unsqueeze(2).unsqueeze(3));
    }

private:
    std::size_t site_;
    at::Tensor gates_;
    std::size_t seen_ = 0;
};

// One row for each site, padded with NaN where sites have fewer heads than others.
struct HeadTables {
    Grid importance;
    Grid ablation;
    std::vector<float> allImportance;
    std::vector<float> allChange;

    void set(std::size_t site, const at::Tensor& estimated, const at::Tensor& measured) {
        const double norm = estimated.norm().item<double>();
        const std::vector<float> share = floatsOf(norm > 0 ? estimated.div(norm) : estimated);
        const std::vector<float> change = floatsOf(measured);
        std::ranges::copy(share, importance.row(site).begin());
        std::ranges::copy(change, ablation.row(site).begin());
        for (std::size_t head = 0; head < change.size(); ++head) {
            allImportance.push_back(floatsOf(estimated)[head]);
            allChange.push_back(std::abs(change[head]));
        }
    }
};

engine::FindingTable tableOf(const Question& question, const char* name, Grid values) {
    engine::FindingTable table{.name = name, .values = std::move(values)};
    table.rows.name = "site";
    for (const engine::Site& site : question.sites()) {
        table.rows.labels.push_back(site.name);
    }
    table.columns.name = "head";
    for (std::size_t head = 0; head < table.values.columns(); ++head) {
        table.columns.labels.push_back(std::to_string(head));
    }
    return table;
}

} // namespace

at::Tensor headImportance(const SiteGradient& site) {
    return site.attention.output.mul(site.gradient).sum({0, 2, 3}).abs();
}

Outcome<at::Tensor> gatedScores(const Network& network, const Batch& batch, std::size_t site,
                                const at::Tensor& gates, const engine::Target& target,
                                const Tick& tick) {
    const at::NoGradGuard noGrad;
    GateSink sink(site, gates);
    const auto result =
        network.forward(repeated(batch, gates.size(0)), {.sink = &sink, .tick = tick.quiet()});
    if (!result) {
        return result.as<at::Tensor>();
    }
    return scoreOf(*result, target);
}

Outcome<engine::Finding> headAblationOf(const Question& question) {
    const auto pass = gradientPass(
        question.network, question.input.batch,
        {.target = question.aim.target, .sites = question.sites(), .tick = question.tick.quiet()});
    if (!pass) {
        return pass.as<engine::Finding>();
    }
    if (pass->sites.empty()) {
        return siteFor(question).as<engine::Finding>();
    }
    const std::size_t sites = pass->sites.size();
    int heads = 0;
    for (const engine::Site& site : question.sites()) {
        heads = std::max(heads, site.heads);
    }
    const Grid none(sites, static_cast<std::size_t>(heads), std::nanf(""));
    HeadTables tables{.importance = none, .ablation = none};
    for (std::size_t site = 0; site < sites; ++site) {
        if (!question.tick.update(static_cast<std::int64_t>(site),
                                  static_cast<std::int64_t>(sites))) {
            return Cancelled{};
        }
        const at::Tensor gates = at::eye(question.sites()[site].heads).neg().add(1);
        const auto scores = gatedScores(question.network, question.input.batch, site, gates,
                                        question.aim.target, question.tick);
        if (!scores) {
            return scores.as<engine::Finding>();
        }
        tables.set(site, headImportance(pass->sites[site]), scores->sub(pass->score));
    }
    engine::Finding finding{.isSigned = true};
    finding.settings.emplace_back("ablation", "zero");
    finding.numbers.push_back(
        {.name = "Spearman’s ρ of estimate and measured change",
         .value = analysis::spearman(tables.allImportance, tables.allChange)});
    finding.tables.push_back(
        tableOf(question, "change of the score without the head", std::move(tables.ablation)));
    finding.tables.push_back(
        tableOf(question, "gradient importance", std::move(tables.importance)));
    return finding;
}

} // namespace vitrine::neural
