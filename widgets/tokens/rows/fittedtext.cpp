#include "widgets/tokens/rows/fittedtext.h"

#include "widgets/foundation/theme/look.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

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

bool FittedText::paint(QPainter& painter, const QRectF& area, const QString& text, bool elide) {
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
    if (elide && area.width() >= kLeastElided) {
        draw(painter, area, metrics_[last].elidedText(text, Qt::ElideRight, area.width()), last);
    }
    return false;
}

bool FittedText::paintTurned(QPainter& painter, const QRectF& area, const QString& text) {
    const double full = width(text);
    const double largest = fonts_.first().pixelSize();
    const double most =
        std::min({largest, largest * area.height() / std::max(full, 1.0), area.width()});
    const auto size = static_cast<qsizetype>(largest - std::floor(most));
    if (size >= fonts_.size()) {
        return false;
    }
    painter.save();
    painter.translate(area.center());
    painter.rotate(-90);
    draw(painter, QRectF(-area.height() / 2, -area.width() / 2, area.height(), area.width()), text,
         size);
    painter.restore();
    return true;
}

bool FittedText::hasGlyph(char32_t character) const {
    constexpr char32_t kAlwaysThere = 0x250; // Latin
    return character < kAlwaysThere || metrics_.first().inFontUcs4(character);
}

void FittedText::draw(QPainter& painter, const QRectF& area, const QString& text,
                      qsizetype size) const {
    painter.setFont(fonts_[size]);
    painter.drawText(area, Qt::AlignCenter | Qt::TextSingleLine | Qt::TextDontClip, text);
}

} // namespace vitrine::widgets
