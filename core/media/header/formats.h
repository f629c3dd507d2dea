#pragma once

#include "core/media/header/bytes.h"
#include "core/media/header/pictureheader.h"

#include <optional>

namespace vitrine::media {

// One reader a format. Each answers nothing where the header is cut or no header at all; sizes are
// not yet checked. `format` is left to the caller.

[[nodiscard]] std::optional<PictureHeader> readPng(const Bytes& file);
[[nodiscard]] std::optional<PictureHeader> readJpeg(const Bytes& file);
[[nodiscard]] std::optional<PictureHeader> readGif(const Bytes& file);
[[nodiscard]] std::optional<PictureHeader> readWebP(const Bytes& file);
[[nodiscard]] std::optional<PictureHeader> readBmp(const Bytes& file);
[[nodiscard]] std::optional<PictureHeader> readTiff(const Bytes& file);
[[nodiscard]] std::optional<PictureHeader> readPnm(const Bytes& file);

/// The orientation in an EXIF block (a TIFF header and its first directory); Upright where it is
/// missing or nonsense.
[[nodiscard]] Orientation exifOrientation(const Bytes& exif);

} // namespace vitrine::media
