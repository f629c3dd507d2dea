#pragma once

#include "core/study/picture.h"
#include "widgets/attention/overlay/overlayrow.h"
#include "widgets/attention/state/selection.h"
#include "widgets/foundation/colour/ramp.h"

#include <QImage>

#include <memory>
#include <optional>
#include <vector>

namespace vitrine::widgets {

class Look;

/// The painted thumbnails of a picture, made when first asked for and kept until picture, range,
/// size or colours change: of 9,216 heads only those in sight cost anything.
class Thumbnails {
public:
    struct Settings {
        RangePolicy range = RangePolicy::PerLayer;
        Response response = Response::SquareRoot;
        Pooling pooling = Pooling::Largest;
        int pixels = 30; ///< device pixels a side
        QString theme;

        /// One row a head as a little picture, in place of matrices. The head in it is not used.
        std::optional<OverlayAsk> row;

        bool operator==(const Settings&) const = default;
    };

    /// `patches` are needed for rows as little pictures.
    void setPicture(std::shared_ptr<const study::TracePicture> picture, PatchGrid patches = {});

    [[nodiscard]] const PatchGrid& patches() const { return patches_; }

    /// Forgets the images if the settings differ from the last ones.
    void prepare(const Settings& settings);

    /// head may be kMeanHead. Null image without a picture.
    [[nodiscard]] const QImage& image(engine::HeadRef head, const Look& look);

private:
    /// The weights of the patches of every head of a site, the mean's last.
    [[nodiscard]] const std::vector<std::vector<float>>& rowsOf(int site);
    [[nodiscard]] QImage paintRow(engine::HeadRef head, const Look& look);

    std::shared_ptr<const study::TracePicture> picture_;
    PatchGrid patches_;
    Settings settings_;
    std::vector<std::vector<std::vector<float>>> rows_; ///< by site
    std::vector<std::vector<QImage>> images_; ///< by site, then head; the mean behind the heads
};

/// One thumbnail in colours: square, `pixels` a side.
[[nodiscard]] QImage paintThumbnail(const study::TracePicture& picture, engine::HeadRef head,
                                    const Thumbnails::Settings& settings, const Look& look);

} // namespace vitrine::widgets
