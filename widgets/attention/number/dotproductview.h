#pragma once

#include "widgets/attention/number/dotproduct.h"

#include <QWidget>

namespace vitrine::widgets {

/// q ∘ k component by component: dimension, query, key, product, value. Sign by side and fill:
/// positive filled to the right, negative hollow to the left. Hue is the role: query, key.
class DotProductView final : public QWidget {
    Q_OBJECT

public:
    explicit DotProductView(QWidget* parent = nullptr);

    void setCell(const engine::Cell& cell);
    [[nodiscard]] const DotProduct& product() const { return product_; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    DotProduct product_;
};

} // namespace vitrine::widgets
