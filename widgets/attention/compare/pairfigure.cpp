#include "widgets/attention/compare/pairfigure.h"

#include "widgets/attention/compare/pairscene.h"
#include "widgets/attention/map/mapoverlay.h"
#include "widgets/foundation/figure/figure.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/look.h"

#include <QPainter>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr double kCell = 28;
constexpr double kMostSide = 840;
constexpr double kFigureBarGap = 10;

class PairFigure final : public Figure {
public:
    explicit PairFigure(PairFigureParts parts)
        : parts_(std::move(parts)) {}

    [[nodiscard]] QSize naturalSize() const override {
        const Look look = Look::builtIn(/*dark=*/false);
        const MapLabels labels = labelsOf(*parts_.comparison, parts_.ofB, look);
        const QSizeF canvas = canvasSize(cells(), QSizeF(kMostSide, kMostSide), kCell, 1);
        return QSizeF(labels.left() + std::max(canvas.width(), 200.0) + labels.rightReach(),
                      top(labels, look) + canvas.height() + kFigureBarGap + bar(look))
            .toSize();
    }

    void paint(QPainter& painter, const QSizeF& size, const Look& look) const override {
        const MapLabels labels = labelsOf(*parts_.comparison, parts_.ofB, look);
        const QPointF corner(labels.left(), top(labels, look));
        const QSizeF room(size.width() - corner.x() - labels.rightReach(),
                          size.height() - corner.y() - kFigureBarGap - bar(look));
        MapFrame frame;
        frame.canvas = QRectF(corner, canvasSize(cells(), room, room.width(), 1));
        frame.viewport = Viewport(cells(), frame.canvas.size());
        const Ramp& ramp = parts_.bar.scale.isSigned ? look.signedRamp() : look.unsignedRamp();
        paintPairCells(painter, frame, parts_.cells, ColourMap(ramp, parts_.bar.scale), parts_.causal,
                       look);
        paintMapEdge(painter, frame, look);
        labels.paintQueries(painter, frame, {}, look);
        labels.paintKeys(painter, frame, {}, look);
        paintWords(painter, QRectF(corner.x(), 0, size.width(), look.lineHeight(TextStyle::SmallHead)),
                   Qt::AlignLeft | Qt::AlignVCenter, parts_.heading, TextStyle::SmallHead, Token::T1,
                   look);
        paintFlatBar(painter,
                     QRectF(corner.x(), frame.canvas.bottom() + kFigureBarGap,
                            std::max(frame.canvas.width(), 200.0), bar(look)),
                     parts_.bar, look);
    }

    [[nodiscard]] QString caption() const override { return parts_.caption; }
    [[nodiscard]] QString title() const override { return parts_.title; }

private:
    [[nodiscard]] QSize cells() const {
        return {static_cast<int>(parts_.cells.columns()), static_cast<int>(parts_.cells.rows())};
    }

    [[nodiscard]] static double top(const MapLabels& labels, const Look& look) {
        return look.lineHeight(TextStyle::SmallHead) + labels.top();
    }

    [[nodiscard]] double bar(const Look& look) const {
        return flatBarSize(parts_.bar, 104, look).height();
    }

    PairFigureParts parts_;
};

} // namespace

std::unique_ptr<Figure> makePairFigure(PairFigureParts parts) {
    return std::make_unique<PairFigure>(std::move(parts));
}

} // namespace vitrine::widgets
