#pragma once

#include "widgets/foundation/paint/colourbar.h"

#include <QWidget>

namespace vitrine::widgets {

/// The colour bar as a widget.
class ColourBarView final : public QWidget {
    Q_OBJECT

  public:
    explicit ColourBarView(Qt::Orientation orientation, QWidget* parent = nullptr);

    [[nodiscard]] const ColourBarModel& model() const { return model_; }

    void setModel(const ColourBarModel& model);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    Qt::Orientation orientation_;
    ColourBarModel model_;
};

} // namespace vitrine::widgets
