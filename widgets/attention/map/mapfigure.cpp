#include "widgets/attention/map/mapfigure.h"

#include "widgets/attention/heat/cellraster.h"
#include "widgets/attention/heat/pooling.h"
#include "widgets/attention/map/mapframe.h"
#include "widgets/attention/map/maplabels.h"
#include "widgets/attention/map/mapoverlay.h"
#include "widgets/attention/state/figurecaption.h"
#include "widgets/attention/state/numbers.h"
#include "widgets/foundation/figure/figure.h"
#include "widgets/foundation/figure/heat.h"
#include "widgets/foundation/theme/look.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr double kCell = 30;
constexpr double kLeastSide = 120;
constexpr double kMostSide = 900;
constexpr double kFigureBarGap = 19;
constexpr std::size_t kMostExported = 2'048; // cells a side; larger maps are pooled

class MapFigure final : public Figure {
public:
    explicit MapFigure(MapFigureParts parts)
        : parts_(std::move(parts)) {}

    [[nodiscard]] QSize naturalSize() const override {
        const Look look = Look::builtIn(/*dark=*/false);
        const MapLabels labels = labelsOf(look);
        const QSizeF canvas = canvasSize(cells(), QSizeF(kMostSide, kMostSide), kCell, 1);
        const double bar = uprightBarSize(parts_.bar, kLeastSide, look).height();
        return QSizeF(labels.left() + std::max(canvas.width(), kLeastSide) + right(labels, look),
                      labels.top() + std::max(canvas.height(), bar) + 4)
            .toSize();
    }

    void paint(QPainter& painter, const QSizeF& size, const Look& look) const override {
        const MapLabels labels = labelsOf(look);
        MapFrame frame;
        const QSizeF room(size.width() - labels.left() - right(labels, look),
                          size.height() - labels.top() - 4);
        frame.canvas = QRectF(QPointF(labels.left(), labels.top()),
                              canvasSize(cells(), room, room.width(), 1));
        frame.viewport = Viewport(cells(), frame.canvas.size());
        paintMap(painter, frame, look);
        labels.paintQueries(painter, frame, {}, look);
        labels.paintKeys(painter, frame, {}, look);
        const double half = look.lineHeight(TextStyle::Caption) / 2.0;
        const double words = uprightBarSize(parts_.bar, 0, look).height();
        const double length = std::clamp(size.height() - frame.canvas.top() - words - half, 40.0,
                                         double(metrics::kMostColourBar));
        paintUprightBar(painter,
                        QRectF(frame.canvas.right() + kFigureBarGap, frame.canvas.top(),
                               uprightBarSize(parts_.bar, length, look).width(), length + words),
                        parts_.bar, look);
    }

    [[nodiscard]] QString caption() const override {
        const QString method = QCoreApplication::translate(
            "AttentionFigures", parts_.head.head == kMeanHead ? "mean of the heads' probabilities"
                                                              : "attention probability");
        return headCaption(*parts_.picture, parts_.head, method,
                           ruleText(parts_.range, parts_.bar.scale.response));
    }

    [[nodiscard]] QString title() const override {
        return figureTitle(*parts_.picture, parts_.head);
    }

private:
    [[nodiscard]] const engine::Trace& trace() const { return *parts_.picture->trace; }

    [[nodiscard]] MapLabels labelsOf(const Look& look) const {
        return {trace(), parts_.head.site, look};
    }

    [[nodiscard]] QSize cells() const {
        const engine::Site& site = trace().sites()[static_cast<std::size_t>(parts_.head.site)];
        const auto size = [&](int axis) {
            return static_cast<int>(trace().axes()[static_cast<std::size_t>(axis)].size());
        };
        return {size(site.keyAxis), size(site.queryAxis)};
    }

    [[nodiscard]] double right(const MapLabels& labels, const Look& look) const {
        return std::max(kFigureBarGap + uprightBarSize(parts_.bar, kLeastSide, look).width(),
                        labels.rightReach());
    }

    /// The map in fp32, from the trace where the view did not hold it; pooled above kMostExported.
    [[nodiscard]] Grid map() const {
        const auto rows = static_cast<std::size_t>(cells().height());
        const auto columns = static_cast<std::size_t>(cells().width());
        if (parts_.map) {
            return pooled(*parts_.map, std::min(rows, kMostExported),
                          std::min(columns, kMostExported), parts_.pooling);
        }
        const std::size_t step = (rows + kMostExported - 1) / kMostExported;
        Grid result((rows + step - 1) / step, std::min(columns, kMostExported));
        for (std::size_t row = 0; row < result.rows(); ++row) {
            const std::size_t end = std::min((row + 1) * step, rows);
            Grid band(end - row * step, columns);
            for (std::size_t query = row * step; query < end; ++query) {
                std::ranges::copy(rowOf(trace(), parts_.head, query),
                                  band.row(query - row * step).begin());
            }
            std::ranges::copy(pooled(band, 1, result.columns(), parts_.pooling).values(),
                              result.row(row).begin());
        }
        return result;
    }

    void paintMap(QPainter& painter, const MapFrame& frame, const Look& look) const {
        const Grid grid = map();
        const bool perRow = parts_.rowMaxima.size() == grid.rows();
        ColourScale scale = parts_.bar.scale;
        scale.high = perRow ? 1 : scale.high;
        paintHeat(painter, frame.canvas,
                  perRow ? dividedByRow(grid, parts_.rowMaxima) : grid,
                  ColourMap(look.unsignedRamp(), scale));
        paintMask(painter, frame, trace(), parts_.head.site, look);
        if (QSize(static_cast<int>(grid.columns()), static_cast<int>(grid.rows())) == cells()) {
            paintCellContents(
                painter, frame, [&](std::size_t query) { return grid.row(query); },
                [&](std::size_t query) {
                    ColourScale own = scale;
                    own.high = perRow ? std::max(parts_.rowMaxima[query], 1e-6F) : scale.high;
                    return ColourMap(look.unsignedRamp(), own);
                },
                [&](std::size_t query, std::size_t key) {
                    return !trace().visible(parts_.head.site, query, key);
                },
                look);
        }
        paintMapEdge(painter, frame, look);
    }

    MapFigureParts parts_;
};

} // namespace

std::unique_ptr<Figure> makeMapFigure(MapFigureParts parts) {
    return std::make_unique<MapFigure>(std::move(parts));
}

} // namespace vitrine::widgets
