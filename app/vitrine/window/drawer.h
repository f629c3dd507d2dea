#pragma once

#include <QWidget>

class QVBoxLayout;

namespace vitrine::app {

/// A pane that slides over the stage from one side while the window is too narrow for its dock.
/// Closes on Esc, and when the focus goes elsewhere by a click.
class Drawer final : public QWidget {
    Q_OBJECT

public:
    /// Lies over `host`, at its left or right edge.
    Drawer(Qt::Edge edge, QWidget& host);

    /// Takes a widget in; the caller takes it back by giving it another parent.
    void setContent(QWidget* content, int width);

    void open();
    void close();

Q_SIGNALS:
    void openChanged(bool open);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void place();

    Qt::Edge edge_;
    QWidget& host_;
    QVBoxLayout* layout_;
    int width_ = 240;
};

} // namespace vitrine::app
