#pragma once

#include <QPointF>
#include <QString>
#include <QStringList>

class QPainter;

namespace vitrine::widgets {

class Look;

/// Keys and what they do, as in the status bar: "[" "]" layer.
struct KeyHint {
    QStringList keys;
    QString text;
};

[[nodiscard]] double keyHintWidth(const KeyHint& hint, const Look& look);
[[nodiscard]] double keyHintHeight(const Look& look);

/// Draws at a left edge and vertical middle; answers the right edge.
double paintKeyHint(QPainter& painter, const QPointF& leftMiddle, const KeyHint& hint,
                    const Look& look);

} // namespace vitrine::widgets
