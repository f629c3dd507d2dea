#pragma once

#include "core/base/clip.h"
#include "core/base/image.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine {

/// A picture that stands within a text.
struct PlacedPicture {
    std::size_t at = 0; ///< before this byte
    std::shared_ptr<const Image> picture;
    std::string label; ///< for people; may be empty

    bool operator==(const PlacedPicture&) const = default;
};

/// What the person feeds in. A plain value; editing makes a new one. Text is UTF-8 as typed or as
/// read from the file, invalid bytes included: the tokenizer reports them. Pictures and clips are
/// decoded before they come here; two samples are equal where they share the same decoded value.
struct Sample {
    std::string name;
    std::string text;
    std::optional<std::string> pair; ///< second segment, for models that take pairs
    std::shared_ptr<const Image> picture; ///< null without one
    std::shared_ptr<const Clip> clip;     ///< null without one
    std::vector<PlacedPicture> pictures; ///< of a mixed prompt, in order; empty for other Samples

    /// The text of segment 0 or 1, empty where there is none.
    [[nodiscard]] std::string_view segment(std::int32_t index) const {
        if (index == 0) {
            return text;
        }
        return index == 1 && pair ? std::string_view(*pair) : std::string_view();
    }

    /// The picture, or that frame of the clip; null where there is neither.
    [[nodiscard]] std::shared_ptr<const Image> pictureAt(int frame) const {
        if (picture != nullptr || clip == nullptr) {
            return picture;
        }
        const auto index = static_cast<std::size_t>(frame < 0 ? 0 : frame);
        return index < clip->frames.size() ? clip->frames[index].picture : nullptr;
    }

    bool operator==(const Sample&) const = default;
};

} // namespace vitrine
