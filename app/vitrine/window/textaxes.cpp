#include "app/vitrine/window/textaxes.h"

#include <algorithm>

namespace vitrine::app {

TextAxes::TextAxes(const engine::Trace& trace)
    : trace_(trace) {
    std::size_t begin = 0;
    for (const Axis& axis : trace.axes()) {
        const bool typed = std::ranges::none_of(axis.tokens, &AxisToken::generated);
        begins_.push_back(typed ? std::optional(begin) : std::nullopt);
        begin += typed ? axis.size() : 0;
    }
}

std::vector<AxisToken> TextAxes::tokens() const {
    std::vector<AxisToken> tokens;
    for (std::size_t axis = 0; axis < begins_.size(); ++axis) {
        if (begins_[axis]) {
            const std::vector<AxisToken>& own = trace_.axes()[axis].tokens;
            tokens.insert(tokens.end(), own.begin(), own.end());
        }
    }
    return tokens;
}

std::optional<std::size_t> TextAxes::placeOf(int axis, std::size_t token) const {
    const std::optional<std::size_t>& begin = begins_.at(static_cast<std::size_t>(axis));
    return begin ? std::optional(*begin + token) : std::nullopt;
}

std::optional<std::size_t> TextAxes::tokenAt(int axis, std::size_t place) const {
    const std::optional<std::size_t>& begin = begins_.at(static_cast<std::size_t>(axis));
    const std::size_t size = trace_.axes()[static_cast<std::size_t>(axis)].size();
    if (!begin || place < *begin || place >= *begin + size) {
        return std::nullopt;
    }
    return place - *begin;
}

} // namespace vitrine::app
