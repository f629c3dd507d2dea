#pragma once

#include <QString>
#include <QTimer>
#include <QWidget>

#include <functional>

class QLabel;
class QToolButton;

namespace vitrine::widgets {

/// A passing note at the bottom left of its parent, 6 s, with at most one act ("Undo"). Never for
/// errors. Stays while hovered or focused.
class Toast final : public QWidget {
    Q_OBJECT

public:
    explicit Toast(QWidget* parent);

    void show(const QString& text);
    void show(const QString& text, const QString& act, std::function<void()> action);

    [[nodiscard]] QString text() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();

    QLabel* label_;
    QToolButton* button_;
    std::function<void()> action_;
    QTimer timer_;
};

} // namespace vitrine::widgets
