#include "widgets/attention/grid/gridscene.h"

#include "widgets/attention/state/labels.h"
#include "widgets/attention/state/numbers.h"
#include "widgets/attention/state/statisticnames.h"
#include "widgets/foundation/paint/marks.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/look.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr double kPinOver = 8; // how far a pin's letter lies over the corner

void frame(QPainter& painter, const QRectF& rect, double inset, double width, const QColor& color) {
    const double half = width / 2 - inset;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color, width, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter.drawRect(rect.adjusted(-half, -half, half, half));
}

void paintEdge(QPainter& painter, const QRectF& rect, bool selected, bool hovered,
               const Look& look) {
    if (selected) {
        frame(painter, rect, -metrics::kHairline, metrics::kFocusRing, look.color(Token::Ink));
        frame(painter, rect, 0, 1, look.color(Token::S2));
    } else if (hovered) {
        frame(painter, rect, 0, 1, look.color(Token::S2));
        frame(painter, rect, -metrics::kHairline, 1, look.color(Token::Outline));
    } else {
        frame(painter, rect, 0, 1, look.color(Token::Line));
    }
}

void paintBadge(QPainter& painter, const QRectF& rect, double top, float value, const Look& look) {
    if (std::isnan(value)) {
        return;
    }
    const QRectF track(rect.left(), top, rect.width(), metrics::kBadgeHeight);
    painter.fillRect(track, look.color(Token::Sunk));
    QRectF fill = track;
    fill.setWidth(track.width() * std::clamp(static_cast<double>(value), 0.0, 1.0));
    painter.fillRect(fill, look.color(Token::T2));
}

void paintPins(QPainter& painter, const QRectF& rect, engine::HeadRef head, const GridScene& scene,
               const Look& look) {
    for (const GridScene::PinMark& pin : scene.pins) {
        if (pin.head == head) {
            const double side = look.scaled(metrics::kSmallPin);
            paintPin(painter,
                     QRectF(rect.right() - kPinOver, rect.top() + kPinOver - side, side, side),
                     pin.letter, look);
        }
    }
}

/// What lies under the thumbnail: badge, and its head number where the row is sorted.
void paintFoot(QPainter& painter, const QRectF& rect, engine::HeadRef head, const GridScene& scene,
               bool badge, const Look& look) {
    if (badge) {
        paintBadge(painter, rect, rect.top() + scene.layout.badgeTop(),
                   statisticOf(*scene.picture, head, scene.badge), look);
    }
    if (scene.layout.shape().named && head.head != kMeanHead) {
        const bool current = scene.selected == head;
        const double line = look.lineHeight(TextStyle::Caption);
        paintWords(painter, QRectF(rect.left(), rect.bottom() + 4, rect.width(), line),
                   Qt::AlignHCenter | Qt::AlignVCenter, QString::number(head.head),
                   current ? TextStyle::CaptionHead : TextStyle::Caption,
                   current ? Token::T1 : Token::T3, look);
    }
}

void paintHeads(QPainter& painter, const QRectF& area, const GridScene& scene,
                Thumbnails& thumbnails, const Look& look) {
    const QRect touched = scene.layout.touching(area.translated(scene.offset));
    const bool badge = !scene.badge.empty() && statisticName(scene.badge).badge;
    const auto each = [&](auto&& act) {
        for (int row = touched.top(); row <= touched.bottom(); ++row) {
            for (int column = touched.left(); column <= touched.right(); ++column) {
                if (const auto head = scene.headAt(row, column)) {
                    act(scene.layout.rect(row, column).translated(-scene.offset), *head);
                }
            }
        }
    };
    each([&](const QRectF& rect, engine::HeadRef head) {
        painter.drawImage(rect, thumbnails.image(head, look));
        paintFoot(painter, rect, head, scene, badge, look);
        paintEdge(painter, rect, scene.selected == head, scene.hovered == head, look);
        if (!std::isfinite(summaryOf(*scene.picture, head).maximum)) {
            paintCellMark(painter, rect.adjusted(2, 2, -2, -2), CellMark::NotANumber, look);
        }
    });
    each([&](const QRectF& rect, engine::HeadRef head) {
        paintPins(painter, rect, head, scene, look);
    });
}

