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
    std::vector<std::string>
        tied; ///< beginnings of copies that some files hold beside the original
    std::vector<std::string> heads; ///< beginnings of names that carry no prefix in files
};

/// The model's name for a file's name; nothing for an ignored tensor.
[[nodiscard]] std::optional<std::string> modelName(std::string_view fileName,
                                                   const NameRules& rules);

/// The name that a model's tensor gets in a file as Hugging Face writes it for a model with a head:
/// the inverse of modelName, with the first prefix.
[[nodiscard]] std::string fileName(std::string_view modelName, const NameRules& rules);

} // namespace vitrine::neural
