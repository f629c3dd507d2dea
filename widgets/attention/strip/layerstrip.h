#pragma once

#include "widgets/attention/strip/layerscene.h"

#include <QWidget>

#include <memory>

namespace vitrine::widgets {

class AttentionState;
class Figure;

/// A statistic by layer: each mark one head. Pointing at a mark previews its head, a click opens and
/// pins it.
class LayerStrip final : public QWidget {
    Q_OBJECT

public:
    explicit LayerStrip(AttentionState& state, QWidget* parent = nullptr);

    /// "Entropy by layer".
    [[nodiscard]] QString title() const;

    /// "0 one key · 1 uniform · each mark one head".
    [[nodiscard]] QString note() const;

    /// The place of a head's mark; far outside where its statistic is undefined.
    [[nodiscard]] QPointF placeOf(engine::HeadRef head) const;

    [[nodiscard]] std::unique_ptr<Figure> figure() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] const LayerScene::Mark* markAt(const QPointF& point) const;
    [[nodiscard]] LayerLayout layout() const;
    void takeState();

    AttentionState& state_;
    LayerScene scene_;
};

} // namespace vitrine::widgets
