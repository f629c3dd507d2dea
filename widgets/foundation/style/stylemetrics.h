#pragma once

#include <QStyle>

#include <optional>

namespace vitrine::widgets {

class Look;

/// Our answers to QStyle::pixelMetric and styleHint; nothing where Fusion's are right.
[[nodiscard]] std::optional<int> ourMetric(QStyle::PixelMetric metric, const QWidget* widget,
                                           const Look& look);
[[nodiscard]] std::optional<int> ourHint(QStyle::StyleHint hint, const Look& look);

/// A text edit that can be typed into: it gets the frame of a field.
[[nodiscard]] bool isTextField(const QWidget* widget);

} // namespace vitrine::widgets
