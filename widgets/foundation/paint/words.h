#pragma once

#include "widgets/foundation/theme/token.h"
#include "widgets/foundation/theme/type.h"

#include <QRectF>
#include <QString>

class QPainter;

namespace vitrine::widgets {

class Look;

/// One line of text, as it is (never rich text), elided at the end if asked. Answers its width.
double paintWords(QPainter& painter, const QRectF& area, Qt::Alignment alignment,
                  const QString& text, TextStyle style, Token token, const Look& look,
                  bool elide = false);

[[nodiscard]] double wordsWidth(const QString& text, TextStyle style, const Look& look);

/// Numbers as shown on screen: U+2212 for minus, thin spaces in thousands, `digits` after the
/// point.
[[nodiscard]] QString numberText(double value, int digits);

/// Four significant places as on hover: "0.4959"; scientific below 1e-3: "3.2e-4".
[[nodiscard]] QString hoverText(double value);

/// Two digits as in a cell: ".50", "1.0".
[[nodiscard]] QString cellText(double value);

/// Whole numbers with thin spaces: "30 522".
[[nodiscard]] QString countText(qint64 value);

} // namespace vitrine::widgets
