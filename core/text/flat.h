#pragma once

#include <cstdint>
#include <vector>

namespace vitrine::text {

/// Half-open byte range in a source text below 4 GiB.
struct Span32 {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    bool operator==(const Span32&) const = default;
};

/// The lean form of an encoding: one text, no template, no piece texts. All three have one entry
/// for each token. Reuse it between calls: the vectors keep their memory.
struct FlatEncoding {
    std::vector<std::int32_t> ids;
    std::vector<Span32> spans;        ///< source bytes
    std::vector<std::uint32_t> words; ///< counts words from 0

    void clear() {
        ids.clear();
        spans.clear();
        words.clear();
    }

    bool operator==(const FlatEncoding&) const = default;
};

} // namespace vitrine::text
