#include "core/neural/explain/reading/contribution.h"

#include "core/neural/blocks/linear.h"
#include "core/neural/blocks/norm.h"
#include "core/neural/explain/findings.h"
#include "core/neural/explain/gradient/attentiongradient.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/zeros_like.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <string>

namespace vitrine::neural {

namespace {

class ContributionSink final : public CaptureSink {
public:
    explicit ContributionSink(std::size_t site)
        : site_(site) {}

    [[nodiscard]] at::Tensor attended(const CapturedAttention& layer) override {
        current_ = seen_++ == site_;
        if (current_) {
            found.attention = layer;
        }
        return layer.output;
    }

    void added(const CapturedResidual& residual) override {
        if (current_) {
            found.residual = residual;
        }
    }

    ContributionSite found;

private:
    std::size_t site_;
    std::size_t seen_ = 0;
    bool current_ = false;
};

// W_O by heads: [H, d, D]
at::Tensor joinOf(const CapturedAttention& attention) {
    const CapturedHeads& heads = attention.heads;
    return attention.join->matrix().reshape({heads.value.size(1), heads.value.size(3), -1});
}

struct Place {
    std::int64_t problem = 0;
    std::int64_t query = 0;
};

// Where the query's row lies; nothing where a token stands in several blocks or in none.
std::optional<Place> placeOf(const TokenBlocks* blocks, std::size_t query) {
    if (blocks == nullptr) {
        return Place{.problem = 0, .query = static_cast<std::int64_t>(query)};
    }
    const auto places = blocks->placesOf(query);
    if (places.size() != 1) {
        return std::nullopt;
    }
    return Place{.problem = static_cast<std::int64_t>(places.front().block),
                 .query = static_cast<std::int64_t>(places.front().index)};
}

// A number for each key of a block, or of the whole site, over the key axis.
std::vector<float> overAxis(const at::Tensor& ofKeys, const TokenBlocks* blocks,
                            std::int64_t problem) {
    std::vector<float> values = floatsOf(ofKeys);
    if (blocks == nullptr) {
        return values;
    }
    std::vector<float> axis(blocks->axisLength());
    const auto tokens = blocks->tokensOf(static_cast<std::size_t>(problem));
    for (std::size_t key = 0; key < tokens.size(); ++key) {
        axis[tokens[key]] = values[key];
    }
    return axis;
}

// A_h[i, j] · ν_hj of every head: [H × keys of the axis].
Grid headTable(const CapturedAttention& attention, const TokenBlocks* blocks, Place place,
               std::size_t keys) {
    const at::Tensor rows =
        weightsOf(attention, {.begin = place.query, .count = 1})[place.problem].squeeze(1).mul(
            valueNorms(attention)[place.problem]);
    Grid table(static_cast<std::size_t>(rows.size(0)), keys);
    for (std::int64_t head = 0; head < rows.size(0); ++head) {
        std::ranges::copy(overAxis(rows[head], blocks, place.problem),
                          table.row(static_cast<std::size_t>(head)).begin());
    }
    return table;
}

std::vector<std::string> headNames(int heads) {
    std::vector<std::string> names;
    for (int head = 0; head < heads; ++head) {
        names.push_back(std::to_string(head));
    }
    return names;
}

Outcome<ContributionSite> captured(const Question& question, std::size_t index) {
    ContributionSink sink(index);
    const auto result =
        question.network.forward(question.input.batch, {.sink = &sink, .tick = question.tick});
    return result ? Outcome<ContributionSite>(std::move(sink.found))
                  : result.as<ContributionSite>();
}

void addShares(const ContributionSite& site, const TokenBlocks* blocks, Place place, int axis,
               engine::Finding& finding) {
    if (!site.residual.after.defined()) {
        finding.warnings.emplace_back(
            "Shares of information need the residual of a block, which this site has not");
        return;
    }
    const AttentionParts parts = attentionParts(site, place.problem, place.query);
    const at::Tensor shares = informationShares(parts);
    const std::int64_t keys = shares.size(0) - 1;
    finding.scores.push_back(
        {.name = "norm over heads",
         .axis = axis,
         .values = overAxis(parts.tokens.norm(2, {1}), blocks, place.problem)});
    finding.scores.push_back(
        {.name = "share of information",
         .axis = axis,
         .values = overAxis(shares.narrow(0, 0, keys), blocks, place.problem)});
    finding.numbers.push_back(
        {.name = "share of the residual", .value = shares[keys].item<double>()});
}

} // namespace

at::Tensor valueNorms(const CapturedAttention& attention) {
    const at::Tensor join = joinOf(attention);
    const at::Tensor gram = at::matmul(join, join.transpose(1, 2)); // [H, d, d]
    const at::Tensor& value = attention.heads.value;
    return at::matmul(value, gram).mul(value).sum(-1).clamp_min(0).sqrt();
}

AttentionParts attentionParts(const ContributionSite& site, std::int64_t problem,
                              std::int64_t query) {
    const CapturedAttention& attention = site.attention;
    const at::Tensor weights =
        weightsOf(attention, {.begin = query, .count = 1})[problem].transpose(1, 2); // [H, K, 1]
    const at::Tensor mixed = attention.heads.value[problem].mul(weights);            // [H, K, d]
    AttentionParts parts{.tokens =
                             at::matmul(mixed.transpose(0, 1).flatten(1), attention.join->matrix()),
                         .residual = site.residual.before[problem][query],
                         .bias = attention.join->bias(),
                         .output = site.residual.after[problem][query]};
    if (!parts.bias.defined()) {
        parts.bias = at::zeros_like(parts.residual);
    }
    if (const Norm* norm = site.residual.norm; norm != nullptr) {
        const at::Tensor sum = parts.tokens.sum(0).add(parts.residual).add(parts.bias);
        parts.tokens = norm->ofPart(parts.tokens, sum.unsqueeze(0));
        parts.residual = norm->ofPart(parts.residual, sum);
        parts.bias = norm->ofPart(parts.bias, sum);
        if (norm->shift().defined()) {
            parts.bias = parts.bias.add(norm->shift());
        }
    }
    return parts;
}

at::Tensor informationShares(const AttentionParts& parts) {
    constexpr double kLeast = 1e-12; // of a part that only takes away
    const at::Tensor all = at::cat({parts.tokens, parts.residual.unsqueeze(0)}, 0);
    const at::Tensor left = parts.output.unsqueeze(0).sub(all).norm(1, {1});
    const at::Tensor kept = parts.output.norm(1).sub(left).clamp_min(kLeast);
    return kept.div(kept.sum());
}

Outcome<engine::Finding> contributionOf(const Question& question) {
    const c10::InferenceMode inference;
    const auto index = siteFor(question);
    if (!index) {
        return index.as<engine::Finding>();
    }
    const engine::Site& record = question.sites()[*index];
    if (auto fits = queryFits(question, record); !fits) {
        return fits.as<engine::Finding>();
    }
    const std::size_t query = queryFor(question, record);
    const TokenBlocks* blocks = question.blocksOf(record);
    const auto place = placeOf(blocks, query);
    if (!place) {
        return Problem{"The token asked for stands in no block of this site, or in several",
                       record.name, "Tell the row of a patch with --query"};
    }
    const auto site = captured(question, *index);
    if (!site) {
        return site.as<engine::Finding>();
    }
    engine::Finding finding;
    finding.settings = {{"site", record.name}, {"query", std::to_string(query)}};
    finding.tables.push_back(
        {.name = "attention times the norm of the value",
         .rows = {.name = "head", .labels = headNames(record.heads)},
         .columns = {.name = "key (is looked at)", .axis = record.keyAxis},
         .values = headTable(site->attention, blocks, *place, question.lengthOf(record.keyAxis))});
    addShares(*site, blocks, *place, record.keyAxis, finding);
    return finding;
}

} // namespace vitrine::neural
