#pragma once

#include <QWidget>

namespace vitrine::app {

/// The title bar of a dock: a strip to drag it by, blank until the pointer is over it. A double
/// click tears the dock off or puts it back.
class DockGrip final : public QWidget {
    Q_OBJECT

public:
    /// The heads below it are drawn up by as much, so that it takes no room.
    static constexpr int kHeight = 8;

    explicit DockGrip(QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
};

} // namespace vitrine::app
