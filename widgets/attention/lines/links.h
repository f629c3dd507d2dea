#pragma once

#include "core/engine/trace.h"

#include <cstddef>
#include <vector>

namespace vitrine::widgets {

inline constexpr std::size_t kMostLinks = 4'000;

/// One weight as a line from a query to a key.
struct Link {
    std::size_t query = 0;
    std::size_t key = 0;
    float weight = 0;

    bool operator==(const Link&) const = default;
};

/// The strongest weights of a map that together make up a share of its mass.
struct LinkSet {
    std::vector<Link> links; ///< strongest first, at most kMostLinks
    std::size_t wanted = 0;  ///< how many lines the share needs; at least this many if capped
    double mass = 0;         ///< the share of all attention that the links make up
};

/// In bands of rows, so that no full map is stored; the mass of a map is its number of rows that see
/// a key. `head` may be kMeanHead.
[[nodiscard]] Outcome<LinkSet> strongestLinks(const engine::Trace& trace, engine::HeadRef head,
                                              double mass, const Tick& tick);

} // namespace vitrine::widgets
