#pragma once

#include "core/study/picture.h"

#include <string_view>
#include <vector>

namespace vitrine::widgets {

/// Per site the order in which its heads are shown: by a statistic, largest first and undefined
/// last, or by number for an empty or unknown id.
[[nodiscard]] std::vector<std::vector<int>> headOrder(const study::TracePicture& picture,
                                                      std::string_view statistic);

} // namespace vitrine::widgets
