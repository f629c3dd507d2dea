#include "widgets/attention/state/ranges.h"

#include "widgets/attention/state/labels.h"
#include "widgets/attention/state/numbers.h"
#include "widgets/attention/state/selection.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr double kLeast = 1e-6;

QString rangeWords(const char* text) {
    return QCoreApplication::translate("AttentionRanges", text);
}

double finiteMaximum(double value) {
    return std::isfinite(value) ? std::max(value, kLeast) : 1.0;
}

ValueRange perLayer(const study::TracePicture& picture, engine::HeadRef head) {
    const auto& overview = picture.overviews[static_cast<std::size_t>(head.site)];
    double most = kLeast;
    for (const engine::HeadSummary& each : overview.heads) {
        if (std::isfinite(each.maximum)) {
            most = std::max(most, static_cast<double>(each.maximum));
        }
    }
    const int layer = picture.trace->sites()[static_cast<std::size_t>(head.site)].layer;
    return {.high = most,
            .policy = RangePolicy::PerLayer,
            .what = rangeWords("layer %1").arg(layer)};
}

ValueRange perHead(const study::TracePicture& picture, engine::HeadRef head, RangePolicy policy,
                   std::optional<double> high) {
    return {.high = finiteMaximum(high ? *high : summaryOf(picture, head).maximum),
            .policy = policy,
            .what = rangeWords("head %1").arg(headName(*picture.trace, head))};
}

ValueRange perRow(const study::TracePicture& picture, engine::HeadRef head,
                  std::optional<std::size_t> row) {
    if (!row) {
        return {.policy = RangePolicy::PerRow, .what = rangeWords("each row its own maximum")};
    }
    const std::vector<float> weights = rowOf(*picture.trace, head, *row);
    const auto& site = picture.trace->sites()[static_cast<std::size_t>(head.site)];
    const Axis& axis = picture.trace->axes()[static_cast<std::size_t>(site.queryAxis)];
    return rangeFromZero(weights, RangePolicy::PerRow,
                         rangeWords("row “%1”").arg(shortLabelOf(axis.tokens[*row], 12)));
}

} // namespace

ValueRange gridRange(const study::TracePicture& picture, engine::HeadRef head, RangePolicy policy) {
    switch (policy) {
    case RangePolicy::Absolute: return {};
    case RangePolicy::PerHead: return perHead(picture, head, policy, std::nullopt);
    default: return perLayer(picture, head);
    }
}

ValueRange mapRange(const study::TracePicture& picture, engine::HeadRef head, RangePolicy policy,
                    const MapRangeNeeds& needs) {
    switch (policy) {
    case RangePolicy::Absolute: return {};
    case RangePolicy::PerLayer: return perLayer(picture, head);
    case RangePolicy::PerHead: return perHead(picture, head, policy, std::nullopt);
    case RangePolicy::PerRow: return perRow(picture, head, needs.row);
    case RangePolicy::Percentile: return perHead(picture, head, policy, needs.percentile);
    }
    return {};
}

double logFloor(const engine::Trace& trace, int site) {
    const auto axis = trace.sites()[static_cast<std::size_t>(site)].keyAxis;
    const auto keys = trace.axes()[static_cast<std::size_t>(axis)].size();
    return 1.0 / (10.0 * static_cast<double>(std::max<std::size_t>(keys, 1)));
}

QStringList barRule(const ValueRange& range, Response response) {
    QStringList lines;
    switch (response) {
    case Response::SquareRoot: lines << rangeWords("√ scale"); break;
    case Response::Linear: lines << rangeWords("linear"); break;
    case Response::Log: lines << rangeWords("log scale"); break;
    }
    switch (range.policy) {
    case RangePolicy::Absolute: lines << rangeWords("absolute"); break;
    case RangePolicy::PerLayer: lines << rangeWords("shared,") << range.what; break;
    case RangePolicy::PerHead: lines << range.what; break;
    case RangePolicy::PerRow: lines << rangeWords("per row,") << range.what; break;
    case RangePolicy::Percentile:
        lines << rangeWords("to the") << rangeWords("99.5th") << rangeWords("percentile");
        break;
    }
    return lines;
}

} // namespace vitrine::widgets