void paintColumnNumbers(QPainter& painter, const GridScene& scene, const Look& look) {
    const GridLayout& layout = scene.layout;
    const double line = look.lineHeight(TextStyle::Caption);
    const QRectF strip(0, 0, layout.size().width(), layout.columnHeader());
    if (scene.offset.y() > 0) {
        painter.fillRect(strip, look.color(Token::S2));
    }
    if (layout.shape().named) {
        paintWords(painter, QRectF(layout.rowHeader() - scene.offset.x(), 2, 200, line),
                   Qt::AlignLeft | Qt::AlignVCenter, QStringLiteral("largest first →"),
                   TextStyle::Caption, Token::T3, look);
    }
    const double pitch = layout.rect(0, 1).left() - layout.rect(0, 0).left();
    // Numbers that would touch are left out evenly.
    const double widest = wordsWidth(QString::number(layout.shape().heads), TextStyle::Caption, look);
    const int every = std::max(1, static_cast<int>(std::ceil((widest + 4) / pitch)));
    for (int column = 0; column < layout.columns(); ++column) {
        const bool mean = column == layout.shape().heads;
        if (!mean && (layout.shape().named || column % every != 0)) {
            continue;
        }
        const bool current = scene.selected
                             && scene.selected->head == (mean ? kMeanHead : column);
        QRectF place = layout.rect(0, column).translated(-scene.offset.x(), 0);
        place = QRectF(place.center().x() - 40, 2, 80, line);
        if (place.center().x() < layout.rowHeader()) {
            continue;
        }
        paintWords(painter, place, Qt::AlignHCenter | Qt::AlignVCenter,
                   mean ? QStringLiteral("mean") : QString::number(column),
                   current ? TextStyle::CaptionHead : TextStyle::Caption,
                   current ? Token::T1 : Token::T3, look);
    }
}

void paintRowNumbers(QPainter& painter, const QRectF& area, const GridScene& scene,
                     const Look& look) {
    const GridLayout& layout = scene.layout;
    if (scene.offset.x() > 0) {
        painter.fillRect(QRectF(0, layout.columnHeader(), layout.rowHeader() - 4, area.bottom()),
                         look.color(Token::S2));
    }
    const double line = look.lineHeight(TextStyle::Caption);
    const QRect touched = layout.touching(area.translated(scene.offset));
    for (int row = touched.top(); row <= touched.bottom(); ++row) {
        const QRectF rect = layout.rect(row, 0).translated(0, -scene.offset.y());
        if (rect.top() < layout.columnHeader() - line) {
            continue;
        }
        const bool current = scene.selected && scene.selected->site == row;
        paintWords(painter,
                   QRectF(0, rect.center().y() - line / 2, layout.rowHeader() - 9, line),
                   Qt::AlignRight | Qt::AlignVCenter, siteLabel(*scene.picture->trace, row),
                   current ? TextStyle::CaptionHead : TextStyle::Caption,
                   current ? Token::T1 : Token::T3, look);
    }
}

} // namespace

std::optional<engine::HeadRef> GridScene::headAt(int row, int column) const {
    if (row < 0 || static_cast<std::size_t>(row) >= order.size() || column < 0
        || column > layout.shape().heads) {
        return std::nullopt;
    }
    if (column == layout.shape().heads) {
        return engine::HeadRef{row, kMeanHead};
    }
    const auto& heads = order[static_cast<std::size_t>(row)];
    const auto index = static_cast<std::size_t>(column);
    return index < heads.size() ? std::optional(engine::HeadRef{row, heads[index]}) : std::nullopt;
}

void paintGrid(QPainter& painter, const QRectF& area, const GridScene& scene,
               Thumbnails& thumbnails, const Look& look) {
    if (!scene.picture) {
        return;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    paintHeads(painter, area, scene, thumbnails, look);
    paintColumnNumbers(painter, scene, look);
    paintRowNumbers(painter, area, scene, look);
    const int column = scene.focus.x();
    const int row = scene.focus.y();
    if (scene.headAt(row, column)) {
        paintFocusRing(painter, scene.layout.rect(row, column).translated(-scene.offset), 0, look);
    }
    painter.restore();
}

} // namespace vitrine::widgets
