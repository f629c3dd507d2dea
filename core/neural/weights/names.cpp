#include "core/neural/weights/names.h"

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

} // namespace vitrine::neural
