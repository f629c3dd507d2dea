#pragma once

#include "app/vitrine/window/floatingcard.h"

namespace vitrine::widgets {
class Words;
}

namespace vitrine::app {

/// What one thing of the window is and does.
struct Explanation {
    QString title;
    QString text;
};

/// The words for a widget: its own help, or what assistive technology is told, or its tool tip; of
/// the nearest widget around it that has any.
[[nodiscard]] Explanation explanationOf(const QWidget* widget);

/// A card with an explanation: F1, About.
class HelpCard final : public FloatingCard {
    Q_OBJECT

public:
    explicit HelpCard(QWidget* window);

    void fill(const Explanation& explanation);
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString text() const;

private:
    widgets::Words* title_;
    widgets::Words* text_;
};

} // namespace vitrine::app
