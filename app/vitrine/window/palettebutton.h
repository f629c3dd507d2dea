#pragma once

#include <QToolButton>

namespace vitrine::app {

/// Opens the command palette: a magnifier and the keys that do the same.
class PaletteButton final : public QToolButton {
    Q_OBJECT

public:
    explicit PaletteButton(QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace vitrine::app
