#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::neural {

/// How the names in checkpoints of one family become the names its code uses.
struct NameRules {
    std::vector<std::string> prefixes; ///< dropped where present ("bert.", "transformer.")
    std::vector<std::pair<std::string, std::string>> endings; ///< ".gamma" → ".weight"
    std::vector<std::string> ignored; ///< endings of buffers that are no parameters
};

/// The model's name for a file's name; nothing for an ignored tensor.
[[nodiscard]] std::optional<std::string> modelName(std::string_view fileName,
                                                   const NameRules& rules);

} // namespace vitrine::neural
