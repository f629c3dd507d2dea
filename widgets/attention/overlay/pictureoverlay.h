#pragma once

#include "widgets/attention/map/readout.h"
#include "widgets/attention/overlay/overlayscene.h"
#include "widgets/attention/overlay/rolloutsource.h"
#include "widgets/attention/state/attentionstate.h"
#include "widgets/foundation/picture/patchcanvas.h"

#include <memory>
#include <optional>

namespace vitrine::widgets {

class Figure;

/// The traced picture with the weights of one query over it (specs: attention, section 10). The
/// query is the class token until a patch is clicked; the chip below, or `C`, takes it back. Pointing
/// at a patch reads its weight; with Alt the picture shows who looks at it.
class PictureOverlay final : public PatchCanvas {
    Q_OBJECT

public:
    PictureOverlay(AttentionState& state, Worker& worker, QWidget* parent = nullptr);
    ~PictureOverlay() override;

    /// What is painted now; none where no picture was traced, or while rollout is being made.
    [[nodiscard]] const std::optional<OverlayScene>& scene() const { return scene_; }

    /// The height that picture and foot take in a width, `most` at most.
    [[nodiscard]] int heightFor(int width, int most) const;

    /// The card of the patch pointed at.
    [[nodiscard]] std::optional<ReadOut> readOut() const;

    /// Where the chip of a token that is no patch is, in widget coordinates.
    [[nodiscard]] QRectF chipRect(std::size_t token) const;

    [[nodiscard]] std::unique_ptr<Figure> figure() const;

Q_SIGNALS:
    /// What is shown, or by which rule, changed.
    void sceneChanged();
    void failed(const vitrine::Problem& problem);

protected:
    [[nodiscard]] QRectF room() const override;
    [[nodiscard]] QString patchText(std::size_t token) const override;
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void takePicture();
    void takeFrame();
    void takeShown();
    void point(int token);
    void choose(std::size_t token);
    [[nodiscard]] OverlayAsk ask() const;
    [[nodiscard]] double footHeight(double width) const;
    [[nodiscard]] double footWidth() const;
    [[nodiscard]] QPointF footCorner() const;
    [[nodiscard]] std::optional<std::size_t> chipAt(const QPointF& point) const;
    void paintTitle(QPainter& painter, const Look& look) const;
    void paintCard(QPainter& painter, const Look& look) const;

    AttentionState& state_;
    RolloutSource rollout_;
    std::optional<OverlayScene> scene_;
    QImage raster_;
};

} // namespace vitrine::widgets
