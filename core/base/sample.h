#pragma once

#include "core/base/clip.h"
#include "core/base/image.h"

#include <memory>
#include <optional>
#include <string>

namespace vitrine {

/// What the person feeds in. A plain value; editing makes a new one. Text is UTF-8 as typed or as
/// read from the file, invalid bytes included: the tokenizer reports them. Pictures and clips are
/// decoded before they come here; two samples are equal where they share the same decoded value.
struct Sample {
    std::string name;
    std::string text;
    std::optional<std::string> pair; ///< second segment, for models that take pairs
    std::shared_ptr<const Image> picture; ///< null without one
    std::shared_ptr<const Clip> clip;     ///< null without one

    bool operator==(const Sample&) const = default;
};

} // namespace vitrine
