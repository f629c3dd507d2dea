#include "widgets/tokens/rows/fittedtext.h"

#include "widgets/foundation/theme/look.h"

#include <QPainter>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr qsizetype kMostWidths = 4096;
constexpr double kLeastElided = 20; ///< pixels below which a cut word tells nothing

} // namespace

FittedText::FittedText(TextStyle style, const Look& look, int leastPixels) {
    QFont font = look.font(style);
    const int least = std::min(look.scaled(leastPixels), font.pixelSize());
    for (int size = font.pixelSize(); size >= least; --size) {
        font.setPixelSize(size);
        fonts_.append(font);
        metrics_.append(QFontMetricsF(font));
    }
}

double FittedText::width(const QString& text) {
    const auto known = widths_.constFind(text);
    if (known != widths_.constEnd()) {
        return known.value();
    }
    if (widths_.size() >= kMostWidths) {
        widths_.clear();
    }
    const double width = metrics_.first().horizontalAdvance(text);
    widths_.insert(text, width);
    return width;
}

bool FittedText::paint(QPainter& painter, const QRectF& area, const QString& text) {
    const double full = width(text);
    if (full <= area.width()) {
        draw(painter, area, text, 0);
        return true;
    }
    const double largest = fonts_.first().pixelSize();
    const qsizetype last = fonts_.size() - 1;
    const auto wanted = static_cast<int>(largest * area.width() / full);
    const auto size = std::max<qsizetype>(0, static_cast<qsizetype>(largest) - wanted);
    if (size <= last) {
        draw(painter, area, text, size);
        return true;
    }
    if (area.width() >= kLeastElided) {
        draw(painter, area, metrics_[last].elidedText(text, Qt::ElideRight, area.width()), last);
    }
    return false;
}

void FittedText::draw(QPainter& painter, const QRectF& area, const QString& text,
                      qsizetype size) const {
    painter.setFont(fonts_[size]);
    painter.drawText(area, Qt::AlignCenter | Qt::TextSingleLine | Qt::TextDontClip, text);
}

} // namespace vitrine::widgets
