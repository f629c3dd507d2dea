#pragma once

#include "tests/core/study/oracletrace.h"
#include "widgets/attention/state/attentionstate.h"
#include "widgets/foundation/task/worker.h"
#include "widgets/foundation/theme/theme.h"

#include <QImage>
#include <QPoint>
#include <QRect>
#include <QWidget>

#include <memory>

namespace vitrine::tests {

/// What every test of a view needs: a theme, a state, a worker.
struct Stage {
    explicit Stage(bool dark = false);

    widgets::Theme theme;
    widgets::AttentionState state;
    widgets::Worker worker;
};

/// A picture of one layer whose heads are given.
[[nodiscard]] std::shared_ptr<const study::TracePicture>
pictureOfHeads(const std::string& text, std::vector<OracleHead> heads,
               engine::MaskRule mask = engine::MaskRule::None);

/// A text of n different words.
[[nodiscard]] std::string wordsText(std::size_t n);

/// Shows a widget at a size and waits until it is painted.
void show(QWidget& widget, const QSize& size);

/// The darkest pixel of an area (light theme: the largest weight).
[[nodiscard]] QPoint darkest(const QImage& image, const QRect& area);

/// How many pixels of an area have a colour, to a tolerance per channel.
[[nodiscard]] int countOf(const QImage& image, const QRect& area, const QColor& color,
                          int tolerance = 24);

/// How many different colours an area has.
[[nodiscard]] int coloursIn(const QImage& image, const QRect& area);

/// Moves the pointer with modifiers, as the window system would.
void moveTo(QWidget& widget, const QPoint& point,
            Qt::KeyboardModifiers modifiers = Qt::NoModifier);

} // namespace vitrine::tests
