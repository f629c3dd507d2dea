#pragma once

#include "widgets/foundation/theme/token.h"
#include "widgets/foundation/theme/type.h"

#include <QFont>
#include <QFontMetricsF>
#include <QHash>
#include <QRectF>
#include <QString>

class QPainter;

namespace vitrine::widgets {

class Look;

/// Draws many short words in one style. Fonts and the widths of words are kept between calls: both
/// are what text costs most.
class FittedText {
public:
    FittedText(TextStyle style, const Look& look, int leastPixels);

    /// Centred; smaller down to the least size where there is little room, then elided if that is
    /// allowed, then nothing. Answers whether all of it was drawn.
    bool paint(QPainter& painter, const QRectF& area, const QString& text, bool elide = true);

    /// The same turned by a quarter, to be read from below. Nothing where it does not fit.
    bool paintTurned(QPainter& painter, const QRectF& area, const QString& text);

    /// Whether this font or one that stands in for it can draw the character.
    [[nodiscard]] bool hasGlyph(char32_t character) const;

    [[nodiscard]] double width(const QString& text);

private:
    void draw(QPainter& painter, const QRectF& area, const QString& text, qsizetype size) const;

    QList<QFont> fonts_; ///< largest first
    QList<QFontMetricsF> metrics_;
    QHash<QString, double> widths_; ///< at the largest size
};

} // namespace vitrine::widgets
