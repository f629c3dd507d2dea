#pragma once

#include "core/base/axis.h"

#include <optional>
#include <vector>

namespace vitrine::widgets {

/// The tokens of a Sample for strip and editor, and which of them are looked at. A plain value.
struct TokenMarks {
    std::vector<AxisToken> tokens; ///< of all segments, added ones included
    std::optional<std::size_t> query;
    std::optional<std::size_t> key;

    bool operator==(const TokenMarks&) const = default;
};

} // namespace vitrine::widgets
