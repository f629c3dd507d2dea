#include "widgets/foundation/paint/marks.h"

#include "widgets/foundation/colour/colourmap.h"
#include "widgets/foundation/theme/look.h"

#include <QImage>
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace vitrine::widgets {

namespace {

QPainterPath pathOf(const QRectF& rectangle) {
    QPainterPath path;
    path.addRect(rectangle);
    return path;
}

void paintSign(QPainter& painter, const QRectF& cell, bool plus, const Look& look) {
    const double arm = std::min({cell.width(), cell.height(), 12.0}) / 3;
    const QPointF middle = cell.center();
    QPainterPath path;
    path.moveTo(middle.x() - arm, middle.y());
    path.lineTo(middle.x() + arm, middle.y());
    if (plus) {
        path.moveTo(middle.x(), middle.y() - arm);
        path.lineTo(middle.x(), middle.y() + arm);
    }
    strokeCased(painter, path, QPen(look.color(Token::DangerMark), metrics::kCrosshairWidth), look);
}

void paintCross(QPainter& painter, const QRectF& cell, const Look& look) {
    const double arm = std::min({cell.width(), cell.height(), 18.0}) / 4;
    const QPointF middle = cell.center();
    painter.fillRect(cell, look.color(Token::S2));
    painter.setPen(QPen(look.color(Token::DangerMark), metrics::kCrosshairWidth));
    painter.drawLine(middle + QPointF(-arm, -arm), middle + QPointF(arm, arm));
    painter.drawLine(middle + QPointF(-arm, arm), middle + QPointF(arm, -arm));
}

// White with a dark rim, so that it shows on both ends of every ramp.
void paintCorner(QPainter& painter, const QRectF& cell, bool high, const Look& look) {
    const double side =
        std::min({double(metrics::kClipCorner), cell.width() / 2, cell.height() / 2});
    const QPointF corner = high ? cell.topRight() : cell.bottomLeft();
    const double sign = high ? -1 : 1;
    const QPointF along = corner + QPointF(sign * side, 0);
    const QPointF across = corner + QPointF(0, -sign * side);
    painter.setPen(Qt::NoPen);
    painter.setBrush(look.color(Token::Casing));
    painter.drawPolygon(QPolygonF({corner, along, across}));
    painter.setPen(QPen(look.color(Token::CasingInk), 1));
    painter.drawLine(along, across);
}

// The hatch as a texture whose tiles join, on a lattice of the page.
QBrush hatchBrush(const QColor& color, double pixelRatio) {
    const double step = std::round((metrics::kHatchGap + metrics::kHatchLine) * std::sqrt(2.0));
    const int side = std::max(2, static_cast<int>(std::lround(step * pixelRatio)));
    QImage tile(side, side, QImage::Format_ARGB32_Premultiplied);
    tile.fill(Qt::transparent);
    QPainter painter(&tile);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, metrics::kHatchLine * pixelRatio));
    painter.translate(0.5, 0); // along the middles of pixels, not between two
    for (int sum = 0; sum <= 2 * side; sum += side) {
        painter.drawLine(QPointF(sum + side, -side), QPointF(sum - 2 * side, 2 * side));
    }
    painter.end();
    QBrush brush(tile);
    brush.setTransform(QTransform::fromScale(step / side, step / side));
    return brush;
}

} // namespace

void paintHatch(QPainter& painter, const QRectF& area, const QColor& color) {
    // On pixels a tile: over half of a causal map, lines are the dearest part of a frame.
    if (painter.paintEngine()->type() == QPaintEngine::Raster) {
        painter.fillRect(area, hatchBrush(color, painter.device()->devicePixelRatioF()));
        return;
    }
    painter.save();
    painter.setClipRect(area, Qt::IntersectClip);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, metrics::kHatchLine));
    // Lines on a lattice of the page, so that neighbouring cells join.
    const double step = (metrics::kHatchGap + metrics::kHatchLine) * std::sqrt(2.0);
    const double last = area.right() + area.bottom();
    for (double sum = std::floor((area.left() + area.top()) / step) * step; sum <= last;
         sum += step) {
        painter.drawLine(QPointF(sum - area.top(), area.top()),
                         QPointF(sum - area.bottom(), area.bottom()));
    }
    painter.restore();
}

