#pragma once

namespace vitrine::media {

/// One thread inside OpenCV, no words of OpenCV's and FFmpeg's on the terminal. For programs whose
/// only business is decoding; call once, first.
void quietLibraries();

} // namespace vitrine::media
