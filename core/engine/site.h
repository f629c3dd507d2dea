#pragma once

#include <cstdint>
#include <string>

namespace vitrine::engine {

enum class SiteKind { Self, Cross, Temporal, Spatial };

/// Which keys a query may see.
enum class MaskRule {
    None,    ///< all of them
    Padding, ///< all that are not padding
    Causal,  ///< key ≤ query (and not padding)
    Block    ///< those of its own block: a frame, or a place in all frames
};

/// One attention layer of one tower: a family of heads over a query axis and a key axis.
struct Site {
    std::string name; ///< `<tower>.<layer>.<kind>`, e.g. "text.3.self"
    std::string tower;
    int layer = 0;
    SiteKind kind = SiteKind::Self;
    int heads = 0;     ///< query heads
    int keyHeads = 0;  ///< fewer than `heads` in grouped-query models
    int headWidth = 0; ///< d
    float scale = 1;   ///< s in s · (q · k); 1/√d, but 1 for T5
    MaskRule mask = MaskRule::None;
    int queryAxis = 0; ///< index into Trace::axes()
    int keyAxis = 0;

    bool operator==(const Site&) const = default;
};

/// One head of one site of a Trace: index into Trace::sites(), index of the head from 0.
struct HeadRef {
    int site = 0;
    int head = 0;

    bool operator==(const HeadRef&) const = default;
};

} // namespace vitrine::engine
