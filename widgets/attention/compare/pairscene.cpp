#include "widgets/attention/compare/pairscene.h"

#include "widgets/attention/heat/gridraster.h"
#include "widgets/attention/map/mapoverlay.h"
#include "widgets/attention/rows/profilescene.h"
#include "widgets/attention/state/labels.h"
#include "widgets/attention/state/ranges.h"
#include "widgets/foundation/figure/heat.h"
#include "widgets/foundation/paint/marks.h"
#include "widgets/foundation/theme/look.h"

#include <QCoreApplication>
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr std::size_t kNone = analysis::Alignment::kNone;

double largestOf(const Grid& grid) {
    double largest = 0;
    for (const float value : grid.values()) {
        largest = std::isfinite(value) ? std::max(largest, std::abs(static_cast<double>(value)))
                                       : largest;
    }
    return largest;
}

bool onScreen(const QPainter& painter) {
    return painter.paintEngine() == nullptr || painter.paintEngine()->type() == QPaintEngine::Raster;
}

/// Words that have no partner, or one that is written otherwise.
std::vector<bool> changedWords(const study::Comparison& comparison, bool ofB) {
    const Axis& own = ofB ? comparison.groupsB() : comparison.groupsA();
    const Axis& others = ofB ? comparison.groupsA() : comparison.groupsB();
    const auto& partners = ofB ? comparison.alignment().toA : comparison.alignment().toB;
    std::vector<bool> changed(own.size());
    for (std::size_t index = 0; index < own.size(); ++index) {
        const bool alone = partners[index] == kNone;
        changed[index] = alone || own.tokens[index].label != others.tokens[partners[index]].label;
    }
    return changed;
}

} // namespace

ColourBarModel sharedBar(const study::Comparison& comparison, const study::SitePair& sites,
                         const study::ComparedHead& head, const AttentionSelection& selection) {
    const ValueRange a = mapRange(*comparison.a(), {sites.siteA, 0}, selection.mapRange, {});
    const ValueRange b = mapRange(*comparison.b(), {sites.siteB, 0}, selection.mapRange, {});
    const bool absolute = selection.mapRange == RangePolicy::Absolute;
    ValueRange both{.policy = absolute ? RangePolicy::Absolute : RangePolicy::PerLayer};
    both.high = absolute ? 1.0
                         : std::max({a.high, b.high, largestOf(head.a), largestOf(head.b)});
    ColourBarModel bar;
    bar.scale = both.scale(selection.response, logFloor(*comparison.a()->trace, sites.siteA));
    const QString sign = selection.response == Response::SquareRoot ? QStringLiteral("√")
                                                                    : nameOf(selection.response);
    bar.rule = {sign, absolute ? QCoreApplication::translate("AttentionCompare", "absolute")
                               : QCoreApplication::translate("AttentionCompare", "shared")};
    return bar;
}

ColourBarModel differenceBar(const study::ComparedHead& head) {
    ColourBarModel bar;
    bar.scale = signedScale(axisTop(largestOf(head.difference)));
    bar.rule = {nameOf(Response::Linear)};
    return bar;
}

void paintPairCells(QPainter& painter, const MapFrame& frame, const Grid& grid, const ColourMap& map,
                    bool causal, const Look& look) {
    if (onScreen(painter)) {
        QImage image((frame.canvas.size() * frame.pixelRatio).toSize().expandedTo({1, 1}),
                     QImage::Format_RGB32);
        image.fill(look.color(Token::S2));
        paintGridCells(image, grid, frame, {.map = map, .rowMaxima = {}});
        image.setDevicePixelRatio(frame.pixelRatio);
        painter.drawImage(frame.canvas.topLeft(), image);
    } else {
        paintHeat(painter, frame.canvas, grid, map);
    }
    if (causal) {
        paintCausalMask(painter, frame, look);
    }
    painter.save();
    painter.setClipRect(frame.canvas, Qt::IntersectClip);
    for (std::size_t row = frame.rows().begin; row < frame.rows().end; ++row) {
        for (std::size_t column = frame.columns().begin; column < frame.columns().end; ++column) {
            if (std::isnan(grid.at(row, column)) && !(causal && column > row)) {
                paintMasked(painter, frame.rectOf(row, column), look);
            }
        }
    }
    painter.restore();
}

void paintLowerHalves(QPainter& painter, const MapFrame& frame, const Grid& grid,
                      const ColourMap& map) {
    painter.save();
    painter.setClipRect(frame.canvas, Qt::IntersectClip);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    for (std::size_t row = frame.rows().begin; row < frame.rows().end; ++row) {
        for (std::size_t column = frame.columns().begin; column < frame.columns().end; ++column) {
            const QRectF cell = frame.rectOf(row, column);
            painter.setBrush(QColor::fromRgb(map.color(grid.at(row, column))));
            painter.drawPolygon(QPolygonF({cell.topRight(), cell.bottomRight(), cell.bottomLeft()}));
        }
    }
    painter.restore();
}

QString compareNote(const study::Comparison& comparison) {
    const auto words = [](const char* text) {
        return QCoreApplication::translate("AttentionCompare", text);
    };
    switch (comparison.by()) {
    case study::CompareBy::Word: return words("by word: keys summed, queries averaged");
    case study::CompareBy::Blank: return words("between blanks: keys summed, queries averaged");
    case study::CompareBy::Token: return words("by token");
    }
    return {};
}

MapLabels labelsOf(const study::Comparison& comparison, bool ofB, const Look& look) {
    const Axis& groups = ofB ? comparison.groupsB() : comparison.groupsA();
    std::vector<QString> labels;
    std::ranges::transform(groups.tokens, std::back_inserter(labels), widgets::labelOf);
    MapLabels result(labels, labels, look);
    const std::vector<bool> changed = changedWords(comparison, ofB);
    if (ofB) {
        result.setChanged(changed, changed);
    }
    return result;
}

} // namespace vitrine::widgets
