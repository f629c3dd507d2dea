#pragma once

#include <cstdint>

namespace vitrine::text {

/// A piece of one word: bytes [begin, end) of the word.
struct WordPart {
    std::int32_t id = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

} // namespace vitrine::text
