#include "widgets/attention/overlay/overlayfigure.h"

#include "widgets/attention/overlay/overlayfoot.h"
#include "widgets/attention/state/figurecaption.h"
#include "widgets/attention/state/labels.h"
#include "widgets/foundation/figure/figure.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/look.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr double kSide = 448; ///< of the picture, longest
constexpr double kLeastWidth = 380; ///< so that the words of the foot fit
constexpr double kFigureTitle = 26;
constexpr double kMostZoom = 32;
constexpr int kPrinted = 2; ///< pixels of the exported photograph for one of the page

class OverlayFigure final : public Figure {
public:
    explicit OverlayFigure(OverlayScene scene)
        : scene_(std::move(scene))
        , photograph_(scene_.picture->trace->sample().pictureAt(scene_.frame)) {}

    [[nodiscard]] QSize naturalSize() const override {
        const QSizeF canvas = canvasFor(kSide);
        const Look look = Look::builtIn(/*dark=*/false);
        const double width = std::max(canvas.width(), kLeastWidth);
        return QSizeF(width, kFigureTitle + canvas.height() + OverlayFoot(scene_, width, look).height())
            .toSize();
    }

    void paint(QPainter& painter, const QSizeF& size, const Look& look) const override {
        const OverlayFoot foot(scene_, size.width(), look);
        const QSizeF room(size.width(), size.height() - kFigureTitle - foot.height());
        const QSizeF canvas = QSizeF(photograph_.size()).scaled(room, Qt::KeepAspectRatio);
        const QRectF place(0, kFigureTitle, canvas.width(), canvas.height());
        paintWords(painter, QRectF(0, 0, size.width(), kFigureTitle), Qt::AlignLeft | Qt::AlignVCenter,
                   scene_.title, TextStyle::Head, Token::QueryText, look);
        painter.drawImage(place, overlaidPicture(photograph_, scene_, (canvas * kPrinted).toSize(),
                                                 look));
        const double across = canvas.width() / photograph_.size().width();
        painter.save();
        painter.setClipRect(place);
        paintOverlayMarks(
            painter, scene_,
            [&](std::size_t token) {
                const QRectF box = scene_.grid.box(token);
                return QRectF(place.topLeft() + box.topLeft() * across, box.size() * across);
            },
            look);
        painter.restore();
        foot.paint(painter, QPointF(0, place.bottom()), look);
    }

    [[nodiscard]] QString caption() const override {
        const QString of = headCaption(*scene_.picture, scene_.ask.head, scene_.title, scene_.rule);
        const QString address = headAddress(*scene_.picture->trace, scene_.ask.head);
        const bool rollout = scene_.choice.method == OverlayMethod::Rollout;
        return rollout ? QString(of).replace(
                             address, QCoreApplication::translate("AttentionOverlay", "all layers"))
                       : of;
    }

    [[nodiscard]] QString title() const override {
        return figureTitle(*scene_.picture, scene_.ask.head) + QStringLiteral(" picture");
    }

private:
    [[nodiscard]] QSizeF canvasFor(double side) const {
        const QSizeF whole = photograph_.size();
        const double scale = std::min(side / std::max(whole.width(), whole.height()), kMostZoom);
        return whole * scale;
    }

    OverlayScene scene_;
    DisplayPicture photograph_;
};

} // namespace

std::unique_ptr<Figure> makeOverlayFigure(OverlayScene scene) {
    return std::make_unique<OverlayFigure>(std::move(scene));
}

} // namespace vitrine::widgets
