#pragma once

#include "core/base/image.h"
#include "core/base/outcome.h"
#include "core/media/codec/clip/av.h"
#include "core/media/header/pictureheader.h"

#include <optional>
#include <string>

namespace vitrine::media {

/// Turns decoded frames into pictures: RGB by the colour matrix that the frame names (BT.601 where
/// it names none, as decord, OpenCV and PyAV take it), transparency over white, upright.
class FrameConverter {
public:
    FrameConverter(int width, int height, Orientation orientation)
        : width_(width)
        , height_(height)
        , orientation_(orientation) {}

    /// Nothing where FFmpeg cannot convert this kind of pixels. A frame of another size than the
    /// clip's is scaled to it.
    [[nodiscard]] std::optional<Image> convert(const AVFrame& frame);

private:
    int width_;
    int height_;
    Orientation orientation_;
    Sws context_;
};

} // namespace vitrine::media
