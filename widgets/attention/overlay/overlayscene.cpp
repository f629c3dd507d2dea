#include "widgets/attention/overlay/overlayscene.h"

#include "widgets/attention/overlay/outlines.h"
#include "widgets/attention/overlay/overlayraster.h"
#include "widgets/attention/state/ranges.h"
#include "widgets/foundation/paint/marks.h"
#include "widgets/foundation/theme/look.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace vitrine::widgets {

namespace {

struct OutlineStyle {
    double share;
    std::array<double, 2> dash; ///< pixels; 0 = solid
};

constexpr std::array<OutlineStyle, 3> kOutlines{
    {{0.95, {1.5, 4.5}}, {0.8, {6, 4}}, {0.5, {0, 0}}}};

} // namespace

std::vector<float> OverlayScene::strengths() const {
    std::vector<float> places = row.patchWeights(grid);
    std::ranges::transform(places, places.begin(), [this](float weight) {
        return static_cast<float>(scale.position(static_cast<double>(weight)));
    });
    return places;
}

std::optional<OverlayScene> overlaySceneOf(std::shared_ptr<const study::TracePicture> picture,
                                           const PatchGrid& grid,
                                           const AttentionSelection& selection,
                                           const OverlayAsk& ask,
                                           const std::vector<float>* rollout) {
    if (picture == nullptr || grid.empty()) {
        return std::nullopt;
    }
    OverlayScene scene{.picture = picture,
                       .grid = grid,
                       .ask = ask,
                       .choice = selection.overlay,
                       .frame = selection.frame};
    RangePolicy policy = selection.overlay.range;
    if (rollout != nullptr) {
        scene.ask.quadrant = Quadrant::Row;
        scene.ask.lookedAt.reset();
        scene.row = {.weights = *rollout, .fixed = ask.query};
        // The ranges of maps say nothing about a product of maps.
        policy = policy == RangePolicy::Absolute ? policy : RangePolicy::PerRow;
        scene.title = QCoreApplication::translate("AttentionOverlay", "rollout from %1")
                          .arg(tokenName(*picture->trace, grid, ask.query));
    } else {
        scene.row = overlayRowOf(*picture->trace, grid, ask);
        scene.title = titleOf(ask, *picture->trace, grid);
    }
    ValueRange range = overlayRange(*picture, grid, scene.ask, scene.row, policy);
    if (policy == RangePolicy::PerRow) {
        range.what = scene.title;
    }
    scene.scale = range.scale(selection.response, logFloor(*picture->trace, ask.head.site));
    scene.rule = ruleText(range, selection.response);
    return scene;
}

QColor overlayHue(const OverlayScene& scene, const Look& look) {
    return look.color(scene.row.asks ? Token::Query : Token::Key);
}

void paintOverlayMarks(QPainter& painter, const OverlayScene& scene,
                       const std::function<QRectF(std::size_t token)>& place, const Look& look) {
    const std::vector<float> weights = scene.row.patchWeights(scene.grid);
    const OverlayLines lines = scene.choice.lines;
    for (const OutlineStyle& style : kOutlines) {
        const bool wanted = style.share > 0.9 ? lines == OverlayLines::AndNinetyFive
                                              : lines != OverlayLines::None;
        if (!wanted || !scene.row.patches) {
            continue;
        }
        QPen pen(look.color(Token::CasingInk), metrics::kCrosshairWidth, Qt::SolidLine, Qt::FlatCap,
                 Qt::MiterJoin);
        if (style.dash[0] > 0) {
            pen.setDashPattern({style.dash[0] / metrics::kCrosshairWidth,
                                style.dash[1] / metrics::kCrosshairWidth});
        }
        strokeCased(painter, outlineOf(scene.grid, massSet(weights, style.share), place), pen, look);
    }
    for (std::size_t index = 0; index < weights.size(); ++index) {
        const CellMark mark = markOf(weights[index], scene.scale);
        if (mark != CellMark::None) {
            paintCellMark(painter, place(scene.grid.patches()[index]), mark, look);
        }
    }
    if (scene.row.fixed && scene.grid.isPatch(*scene.row.fixed)) {
        strokeCased(painter, place(*scene.row.fixed),
                    look.color(scene.row.asks ? Token::Key : Token::Query),
                    metrics::kCrosshairWidth, look);
    }
}

QImage overlaidPicture(const DisplayPicture& picture, const OverlayScene& scene, const QSize& size,
                       const Look& look) {
    const QSizeF whole = picture.size();
    const double across = size.width() / whole.width();
    const double down = size.height() / whole.height();
    const auto place = [&](std::size_t token) {
        const QRectF box = scene.grid.box(token);
        return QRectF(box.x() * across, box.y() * down, box.width() * across, box.height() * down);
    };
    return overlaid(picture.rendered(QRectF(QPointF(), whole), size), scene.grid, scene.strengths(),
                    place, scene.choice.mode, overlayHue(scene, look), look);
}

} // namespace vitrine::widgets
