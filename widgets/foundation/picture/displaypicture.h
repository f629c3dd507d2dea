#pragma once

#include "core/base/image.h"

#include <QImage>
#include <QRectF>
#include <QSize>

#include <memory>
#include <vector>

namespace vitrine::widgets {

/// A picture ready to be painted at any zoom. Shares the pixels; of a large picture it keeps halved
/// copies too, so that painting costs what is on screen and not what is in the file. A plain value.
class DisplayPicture {
public:
    DisplayPicture() = default;
    explicit DisplayPicture(std::shared_ptr<const Image> image);

    [[nodiscard]] bool isNull() const { return levels_.empty(); }
    [[nodiscard]] QSize size() const { return isNull() ? QSize() : levels_.front().size(); }
    [[nodiscard]] const std::shared_ptr<const Image>& source() const { return image_; }

    /// A part of the picture, in its own pixels, as `size` device pixels (Format_RGB32): averaged
    /// where it shrinks, interpolated where it grows a little, nearest from four times its size on, so
    /// that pixels are seen as pixels. Beyond the picture black.
    [[nodiscard]] QImage rendered(const QRectF& area, const QSize& size) const;

private:
    std::shared_ptr<const Image> image_;
    std::vector<QImage> levels_; ///< each half of the one before; 0 shares the picture's bytes
};

} // namespace vitrine::widgets
