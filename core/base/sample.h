#pragma once

#include <optional>
#include <string>

namespace vitrine {

/// What the person feeds in. A plain value; editing makes a new one. Text is UTF-8 as typed or as
/// read from the file, invalid bytes included: the tokenizer reports them.
struct Sample {
    std::string name;
    std::string text;
    std::optional<std::string> pair; ///< second segment, for models that take pairs

    bool operator==(const Sample&) const = default;
};

} // namespace vitrine
