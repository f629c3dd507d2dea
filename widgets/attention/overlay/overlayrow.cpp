#include "widgets/attention/overlay/overlayrow.h"

#include "widgets/attention/state/labels.h"
#include "widgets/attention/state/numbers.h"
#include "widgets/attention/state/ranges.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

QString rowWords(const char* text) {
    return QCoreApplication::translate("AttentionOverlay", text);
}

// What each token gives to the tokens that are no patches.
std::vector<float> givenToOthers(const engine::Trace& trace, const PatchGrid& grid,
                                 engine::HeadRef head) {
    std::vector<float> given(grid.tokens(), 0.0F);
    for (const std::size_t key : grid.others()) {
        const std::vector<float> column = columnOf(trace, head, key);
        std::ranges::transform(given, column, given.begin(), std::plus<>());
    }
    return given;
}

OverlayRow classRow(const engine::Trace& trace, const PatchGrid& grid, engine::HeadRef head) {
    const std::size_t query = grid.classToken().value_or(0);
    return {.weights = rowOf(trace, head, query), .fixed = query};
}

OverlayRow betweenPatches(const engine::Trace& trace, const PatchGrid& grid,
                          const OverlayAsk& ask) {
    if (grid.isPatch(ask.query)) {
        return {.weights = rowOf(trace, ask.head, ask.query), .others = false, .fixed = ask.query};
    }
    OverlayRow row{.weights = givenToOthers(trace, grid, ask.head), .others = false, .asks = true};
    std::ranges::transform(row.weights, row.weights.begin(),
                           [](float given) { return 1 - given; });
    return row;
}

} // namespace

double OverlayRow::onPatches(const PatchGrid& grid) const {
    double sum = 0;
    for (const std::size_t token : grid.patches()) {
        sum += static_cast<double>(weights[token]);
    }
    return sum;
}

std::vector<float> OverlayRow::patchWeights(const PatchGrid& grid) const {
    std::vector<float> result(grid.patches().size(), 0.0F);
    if (patches) {
        std::ranges::transform(grid.patches(), result.begin(),
                               [this](std::size_t token) { return weights[token]; });
    }
    return result;
}

OverlayRow overlayRowOf(const engine::Trace& trace, const PatchGrid& grid, const OverlayAsk& ask) {
    if (ask.lookedAt) {
        return {.weights = columnOf(trace, ask.head, *ask.lookedAt),
                .asks = true,
                .fixed = ask.lookedAt};
    }
    switch (ask.quadrant) {
    case Quadrant::Row: break;
    case Quadrant::ClassToClass: {
        OverlayRow row = classRow(trace, grid, ask.head);
        row.patches = false;
        return row;
    }
    case Quadrant::ClassToPatches: {
        OverlayRow row = classRow(trace, grid, ask.head);
        row.others = false;
        return row;
    }
    case Quadrant::PatchesToClass:
        return {.weights = givenToOthers(trace, grid, ask.head),
                .others = false,
                .asks = true,
                .fixed = grid.classToken()};
    case Quadrant::PatchesToPatches: return betweenPatches(trace, grid, ask);
    }
    return {.weights = rowOf(trace, ask.head, ask.query), .fixed = ask.query};
}

QString tokenName(const engine::Trace& trace, const PatchGrid& grid, std::size_t token) {
    if (grid.isPatch(token)) {
        const QPoint cell = grid.cell(token);
        return rowWords("patch %1, %2").arg(cell.y()).arg(cell.x());
    }
    for (const Axis& axis : trace.axes()) {
        if (axis.size() == grid.tokens() && token < axis.size()) {
            return shortLabelOf(axis.tokens[token]);
        }
    }
    return {};
}

QString titleOf(const OverlayAsk& ask, const engine::Trace& trace, const PatchGrid& grid) {
    if (ask.lookedAt) {
        return rowWords("who looks at %1").arg(tokenName(trace, grid, *ask.lookedAt));
    }
    const bool ofClass =
        ask.quadrant == Quadrant::ClassToClass || ask.quadrant == Quadrant::ClassToPatches;
    const std::size_t query = ofClass ? grid.classToken().value_or(0) : ask.query;
    switch (ask.quadrant) {
    case Quadrant::ClassToClass:
        return rowWords("%1 looks at itself").arg(tokenName(trace, grid, query));
    case Quadrant::PatchesToClass: return rowWords("what each patch gives to the class token");
    case Quadrant::PatchesToPatches:
        if (!grid.isPatch(query)) {
            return rowWords("what each patch gives to patches");
        }
        break;
    case Quadrant::ClassToPatches:
    case Quadrant::Row: break;
    }
    return rowWords("%1 looks at").arg(tokenName(trace, grid, query));
}

ValueRange overlayRange(const study::TracePicture& picture, const PatchGrid& grid,
                        const OverlayAsk& ask, const OverlayRow& row, RangePolicy policy) {
    const std::vector<float> shown = row.patchWeights(grid);
    const QString what = titleOf(ask, *picture.trace, grid);
    switch (policy) {
    case RangePolicy::PerRow: return rangeFromZero(shown, policy, what);
    case RangePolicy::Percentile:
        return {.high = std::max(percentile(shown, kRangePercentile), 1e-6),
                .policy = policy,
                .what = what};
    default: return mapRange(picture, ask.head, policy, {});
    }
}

} // namespace vitrine::widgets
