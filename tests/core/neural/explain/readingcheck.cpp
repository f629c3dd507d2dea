#include "tests/core/neural/explain/readingcheck.h"

#include "core/analysis/rollout.h"
#include "core/neural/blocks/linear.h"
#include "core/neural/explain/reading/contribution.h"
#include "core/neural/explain/reading/logitlens.h"
#include "core/neural/explain/reading/rollout.h"
#include "tests/core/neural/explain/tinymodel.h"

#include <ATen/ops/log_softmax.h>
#include <ATen/ops/matmul.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

namespace vitrine::tests {

namespace {

using namespace neural;

class AllSites final : public CaptureSink {
public:
    at::Tensor attended(const CapturedAttention& layer) override {
        sites.push_back({.attention = layer, .residual = {}});
        return layer.output;
    }

    void added(const CapturedResidual& residual) override { sites.back().residual = residual; }

    std::vector<ContributionSite> sites;
};

double largest(const at::Tensor& tensor) {
    return tensor.abs().max().item<double>();
}

// v_j^h W_O^h written out, its norm for each head and key.
at::Tensor writtenNorms(const CapturedAttention& attention) {
    const at::Tensor& value = attention.heads.value;
    const at::Tensor join =
        attention.join->matrix().reshape({value.size(1), value.size(3), -1}).unsqueeze(0);
    return at::matmul(value, join).norm(2, {3});
}

double zeroHeadNorm(CapturedAttention attention) {
    const std::int64_t width = attention.heads.value.size(3);
    at::Tensor matrix = attention.join->matrix().clone();
    matrix.narrow(0, 0, width).zero_();
    const Linear without(matrix, {}, WeightLayout::InOut);
    attention.join = &without;
    return largest(valueNorms(attention).select(1, 0));
}

std::shared_ptr<const engine::Trace> traceOfTiny(const TinyModel& model) {
    engine::ModelCard card = model.network->card();
    card.tasks = {"embed"}; // an answer with words needs a tokenizer, which a tiny model lacks
    auto trace = traceOf(*model.network, card, model.input, {}, {});
    if (!trace) {
        throw std::runtime_error("the tiny model gave no trace");
    }
    return *std::move(trace);
}

} // namespace

ContributionFacts contributionFacts(const std::string& kind, std::uint64_t seed) {
    const c10::InferenceMode inference;
    const TinyModel model = tinyModel(kind, seed);
    AllSites sink;
    (void)model.network->forward(model.input.batch, {.sink = &sink, .tick = {}});
    ContributionFacts facts{.sum = 0, .shares = 0, .norms = 0, .zeroHead = 0};
    for (const ContributionSite& site : sink.sites) {
        facts.norms = std::max(
            facts.norms, largest(valueNorms(site.attention).sub(writtenNorms(site.attention))));
        facts.zeroHead = std::max(facts.zeroHead, zeroHeadNorm(site.attention));
        if (!site.residual.after.defined()) {
            continue;
        }
        for (std::int64_t query = 0; query < site.residual.after.size(1); ++query) {
            const AttentionParts parts = attentionParts(site, 0, query);
            const at::Tensor sum = parts.tokens.sum(0).add(parts.residual).add(parts.bias);
            facts.sum = std::max(facts.sum, largest(sum.sub(parts.output)));
            const double total = informationShares(parts).sum().item<double>();
            facts.shares = std::max(facts.shares, std::abs(total - 1));
        }
    }
    return facts;
}

LensFacts lensFacts(const std::string& kind, std::uint64_t seed) {
    const c10::InferenceMode inference;
    const TinyModel model = tinyModel(kind, seed);
    const std::string task = model.network->card().tasks.front();
    const auto result = model.network->forward(model.input.batch, {.hidden = true, .tick = {}});
    const Readout readout = *model.network->readout(task);
    const auto& tower = result->towers.back();
    const at::Tensor lens = lensOf(readout, tower.stack.hidden);
    at::Tensor own = at::log_softmax(result->logits.at(task), -1);
    // One answer for the whole Sample is that of the place that speaks for it.
    const bool each = own.dim() == 3;
    const std::int64_t place = kind == "gpt2" ? lens.size(1) - 1 : 0;
    own = each ? own[0] : own;
    const at::Tensor last = each ? lens[-1] : lens[-1].narrow(0, place, 1);
    LensFacts facts{.last = largest(last.sub(own)), .shares = 0};
    if (readout.linear) {
        const LayerShares shares = layerShares(readout, tower.stack.hidden, place, 2);
        const at::Tensor logits = result->logits.at(task);
        const double logit = (each ? logits[0][place][2] : logits[0][2]).item<double>();
        facts.shares = std::abs(shares.layers.sum().item<double>() + shares.bias - logit);
    }
    return facts;
}

RolloutFacts rolloutFacts(const std::string& kind, std::uint64_t seed) {
    const TinyModel model = tinyModel(kind, seed);
    const auto trace = traceOfTiny(model);
    const int axis = static_cast<int>(trace->axes().size()) - 1;
    const std::size_t query = trace->axes().back().size() / 2;
    const auto rows = rolloutRows(*trace, trace->sites().back(), query, 0, {});
    RolloutFacts facts;
    for (const auto& row : *rows) {
        facts.mass += std::accumulate(row.begin(), row.end(), 0.0);
    }
    const std::vector<float>& own = rows->back();
    for (std::size_t key = query + 1; key < own.size(); ++key) {
        facts.beyondCausal = std::max(facts.beyondCausal, static_cast<double>(own[key]));
    }
    if (axis > 0) {
        return facts;
    }
    std::vector<std::shared_ptr<const Grid>> layers;
    for (int site = 0; site < static_cast<int>(trace->sites().size()); ++site) {
        Grid mean = *trace->headMean(site, {});
        for (std::size_t row = 0; row < mean.rows(); ++row) {
            const bool idle = std::ranges::all_of(mean.row(row), [](float w) { return w == 0; });
            mean.at(row, row) += idle ? 1.0F : 0.0F; // the class token in attention over time
        }
        layers.push_back(std::make_shared<const Grid>(std::move(mean)));
    }
    const auto expected = analysis::rollout(layers, query);
    for (std::size_t key = 0; key < own.size(); ++key) {
        facts.ownRule = std::max(facts.ownRule, std::abs(static_cast<double>(own[key]) -
                                                         static_cast<double>((*expected)[key])));
    }
    return facts;
}

} // namespace vitrine::tests
