#include "core/media/codec/clip/frameconverter.h"

#include "core/media/codec/picture/alpha.h"
#include "core/media/codec/picture/orient.h"

#include <cstring>
#include <memory>
#include <utility>

namespace vitrine::media {

namespace {

/// Converters write whole vectors: lines are padded to this.
constexpr int kAlignment = 64;

struct AvBytesFree {
    void operator()(std::uint8_t* bytes) const { av_free(bytes); }
};

bool hasAlpha(const AVFrame& frame) {
    const AVPixFmtDescriptor* const kind =
        av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame.format));
    return kind != nullptr &&
           ((kind->flags & AV_PIX_FMT_FLAG_ALPHA) != 0 || frame.format == AV_PIX_FMT_PAL8);
}

void chooseMatrix(SwsContext* context, const AVFrame& frame) {
    if (frame.colorspace == AVCOL_SPC_UNSPECIFIED || frame.colorspace == AVCOL_SPC_RGB) {
        return;
    }
    const int* const matrix = sws_getCoefficients(frame.colorspace);
    const int full = frame.color_range == AVCOL_RANGE_JPEG ? 1 : 0;
    sws_setColorspaceDetails(context, matrix, full, sws_getCoefficients(SWS_CS_DEFAULT), 1, 0,
                             1 << 16, 1 << 16);
}

Image imageFrom(const std::uint8_t* bytes, int stride, int width, int height, bool alpha) {
    Image image(static_cast<std::size_t>(width), static_cast<std::size_t>(height));
    for (int y = 0; y < height; ++y) {
        const std::uint8_t* from = bytes + static_cast<std::ptrdiff_t>(y) * stride;
        auto line = image.line(static_cast<std::size_t>(y));
        if (!alpha) {
            std::memcpy(line.data(), from, line.size());
            continue;
        }
        for (std::uint8_t* to = line.data(); to != line.data() + line.size(); from += 4, to += 3) {
            for (int channel = 0; channel < 3; ++channel) {
                to[channel] = overWhite(from[channel], from[3]);
            }
        }
    }
    return image;
}

} // namespace

std::optional<Image> FrameConverter::convert(const AVFrame& frame) {
    const bool alpha = hasAlpha(frame);
    const AVPixelFormat target = alpha ? AV_PIX_FMT_RGBA : AV_PIX_FMT_RGB24;
    context_.reset(sws_getCachedContext(context_.release(), frame.width, frame.height,
                                        static_cast<AVPixelFormat>(frame.format), width_, height_,
                                        target, SWS_BICUBIC, nullptr, nullptr, nullptr));
    if (!context_) {
        return std::nullopt;
    }
    chooseMatrix(context_.get(), frame);
    std::uint8_t* planes[4] = {};
    int strides[4] = {};
    if (av_image_alloc(planes, strides, width_, height_, target, kAlignment) < 0) {
        return std::nullopt;
    }
    const std::unique_ptr<std::uint8_t, AvBytesFree> owner(planes[0]);
    if (sws_scale(context_.get(), frame.data, frame.linesize, 0, frame.height, planes, strides) <=
        0) {
        return std::nullopt;
    }
    return upright(imageFrom(planes[0], strides[0], width_, height_, alpha), orientation_);
}

} // namespace vitrine::media
