#include "core/media/header/formats.h"

namespace vitrine::media {

std::optional<PictureHeader> readBmp(const Bytes& file) {
    constexpr std::uint32_t kOldHeader = 12;
    if (!file.has(0, 26)) {
        return std::nullopt;
    }
    const std::uint32_t headerBytes = file.little(14, 4);
    if (headerBytes == kOldHeader) {
        return PictureHeader{.width = file.little(18, 2), .height = file.little(20, 2)};
    }
    // A negative height means that lines go downwards.
    const auto width = static_cast<std::int32_t>(file.little(18, 4));
    const auto height = static_cast<std::int32_t>(file.little(22, 4));
    if (headerBytes < 40 || width <= 0 || height == INT32_MIN) {
        return std::nullopt;
    }
    return PictureHeader{.width = static_cast<std::uint64_t>(width),
                         .height = static_cast<std::uint64_t>(height < 0 ? -height : height)};
}

} // namespace vitrine::media
