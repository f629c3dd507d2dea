#pragma once

#include "widgets/attention/overlay/overlayrow.h"
#include "widgets/foundation/colour/colourscale.h"
#include "widgets/foundation/paint/colourbar.h"
#include "widgets/foundation/picture/displaypicture.h"

#include <QRectF>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

class QPainter;

namespace vitrine::widgets {

class Look;

/// A picture with weights over it, as values: what the view, the film strip and the exported figure
/// paint.
struct OverlayScene {
    std::shared_ptr<const study::TracePicture> picture;
    PatchGrid grid;
    OverlayAsk ask;
    OverlayRow row;
    OverlayChoice choice;
    int frame = 0; ///< of a clip
    ColourScale scale;
    QString title; ///< "[CLS] looks at"
    QString rule;  ///< "per row, [CLS] looks at: 0–0.23, square root"

    /// Places on the scale of the patches, 0 … 1.
    [[nodiscard]] std::vector<float> strengths() const;
};

/// A scene of the picture by its selection; the row of rollout where one is given. Null picture: no
/// scene.
[[nodiscard]] std::optional<OverlayScene> overlaySceneOf(
    std::shared_ptr<const study::TracePicture> picture, const PatchGrid& grid,
    const AttentionSelection& selection, const OverlayAsk& ask, const std::vector<float>* rollout);

/// What is painted over the photograph, in the painter's coordinates: outlines of mass, the query in
/// query hue, marks of undefined weights.
void paintOverlayMarks(QPainter& painter, const OverlayScene& scene,
                       const std::function<QRectF(std::size_t token)>& place, const Look& look);

/// The whole picture with its weights at a size in pixels: for the film strip and figures.
[[nodiscard]] QImage overlaidPicture(const DisplayPicture& picture, const OverlayScene& scene,
                                     const QSize& size, const Look& look);

/// The hue of a tint: of keys that are looked at, or of queries that ask.
[[nodiscard]] QColor overlayHue(const OverlayScene& scene, const Look& look);

} // namespace vitrine::widgets
