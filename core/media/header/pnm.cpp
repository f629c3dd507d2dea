#include "core/media/header/formats.h"

#include "core/base/blank.h"

namespace vitrine::media {

namespace {

/// The next decimal number behind blanks and comments; `at` moves behind it. Nothing where there is
/// none or it has more than nine digits.
std::optional<std::uint64_t> numberAt(const Bytes& file, std::uint64_t& at) {
    while (file.has(at, 1) && (isBlank(static_cast<char>(file.byte(at))) || file.byte(at) == '#')) {
        if (file.byte(at) == '#') {
            while (file.has(at, 1) && file.byte(at) != '\n') {
                ++at;
            }
        } else {
            ++at;
        }
    }
    std::uint64_t number = 0;
    int digits = 0;
    for (; file.byte(at) >= '0' && file.byte(at) <= '9' && digits < 10; ++at, ++digits) {
        number = number * 10 + (file.byte(at) - static_cast<std::uint64_t>('0'));
    }
    return digits > 0 && digits < 10 ? std::optional(number) : std::nullopt;
}

} // namespace

std::optional<PictureHeader> readPnm(const Bytes& file) {
    std::uint64_t at = 2;
    const auto width = numberAt(file, at);
    const auto height = numberAt(file, at);
    if (!width || !height) {
        return std::nullopt;
    }
    return PictureHeader{.width = *width, .height = *height};
}

} // namespace vitrine::media
