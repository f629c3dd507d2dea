#include "widgets/attention/strip/layerscene.h"

#include "widgets/attention/state/attentionstate.h"
#include "widgets/attention/state/labels.h"
#include "widgets/attention/state/numbers.h"
#include "widgets/attention/state/statisticnames.h"
#include "widgets/foundation/colour/colourscale.h"
#include "widgets/foundation/paint/marks.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/look.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr double kMark = 8;
constexpr double kSide = 24;
constexpr double kRight = 8;
constexpr int kTicks = 4;

double roundAbove(double value) {
    const double power = std::pow(10.0, std::floor(std::log10(std::max(value, 1e-9))));
    for (const double step : {1.0, 2.0, 4.0, 5.0, 10.0}) {
        if (step * power >= value) {
            return step * power;
        }
    }
    return 10 * power;
}

constexpr double kLabelGap = 10; ///< between a label and its line

double widestLabel(const LayerScene& scene, const Look& look) {
    double widest = wordsWidth(QStringLiteral("00"), TextStyle::Caption, look);
    for (const LayerScene::Layer& layer : scene.layers) {
        widest = std::max(widest, wordsWidth(layer.label, TextStyle::Caption, look));
    }
    return widest;
}

void paintAxis(QPainter& painter, const LayerScene& scene, const LayerLayout& layout,
               const Look& look) {
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(look.color(Token::Line), 1));
    const double line = look.lineHeight(TextStyle::Caption);
    for (int tick = 0; tick <= kTicks; ++tick) {
        const double value = layout.low + (layout.high - layout.low) * tick / kTicks;
        const double x = std::round(layout.place(0, value).x()) + 0.5;
        painter.setPen(QPen(look.color(Token::Line), 1));
        painter.drawLine(QPointF(x, layout.plot.top()), QPointF(x, layout.plot.bottom()));
        paintWords(painter, QRectF(x - 40, layout.plot.bottom() + 3, 80, line),
                   Qt::AlignHCenter | Qt::AlignVCenter, tickText(value), TextStyle::Caption,
                   Token::T2, look);
    }
    const double widest = widestLabel(scene, look);
    for (std::size_t layer = 0; layer < scene.layers.size(); ++layer) {
        const double y = std::round(layout.place(layer, 0).y()) + 0.5;
        painter.setPen(QPen(look.color(Token::Line), 1));
        painter.drawLine(QPointF(layout.plot.left(), y), QPointF(layout.plot.right(), y));
        if (layout.pitch >= line - 3 || layer % 2 == 0) {
            paintWords(painter,
                       QRectF(layout.plot.left() - widest - kLabelGap - 4, y - line / 2, widest + 4,
                              line),
                       Qt::AlignRight | Qt::AlignVCenter,
                       scene.layers[layer].label, TextStyle::Caption, Token::T2,
                       look);
        }
    }
    painter.setRenderHint(QPainter::Antialiasing);
}

void paintMark(QPainter& painter, const QPointF& place, const LayerScene::Mark& mark,
               const Look& look) {
    if (mark.letter) {
        const double side = look.scaled(metrics::kSmallPin);
        paintPin(painter, QRectF(place.x() - side / 2, place.y() - side / 2, side, side),
                 *mark.letter, look);
        return;
    }
    const bool strong = mark.selected || mark.hovered;
    const double radius = kMark / 2 - (strong ? 0 : 0.5);
    painter.setPen(QPen(look.color(strong ? Token::Ink : Token::T3), strong ? 2 : 1.2));
    painter.setBrush(look.color(mark.selected ? Token::Ink : Token::S2));
    painter.drawEllipse(place, radius, radius);
}

} // namespace

LayerScene layersOf(const AttentionState& state) {
    LayerScene scene;
    if (!state.picture()) {
        return scene;
    }
    const std::string& badge = state.selection().badge;
    scene.statistic = badge.empty() ? "entropy" : badge;
    const StatisticName name = statisticName(scene.statistic);
    scene.label = name.label;
    double largest = 0;
    const auto sites = state.trace()->sites();
    for (std::size_t site = 0; site < sites.size(); ++site) {
        LayerScene::Layer& layer = scene.layers.emplace_back();
        layer.label = siteLabel(*state.trace(), static_cast<int>(site));
        for (int head = 0; head < sites[site].heads; ++head) {
            const engine::HeadRef ref{static_cast<int>(site), head};
            const auto value = static_cast<double>(statisticOf(*state.picture(), ref, scene.statistic));
            if (!std::isfinite(value)) {
                continue;
            }
            const Pin* pin = state.pinOf(ref);
            layer.marks.push_back({.head = ref,
                                   .value = value,
                                   .letter = pin ? std::optional(pin->letter) : std::nullopt,
                                   .selected = state.selectedHead() == ref,
                                   .hovered = state.hover().site && state.shownHead() == ref});
            largest = std::max(largest, value);
        }
    }
    scene.high = name.badge ? 1 : roundAbove(largest);
    return scene;
}

LayerLayout::LayerLayout(const LayerScene& scene, const QRectF& area, const Look& look)
    : low(scene.low)
    , high(scene.high) {
    const double axis = look.lineHeight(TextStyle::Caption) + 3;
    const double side =
        std::max<double>(look.scaled(int(kSide)), std::ceil(widestLabel(scene, look)) + kLabelGap);
    plot = area.adjusted(side, 2, -kRight, -axis);
    pitch = plot.height() / static_cast<double>(std::max<std::size_t>(1, scene.layers.size()));
}

QPointF LayerLayout::place(std::size_t layer, double value) const {
    const double share = high > low ? std::clamp((value - low) / (high - low), 0.0, 1.0) : 0;
    return {plot.left() + plot.width() * share,
            plot.top() + pitch * (static_cast<double>(layer) + 0.5)};
}

void paintLayers(QPainter& painter, const LayerScene& scene, const LayerLayout& layout,
                 const Look& look) {
    painter.save();
    paintAxis(painter, scene, layout, look);
    // Pins and the open head last, so that they lie above their neighbours.
    for (const bool above : {false, true}) {
        for (std::size_t layer = 0; layer < scene.layers.size(); ++layer) {
            for (const LayerScene::Mark& mark : scene.layers[layer].marks) {
                if ((mark.letter || mark.selected || mark.hovered) == above) {
                    paintMark(painter, layout.place(layer, mark.value), mark, look);
                }
            }
        }
    }
    painter.restore();
}

} // namespace vitrine::widgets
