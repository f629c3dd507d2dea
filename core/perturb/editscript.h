#pragma once

#include "core/base/axis.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::perturb {

/// Bytes of the input that became something else. An empty span is an insertion.
struct TextEdit {
    Span at;
    std::string replacement;

    bool operator==(const TextEdit&) const = default;
};

/// Sorted and without overlap.
using TextScript = std::vector<TextEdit>;

/// The text with the edits made. Throws std::invalid_argument for a script that is unsorted,
/// overlaps or leaves the text.
[[nodiscard]] std::string applied(std::string_view text, const TextScript& script);

/// Two scripts one after the other as one script of the first one's input. Edits that touch the
/// same bytes become one.
[[nodiscard]] TextScript composed(const TextScript& first, const TextScript& second);

/// What happened to a picture.
struct PictureScript {
    /// Where a place of the input went: (x, y) to (a₀x + a₁y + a₂, a₃x + a₄y + a₅); none = identity.
    std::optional<std::array<double, 6>> affine;
    std::vector<Box> cells; ///< touched boxes, for kinds that leave the rest as it was

    bool operator==(const PictureScript&) const = default;
};

/// What happened to a clip.
struct ClipScript {
    std::vector<std::int64_t> source; ///< index of the input's frame shown at t; −1 = made anew
    std::vector<PictureScript> pictures; ///< none; one for all frames; or one for each

    bool operator==(const ClipScript&) const = default;
};

/// What changed where: the only source for diffs, label moves and token alignment.
struct EditScript {
    TextScript text;
    std::optional<PictureScript> picture;
    std::optional<ClipScript> clip;

    bool operator==(const EditScript&) const = default;
};

/// One after the other, as one script of the first one's input.
[[nodiscard]] EditScript composed(const EditScript& first, const EditScript& second);

/// A box of the input where it is now: the smallest upright box around the moved corners.
[[nodiscard]] Box moved(const PictureScript& script, const Box& box);

} // namespace vitrine::perturb
