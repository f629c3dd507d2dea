#include "widgets/attention/grid/gridfigure.h"

#include "widgets/attention/grid/gridlegend.h"
#include "widgets/attention/state/figurecaption.h"
#include "widgets/foundation/figure/figure.h"
#include "widgets/foundation/theme/look.h"

#include <QPainter>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr double kLegend = 28;
constexpr int kPrintedPixels = 96; // a thumbnail in a file is sharp at three times its size

class GridFigure final : public Figure {
public:
    GridFigure(GridScene scene, const Thumbnails::Settings& settings)
        : scene_(std::move(scene))
        , settings_(settings) {}

    [[nodiscard]] QSize naturalSize() const override {
        const QSizeF grid = scene_.layout.size();
        return QSizeF(std::max(grid.width(), 360.0), grid.height() + kLegend).toSize();
    }

    void paint(QPainter& painter, const QSizeF& size, const Look& look) const override {
        GridScene scene = scene_;
        scene.layout = GridLayout(scene.layout.shape(), size.width(), scene.layout.thumbnail(), look);
        Thumbnails thumbnails;
        thumbnails.setPicture(scene.picture, scene.patches);
        Thumbnails::Settings settings = settings_;
        settings.pixels = kPrintedPixels;
        settings.theme = look.name();
        thumbnails.prepare(settings);
        const QRectF area(QPointF(), scene.layout.size());
        paintGrid(painter, area, scene, thumbnails, look);
        paintGridLegend(painter,
                        QRectF(scene.layout.rowHeader(), area.bottom(),
                               size.width() - scene.layout.rowHeader() - 4, kLegend),
                        {.range = settings.range, .response = settings.response, .badge = scene.badge},
                        look);
    }

    [[nodiscard]] QString caption() const override {
        return gridCaption(*scene_.picture,
                           thumbnailRule({.range = settings_.range, .response = settings_.response}));
    }

    [[nodiscard]] QString title() const override {
        return figureTitle(*scene_.picture, std::nullopt);
    }

private:
    GridScene scene_;
    Thumbnails::Settings settings_;
};

} // namespace

std::unique_ptr<Figure> makeGridFigure(GridScene scene, const Thumbnails::Settings& settings) {
    return std::make_unique<GridFigure>(std::move(scene), settings);
}

} // namespace vitrine::widgets
