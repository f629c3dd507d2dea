#pragma once

#include <QPointer>
#include <QWidget>

namespace vitrine::app {

inline constexpr int kFloatingShadow = 16; ///< room around what floats, for its shadow

/// The ground of what floats over the window: outline, shadow, kFloatingShadow inside its rectangle.
void paintFloating(QWidget& widget);

/// A card that floats over the window until Esc, a click elsewhere, or another key. Subclasses lay
/// out their content within `contentsMargins`.
class FloatingCard : public QWidget {
    Q_OBJECT

public:
    explicit FloatingCard(QWidget* window);

    /// In the middle of the window.
    void openCentred();

    /// Beside a point of the window, wholly inside it.
    void openAt(const QPoint& point);

    void closeCard();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    void open();

    QPointer<QWidget> before_;
};

} // namespace vitrine::app
