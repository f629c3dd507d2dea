#include "plugins/emoji/svg.h"

#include <librsvg/rsvg.h>

#include <algorithm>
#include <memory>

namespace vitrine::emoji {

namespace {

struct Unref {
    void operator()(RsvgHandle* handle) const { g_object_unref(handle); }
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* context) const { cairo_destroy(context); }
};

Problem problemOf(GError* error, std::string_view where) {
    Problem problem{"The drawing is no SVG that can be drawn", std::string(where),
                    error != nullptr ? error->message : ""};
    g_clear_error(&error);
    return problem;
}

// Cairo's pixels are native-endian ARGB, multiplied by alpha.
data::RawPicture pictureOf(cairo_surface_t* surface, std::size_t side) {
    cairo_surface_flush(surface);
    const unsigned char* bytes = cairo_image_surface_get_data(surface);
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface));
    data::RawPicture picture{.width = side, .height = side, .channels = 4, .pixels = {}};
    picture.pixels.reserve(side * side * picture.channels);
    for (std::size_t y = 0; y < side; ++y) {
        const auto* line = reinterpret_cast<const std::uint32_t*>(bytes + y * stride);
        for (std::size_t x = 0; x < side; ++x) {
            const std::uint32_t alpha = line[x] >> 24;
            for (const unsigned shift : {16U, 8U, 0U}) {
                const std::uint32_t value = (line[x] >> shift) & 0xFF;
                const std::uint32_t straight =
                    alpha == 0 ? 0 : std::min(255U, (value * 255 + alpha / 2) / alpha);
                picture.pixels.push_back(static_cast<std::uint8_t>(straight));
            }
            picture.pixels.push_back(static_cast<std::uint8_t>(alpha));
        }
    }
    return picture;
}

} // namespace

Outcome<data::RawPicture> renderSvg(const std::string& svg, std::size_t side,
                                    std::string_view where) {
    GError* error = nullptr;
    const std::unique_ptr<RsvgHandle, Unref> handle(rsvg_handle_new_from_data(
        reinterpret_cast<const guint8*>(svg.data()), svg.size(), &error));
    if (handle == nullptr) {
        return problemOf(error, where);
    }
    const std::unique_ptr<cairo_surface_t, Unref> surface(cairo_image_surface_create(
        CAIRO_FORMAT_ARGB32, static_cast<int>(side), static_cast<int>(side)));
    const std::unique_ptr<cairo_t, Unref> context(cairo_create(surface.get()));
    const RsvgRectangle area{0, 0, static_cast<double>(side), static_cast<double>(side)};
    if (rsvg_handle_render_document(handle.get(), context.get(), &area, &error) == FALSE) {
        return problemOf(error, where);
    }
    return pictureOf(surface.get(), side);
}

} // namespace vitrine::emoji
