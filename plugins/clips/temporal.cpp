#include "plugins/clips/temporal.h"

#include <algorithm>
#include <cmath>

namespace vitrine::clips {

namespace {

/// Shows the last kept frame. The first one is always kept.
FrameMap lastKept(const std::vector<std::uint8_t>& kept) {
    FrameMap source(kept.size());
    std::int64_t last = 0;
    for (std::size_t t = 0; t < kept.size(); ++t) {
        last = kept[t] != 0 ? static_cast<std::int64_t>(t) : last;
        source[t] = last;
    }
    return source;
}

} // namespace

FrameMap dropped(std::size_t count, double rate, const DrawKey& key) {
    const DrawField field(key, 0);
    std::vector<std::uint8_t> kept(count, 1);
    for (std::size_t t = 1; t < count; ++t) {
        kept[t] = static_cast<double>(field.unitFloatAt(t)) < rate ? 0 : 1;
    }
    return lastKept(kept);
}

FrameMap frozen(std::size_t count, double share, const DrawKey& key) {
    if (count == 0) {
        return {};
    }
    const DrawField field(key, 0);
    std::vector<std::pair<std::uint32_t, std::size_t>> order;
    for (std::size_t t = 1; t < count; ++t) {
        order.emplace_back(field.wordAt(t), t);
    }
    const double wanted = std::floor(share * static_cast<double>(count) + 0.5);
    const auto others = std::min(static_cast<std::size_t>(std::max(wanted, 1.0)) - 1, order.size());
    std::ranges::nth_element(order, order.begin() + static_cast<std::ptrdiff_t>(others));
    std::vector<std::uint8_t> kept(count, 0);
    kept[0] = 1;
    for (std::size_t i = 0; i < others; ++i) {
        kept[order[i].second] = 1;
    }
    return lastKept(kept);
}

FrameMap shuffled(std::size_t count, const DrawKey& key) {
    const auto order = Draws(key, 0).permutation(static_cast<std::uint32_t>(count));
    return {order.begin(), order.end()};
}

} // namespace vitrine::clips
