#include "core/neural/weights/names.h"

#include <algorithm>

namespace vitrine::neural {

std::optional<std::string> modelName(std::string_view fileName, const NameRules& rules) {
    for (const std::string& ending : rules.ignored) {
        if (fileName.ends_with(ending)) {
            return std::nullopt;
        }
    }
    for (const std::string& prefix : rules.prefixes) {
        if (fileName.starts_with(prefix)) {
            fileName.remove_prefix(prefix.size());
            break;
        }
    }
    std::string name(fileName);
    for (const auto& [from, to] : rules.endings) {
        if (name.ends_with(from)) {
            name.replace(name.size() - from.size(), from.size(), to);
            break;
        }
    }
    return name;
}

std::string fileName(std::string_view modelName, const NameRules& rules) {
    const auto begins = [&](const std::string& head) { return modelName.starts_with(head); };
    const bool bare = rules.prefixes.empty() || std::ranges::any_of(rules.heads, begins);
    return bare ? std::string(modelName) : rules.prefixes.front() + std::string(modelName);
}

} // namespace vitrine::neural
