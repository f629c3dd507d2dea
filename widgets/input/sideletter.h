#pragma once

#include <QWidget>

namespace vitrine::widgets {

/// The letter of a side of a comparison: A filled, B outlined.
class SideLetter final : public QWidget {
    Q_OBJECT

public:
    SideLetter(int side, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int side_;
};

} // namespace vitrine::widgets