void strokeCased(QPainter& painter, const QPainterPath& path, const QPen& pen, const Look& look) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.strokePath(path, QPen(look.color(Token::Casing), metrics::kCasingWidth, Qt::SolidLine,
                                  Qt::FlatCap, Qt::MiterJoin));
    painter.strokePath(path, pen);
    painter.restore();
}

void strokeCased(QPainter& painter, const QRectF& rectangle, const QColor& color, double width,
                 const Look& look) {
    strokeCased(painter, pathOf(rectangle),
                QPen(color, width, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin), look);
}

void paintCellCursor(QPainter& painter, const QRectF& cell, const Look& look) {
    strokeCased(painter, cell, look.color(Token::CasingInk), metrics::kCursorWidth, look);
}

void paintCellMark(QPainter& painter, const QRectF& cell, CellMark mark, const Look& look) {
    if (mark == CellMark::None) {
        return;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    switch (mark) {
    case CellMark::NotANumber:
        paintCross(painter, cell, look);
        break;
    case CellMark::Infinity:
        paintSign(painter, cell, /*plus=*/true, look);
        break;
    case CellMark::MinusInfinity:
        paintSign(painter, cell, /*plus=*/false, look);
        break;
    case CellMark::ClippedHigh:
        paintCorner(painter, cell, /*high=*/true, look);
        break;
    case CellMark::ClippedLow:
        paintCorner(painter, cell, /*high=*/false, look);
        break;
    case CellMark::None:
        break;
    }
    painter.restore();
}

void paintMasked(QPainter& painter, const QRectF& cell, const Look& look) {
    painter.fillRect(cell, look.color(Token::S2));
    paintHatch(painter, cell, look.color(Token::T3));
}

void paintPin(QPainter& painter, const QRectF& badge, int pin, const Look& look) {
    const QColor fill = look.color(pinToken(pin));
    QFont font = look.font(TextStyle::CaptionHead);
    font.setPixelSize(std::max(8, static_cast<int>(std::lround(badge.height() * 0.68))));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(look.color(Token::CasingInk), 1));
    painter.setBrush(fill);
    painter.drawRoundedRect(badge.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter.setFont(font);
    painter.setPen(lightness(fill.rgb()) < 50 ? look.color(Token::Casing)
                                              : look.color(Token::CasingInk));
    painter.drawText(badge, Qt::AlignCenter, QString(pinLetter(pin)));
    painter.restore();
}

QChar pinLetter(int pin) {
    if (pin < 0 || pin >= metrics::kMostPins) {
        throw std::invalid_argument("pinLetter: pins are 0 … 7");
    }
    return QChar(u'A' + pin);
}

void paintFocusRing(QPainter& painter, const QRectF& rectangle, double radius, const Look& look) {
    const double gap = metrics::kFocusGap / 2.0;
    const double ring = metrics::kFocusGap + metrics::kFocusRing / 2.0;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(look.color(Token::S2), metrics::kFocusGap));
    painter.drawRoundedRect(rectangle.adjusted(-gap, -gap, gap, gap), radius, radius);
    painter.setPen(QPen(look.color(Token::Ink), metrics::kFocusRing));
    painter.drawRoundedRect(rectangle.adjusted(-ring, -ring, ring, ring), radius + 2, radius + 2);
    painter.restore();
}

void paintShadow(QPainter& painter, const QRectF& card, double radius, const Look& look) {
    // 0 4 12: stacked translucent outlines stand for the blur, without an off-screen picture.
    constexpr int kBlur = 12;
    constexpr double kDrop = 4;
    QColor color = look.color(Token::Shadow);
    const double whole = color.alphaF();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < kBlur; ++i) {
        const double grow = kBlur / 2.0 - i;
        color.setAlphaF(static_cast<float>(whole / kBlur * (1.0 + 1.5 * i / kBlur) / 1.75));
        painter.setBrush(color);
        painter.drawRoundedRect(card.translated(0, kDrop).adjusted(-grow, -grow, grow, grow),
                                radius + std::max(0.0, grow), radius + std::max(0.0, grow));
    }
    painter.restore();
}

} // namespace vitrine::widgets
