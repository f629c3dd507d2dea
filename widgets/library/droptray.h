#pragma once

#include <QWidget>

namespace vitrine::widgets {

/// The foot of the library: says that anything may be dropped; a click asks for a file instead.
/// The dropping itself is the window's.
class DropTray final : public QWidget {
    Q_OBJECT

public:
    explicit DropTray(QWidget* parent = nullptr);

    /// While something that can be opened is dragged over the window.
    void setInviting(bool inviting);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void clicked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    bool inviting_ = false;
};

} // namespace vitrine::widgets
