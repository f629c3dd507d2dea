#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace vitrine {

/// The index of a name that an earlier one equals, or std::string_view::npos. Takes n log n steps on
/// any input, crafted hash collisions included.
[[nodiscard]] std::size_t findDuplicate(const std::vector<std::string_view>& names);

} // namespace vitrine
