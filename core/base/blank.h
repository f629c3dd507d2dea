#pragma once

namespace vitrine {

/// Whether a byte is ASCII white space: space, tab, line feed, vertical tab, form feed, carriage
/// return; in any locale.
[[nodiscard]] constexpr bool isBlank(char byte) {
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

} // namespace vitrine
