#include "widgets/attention/compare/shiftscene.h"

#include "widgets/foundation/colour/colourmap.h"
#include "widgets/foundation/paint/colourbar.h"
#include "widgets/foundation/paint/marks.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/look.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr double kMostShiftCell = 34;
constexpr double kLeastCell = 12;
constexpr double kMostHeight = 28;
constexpr double kLeastHeight = 16;
constexpr double kNumbered = 24; // width from which the number is printed

} // namespace

ColourScale ShiftScene::scale() const {
    double largest = 0;
    for (const float shift : shifts.values()) {
        largest = std::isnan(shift) ? largest : std::max(largest, static_cast<double>(shift));
    }
    // The next multiple of five hundredths, so that small changes do not fill the ramp by rounding.
    const double high = std::min(1.0, std::ceil(std::max(largest, 0.01) * 20) / 20);
    return {.low = 0, .high = high, .response = Response::SquareRoot};
}

ShiftLayout::ShiftLayout(const ShiftScene& scene, const QSizeF& room, const Look& look)
    : left(wordsWidth(QStringLiteral("00"), TextStyle::Caption, look) + 10)
    , top(look.lineHeight(TextStyle::Caption) + 4) {
    const double columns = static_cast<double>(std::max<std::size_t>(1, scene.shifts.columns()));
    const double rows = static_cast<double>(std::max<std::size_t>(1, scene.shifts.rows()));
    const double below = look.lineHeight(TextStyle::Caption) + 14;
    width = std::clamp(std::floor((room.width() - left) / columns) - gap, kLeastCell, kMostShiftCell);
    height = std::clamp(std::floor((room.height() - top - below) / rows) - gap, kLeastHeight,
                        std::min(kMostHeight, width));
    bottom = top + rows * (height + gap);
}

QRectF ShiftLayout::cell(int row, int column) const {
    return {left + column * (width + gap), top + row * (height + gap), width, height};
}

QPoint ShiftLayout::at(const QPointF& point, const ShiftScene& scene) const {
    const int column = static_cast<int>(std::floor((point.x() - left) / (width + gap)));
    const int row = static_cast<int>(std::floor((point.y() - top) / (height + gap)));
    const bool inside = column >= 0 && row >= 0
                        && column < static_cast<int>(scene.shifts.columns())
                        && row < static_cast<int>(scene.shifts.rows());
    return inside ? QPoint(column, row) : QPoint(-1, -1);
}

namespace {

void paintCell(QPainter& painter, const QRectF& cell, float shift, const ColourMap& map,
               const Look& look) {
    if (std::isnan(shift)) {
        paintMasked(painter, cell, look);
        return;
    }
    const QRgb ground = map.color(shift);
    painter.fillRect(cell, QColor::fromRgb(ground));
    if (cell.width() >= kNumbered) {
        painter.setPen(QColor::fromRgb(textOver(ground)));
        painter.setFont(look.font(TextStyle::Caption));
        painter.drawText(cell, Qt::AlignCenter, cellText(static_cast<double>(shift)));
    }
}

void paintNumbers(QPainter& painter, const ShiftScene& scene, const ShiftLayout& layout,
                  const Look& look) {
    const double line = look.lineHeight(TextStyle::Caption);
    const auto say = [&](const QRectF& area, Qt::Alignment alignment, int number, bool current) {
        paintWords(painter, area, alignment, QString::number(number),
                   current ? TextStyle::CaptionHead : TextStyle::Caption,
                   current ? Token::T1 : Token::T3, look);
    };
    const int every = layout.width < 18 ? 2 : 1;
    for (int column = 0; column < static_cast<int>(scene.shifts.columns()); column += every) {
        const QRectF cell = layout.cell(0, column);
        say(QRectF(cell.left() - 8, 0, cell.width() + 16, line), Qt::AlignHCenter | Qt::AlignVCenter,
            column, scene.selected.x() == column);
    }
    for (int row = 0; row < static_cast<int>(scene.shifts.rows()); ++row) {
        const QRectF cell = layout.cell(row, 0);
        say(QRectF(0, cell.center().y() - line / 2, layout.left - 8, line),
            Qt::AlignRight | Qt::AlignVCenter, scene.layers[static_cast<std::size_t>(row)],
            scene.selected.y() == row);
    }
}

} // namespace

void paintShifts(QPainter& painter, const ShiftScene& scene, const ShiftLayout& layout,
                 const Look& look) {
    if (scene.shifts.empty()) {
        return;
    }
    painter.save();
    const ColourMap map(look.unsignedRamp(), scene.scale());
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (std::size_t row = 0; row < scene.shifts.rows(); ++row) {
        for (std::size_t column = 0; column < scene.shifts.columns(); ++column) {
            paintCell(painter, layout.cell(static_cast<int>(row), static_cast<int>(column)),
                      scene.shifts.at(row, column), map, look);
        }
    }
    paintNumbers(painter, scene, layout, look);
    if (scene.selected.x() >= 0) {
        const QRectF cell = layout.cell(scene.selected.y(), scene.selected.x());
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(look.color(Token::S2), 1));
        painter.drawRect(cell.adjusted(-0.5, -0.5, 0.5, 0.5));
        painter.setPen(QPen(look.color(Token::Ink), 2, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
        painter.drawRect(cell.adjusted(-2, -2, 2, 2));
    }
    ColourBarModel bar;
    bar.scale = scene.scale();
    bar.rule = {QStringLiteral("√"),
                QCoreApplication::translate("AttentionCompare", "full scale is 1")};
    const double line = look.lineHeight(TextStyle::Caption);
    paintFlatBar(painter, QRectF(layout.left, layout.bottom + 8, 300, line), bar, look);
    painter.restore();
}

} // namespace vitrine::widgets
