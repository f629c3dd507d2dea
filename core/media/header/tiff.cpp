#include "core/media/header/formats.h"

namespace vitrine::media {

namespace {

constexpr std::uint32_t kWidthTag = 256;
constexpr std::uint32_t kHeightTag = 257;
constexpr std::uint32_t kOrientationTag = 274;
constexpr std::uint32_t kMostPages = 10'000;
constexpr std::uint64_t kEntryBytes = 12;

/// A TIFF stream in its own byte order.
class Tiff {
public:
    explicit Tiff(const Bytes& file)
        : file_(file)
        , big_(file.startsWith("MM")) {}

    [[nodiscard]] bool valid() const {
        return (big_ || file_.startsWith("II")) && number(2, 2) == 42;
    }

    [[nodiscard]] std::uint32_t number(std::uint64_t at, int count) const {
        return big_ ? file_.big(at, count) : file_.little(at, count);
    }

    [[nodiscard]] std::uint64_t firstDirectory() const { return number(4, 4); }

    /// Whether all entries and the pointer to the next directory are there.
    [[nodiscard]] bool hasDirectory(std::uint64_t at) const {
        return at >= 8 && file_.has(at, 2 + number(at, 2) * kEntryBytes);
    }

    [[nodiscard]] std::uint64_t nextDirectory(std::uint64_t at) const {
        return number(at + 2 + number(at, 2) * kEntryBytes, 4);
    }

    /// The value of a SHORT or LONG entry; nothing without one.
    [[nodiscard]] std::optional<std::uint32_t> value(std::uint64_t directory,
                                                     std::uint32_t tag) const {
        const std::uint32_t count = number(directory, 2);
        for (std::uint32_t index = 0; index < count; ++index) {
            const std::uint64_t entry = directory + 2 + index * kEntryBytes;
            if (number(entry, 2) == tag) {
                const bool isShort = number(entry + 2, 2) == 3;
                return number(entry + 8, isShort ? 2 : 4);
            }
        }
        return std::nullopt;
    }

private:
    const Bytes& file_;
    bool big_;
};

Orientation orientationOf(std::optional<std::uint32_t> value) {
    return value && *value >= 1 && *value <= 8 ? static_cast<Orientation>(*value)
                                               : Orientation::Upright;
}

} // namespace

std::optional<PictureHeader> readTiff(const Bytes& file) {
    const Tiff tiff(file);
    const std::uint64_t first = tiff.firstDirectory();
    if (!tiff.valid() || !tiff.hasDirectory(first)) {
        return std::nullopt;
    }
    PictureHeader header{.width = tiff.value(first, kWidthTag).value_or(0),
                         .height = tiff.value(first, kHeightTag).value_or(0),
                         .orientation = orientationOf(tiff.value(first, kOrientationTag))};
    // A directory that points back would never end: pages are counted up to a bound.
    std::uint64_t page = tiff.nextDirectory(first);
    while (page != 0 && tiff.hasDirectory(page) && header.frames < kMostPages) {
        ++header.frames;
        page = tiff.nextDirectory(page);
    }
    return header;
}

Orientation exifOrientation(const Bytes& exif) {
    const Tiff tiff(exif);
    const std::uint64_t first = tiff.firstDirectory();
    if (!tiff.valid() || !tiff.hasDirectory(first)) {
        return Orientation::Upright;
    }
    return orientationOf(tiff.value(first, kOrientationTag));
}

} // namespace vitrine::media
