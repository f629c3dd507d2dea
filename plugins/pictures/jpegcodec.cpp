#include "plugins/pictures/jpegcodec.h"

#include <cstddef>
#include <cstdio> // jpeglib.h needs it

#include <jpeglib.h>

#include <csetjmp>
#include <cstdlib>
#include <string>

namespace vitrine::pictures {

namespace {

constexpr std::size_t kLongestSide = 65'500; // JPEG_MAX_DIMENSION

/// libjpeg ends a faulty call by calling back; that must not return.
struct Faults {
    jpeg_error_mgr manager;
    std::jmp_buf back;
    char message[JMSG_LENGTH_MAX];
};

[[noreturn]] void leave(j_common_ptr info) {
    auto* faults = reinterpret_cast<Faults*>(info->err);
    info->err->format_message(info, faults->message);
    std::longjmp(faults->back, 1);
}

void keepSilent(j_common_ptr /*info*/) {}

jpeg_error_mgr* prepare(Faults& faults) {
    jpeg_error_mgr* manager = jpeg_std_error(&faults.manager);
    manager->error_exit = leave;
    manager->output_message = keepSilent;
    return manager;
}

struct Encoded {
    unsigned char* bytes = nullptr;
    unsigned long size = 0;

    Encoded() = default;
    ~Encoded() { std::free(bytes); }
    Encoded(const Encoded&) = delete;
    Encoded& operator=(const Encoded&) = delete;
};

// Nothing with a destructor lives in the two functions below: longjmp would pass it by.

bool encode(const std::uint8_t* pixels, std::size_t width, std::size_t height, int quality,
            Encoded& into, Faults& faults) {
    jpeg_compress_struct info{};
    info.err = prepare(faults);
    if (setjmp(faults.back) != 0) {
        jpeg_destroy_compress(&info);
        return false;
    }
    jpeg_create_compress(&info);
    jpeg_mem_dest(&info, &into.bytes, &into.size);
    info.image_width = static_cast<JDIMENSION>(width);
    info.image_height = static_cast<JDIMENSION>(height);
    info.input_components = static_cast<int>(Image::kChannels);
    info.in_color_space = JCS_RGB;
    jpeg_set_defaults(&info); // YCbCr, colour at half resolution both ways
    jpeg_set_quality(&info, quality, TRUE);
    jpeg_start_compress(&info, TRUE);
    while (info.next_scanline < info.image_height) {
        auto* line = const_cast<JSAMPROW>(pixels + info.next_scanline * width * Image::kChannels);
        jpeg_write_scanlines(&info, &line, 1);
    }
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    return true;
}

bool decode(const Encoded& from, std::uint8_t* pixels, std::size_t width, Faults& faults) {
    jpeg_decompress_struct info{};
    info.err = prepare(faults);
    if (setjmp(faults.back) != 0) {
        jpeg_destroy_decompress(&info);
        return false;
    }
    jpeg_create_decompress(&info);
    jpeg_mem_src(&info, from.bytes, from.size);
    jpeg_read_header(&info, TRUE);
    info.out_color_space = JCS_RGB;
    jpeg_start_decompress(&info);
    while (info.output_scanline < info.output_height) {
        JSAMPROW line = pixels + info.output_scanline * width * Image::kChannels;
        jpeg_read_scanlines(&info, &line, 1);
    }
    jpeg_finish_decompress(&info);
    jpeg_destroy_decompress(&info);
    return true;
}

} // namespace

Outcome<Image> throughJpeg(const Image& picture, int quality) {
    if (picture.width() > kLongestSide || picture.height() > kLongestSide) {
        return Problem{"JPEG has no pictures with a side above 65,500 pixels", "picture.jpeg",
                       "Make the picture smaller first"};
    }
    Faults faults{};
    Encoded encoded;
    Image result(picture.width(), picture.height());
    if (!encode(picture.pixels().data(), picture.width(), picture.height(), quality, encoded,
                faults) ||
        !decode(encoded, result.pixels().data(), picture.width(), faults)) {
        return Problem{std::string("JPEG failed: ") + faults.message, "picture.jpeg",
                       "Try another quality"};
    }
    return result;
}

} // namespace vitrine::pictures
