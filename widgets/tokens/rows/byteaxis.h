#pragma once

#include "core/base/axis.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace vitrine::widgets {

/// Where the bytes of the text stand in x: byte 0 begins at `origin` less what is scrolled away.
struct ByteAxis {
    double origin = 0;
    double pitch = 12;  ///< logical pixels a byte
    double scroll = 0;
    std::size_t begin = 0; ///< the bytes that are drawn at all
    std::size_t end = 0;

    [[nodiscard]] double x(double byte) const {
        return origin + (byte - static_cast<double>(begin)) * pitch - scroll;
    }

    [[nodiscard]] double byteAt(double x) const {
        return (x - origin + scroll) / pitch + static_cast<double>(begin);
    }

    [[nodiscard]] double width() const { return static_cast<double>(end - begin) * pitch; }
};

/// Bytes between two ruler ticks so that labels have room: 1, 2, 5, 10, 20, 50 …
[[nodiscard]] inline std::size_t rulerStep(double pitch, double room) {
    std::size_t step = 1;
    for (int i = 0; static_cast<double>(step) * pitch < room; ++i) {
        step = i % 3 == 1 ? step / 2 * 5 : step * 2;
    }
    return step;
}

} // namespace vitrine::widgets
