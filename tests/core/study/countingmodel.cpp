#include "tests/core/study/countingmodel.h"

#include "core/base/draws.h"

#include <algorithm>
#include <cmath>
#include <thread>

namespace vitrine::tests {

namespace {

constexpr std::size_t kWidth = 4;

Axis piecesAxis(const std::string& text) {
    Axis axis{.name = "text"};
    const auto added = [&](TokenKind kind, const char* label, std::int64_t id) {
        axis.tokens.push_back({.kind = kind, .id = id, .label = label, .special = true});
    };
    added(TokenKind::Class, "[CLS]", 1);
    std::int32_t word = -1;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == ' ') {
            ++at;
            continue;
        }
        const std::size_t end = std::min(text.find(' ', at), text.size());
        ++word;
        for (; at < end; at += 3) {
            const std::string piece = text.substr(at, std::min<std::size_t>(3, end - at));
            axis.tokens.push_back({.id = static_cast<std::int64_t>(hashText(piece) % 30'000 + 10),
                                   .label = piece,
                                   .source = {at, at + piece.size()},
                                   .word = word});
        }
        at = end;
    }
    added(TokenKind::Separator, "[SEP]", 2);
    return axis;
}

/// One row a token, drawn from its id.
Grid rowsOf(const Axis& axis, std::uint64_t seed) {
    Grid grid(axis.size(), kWidth);
    for (std::size_t token = 0; token < axis.size(); ++token) {
        Draws draws(DrawKey(seed, "row", static_cast<std::uint64_t>(axis.tokens[token].id)), 0);
        for (float& value : grid.row(token)) {
            value = 2 * draws.unitFloat() - 1;
        }
    }
    return grid;
}

std::vector<OracleTrace::Layer> layersOf(const Axis& axis) {
    std::vector<OracleTrace::Layer> layers(2);
    std::uint64_t seed = 0;
    for (OracleTrace::Layer& layer : layers) {
        for (int head = 0; head < 2; ++head) {
            layer.heads.push_back({rowsOf(axis, seed), rowsOf(axis, seed + 1)});
            seed += 2;
        }
    }
    return layers;
}

engine::Prediction answer(const std::string& text, int threshold) {
    const auto count = static_cast<int>(std::ranges::count(text, 'e'));
    const double many = 1 / (1 + std::exp(-(count - threshold + 0.5)));
    engine::Candidate yes{.label = "many", .id = 1, .probability = static_cast<float>(many)};
    engine::Candidate no{.label = "few", .id = 0, .probability = static_cast<float>(1 - many)};
    engine::Prediction prediction{.task = "classify", .candidates = {yes, no}};
    if (many < 0.5) {
        std::swap(prediction.candidates[0], prediction.candidates[1]);
    }
    return prediction;
}

engine::Prediction embedding(const Grid& hidden) {
    engine::Prediction prediction{.task = "embed", .vector = std::vector<float>(kWidth)};
    for (std::size_t row = 0; row < hidden.rows(); ++row) {
        for (std::size_t i = 0; i < kWidth; ++i) {
            prediction.vector[i] += hidden.at(row, i);
        }
    }
    return prediction;
}

} // namespace

AnsweringTrace::AnsweringTrace(OracleTrace attention, std::vector<engine::Prediction> predictions,
                               Grid hidden)
    : attention_(std::move(attention))
    , predictions_(std::move(predictions))
    , hidden_(std::move(hidden)) {}

std::vector<float> AnsweringTrace::row(engine::HeadRef head, std::size_t query) const {
    return attention_.row(head, query);
}

std::vector<float> AnsweringTrace::column(engine::HeadRef head, std::size_t key) const {
    return attention_.column(head, key);
}

engine::Cell AnsweringTrace::cell(engine::HeadRef head, std::size_t query, std::size_t key) const {
    return attention_.cell(head, query, key);
}

bool AnsweringTrace::visible(int site, std::size_t query, std::size_t key) const {
    return attention_.visible(site, query, key);
}

Outcome<Grid> AnsweringTrace::map(engine::HeadRef head, engine::Range queries, engine::Range keys,
                                  const Tick& tick) const {
    return attention_.map(head, queries, keys, tick);
}

Outcome<engine::Tile> AnsweringTrace::tile(engine::HeadRef head, engine::TileKey key,
                                           const Tick& tick) const {
    return attention_.tile(head, key, tick);
}

Outcome<engine::SiteOverview> AnsweringTrace::overview(int site,
                                                       const engine::OverviewOptions& options,
                                                       const Tick& tick) const {
    return attention_.overview(site, options, tick);
}

Outcome<Grid> AnsweringTrace::headMean(int site, const Tick& tick) const {
    return attention_.headMean(site, tick);
}

Outcome<Grid> AnsweringTrace::hidden(const std::string&, int layer) const {
    return layer == 2 ? Outcome<Grid>(hidden_) : Problem{"No such layer", {}, {}};
}

std::shared_ptr<const AnsweringTrace> countingTrace(const Sample& sample, int threshold) {
    const Axis axis = piecesAxis(sample.text);
    const Grid hidden = rowsOf(axis, 99);
    return std::make_shared<const AnsweringTrace>(
        OracleTrace(sample, axis, layersOf(axis)),
        std::vector{answer(sample.text, threshold), embedding(hidden)}, hidden);
}

CountingModel::CountingModel(int threshold, std::chrono::microseconds delay)
    : threshold_(threshold)
    , delay_(delay) {
    card_.name = "counting";
}

Outcome<std::shared_ptr<const engine::Trace>>
CountingModel::trace(const Sample& sample, const engine::TraceOptions&, const Tick& tick) {
    std::this_thread::sleep_for(delay_);
    if (tick.stopped()) {
        return Cancelled{};
    }
    if (sample.text.find("refuse") != std::string::npos) {
        return Problem{"The text asks to be refused", sample.text, "Take another"};
    }
    ++traces_;
    return std::shared_ptr<const engine::Trace>(countingTrace(sample, threshold_));
}

} // namespace vitrine::tests
