#pragma once

#include <QWidget>

namespace vitrine::widgets {

/// One device-independent pixel in the line colour, across a layout.
class Hairline final : public QWidget {
    Q_OBJECT

public:
    explicit Hairline(Qt::Orientation orientation, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace vitrine::widgets
