#pragma once

#include "core/text/normalize/normalizerstep.h"
#include "core/text/normalize/unicodesteps.h"

#include <optional>

namespace vitrine::text {

/// The switches of Hugging Face's BertNormalizer.
struct BertNormalizerOptions {
    bool cleanText = true;
    bool handleChineseChars = true;
    std::optional<bool> stripAccents; ///< unset: as `lowercase`
    bool lowercase = true;

    [[nodiscard]] bool strips() const { return stripAccents.value_or(lowercase); }

    bool operator==(const BertNormalizerOptions&) const = default;
};

// The stages that are BERT's own; decomposeText runs before stripMarks, lowerText at the end.

/// Drops U+0000, U+FFFD, private use, Cc and Cf (Unicode 8.0) except tab and line ends, which
/// become a space like all White_Space.
void cleanText(const AlignedText& in, AlignedText& out, std::vector<CharEdit>* edits = nullptr);

/// A space before and after each ideograph of Hugging Face's ranges (U+2B820–2B91F left out).
void spaceIdeographs(const AlignedText& in, AlignedText& out,
                     std::vector<CharEdit>* edits = nullptr);

/// Drops non-spacing marks (Unicode 8.0).
void stripMarks(const AlignedText& in, AlignedText& out, std::vector<CharEdit>* edits = nullptr);

/// All stages that the switches ask for, one by one.
[[nodiscard]] std::vector<NormalizerStep> bertSteps(const BertNormalizerOptions& options);

/// The same in one go. `scratch` saves allocations between calls.
void normalizeBert(const BertNormalizerOptions& options, AlignedText& text, AlignedText& scratch);

} // namespace vitrine::text
