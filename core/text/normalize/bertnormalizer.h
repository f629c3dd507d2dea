#pragma once

#include "core/text/normalize/alignedtext.h"

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

// The stages, each from one text to the next, in the order in which they run. Removed characters
// give their source bytes to nobody; what a stage writes instead of a character inherits its bytes.
// `edits` receives every changed stretch if it is not null.

/// Drops U+0000, U+FFFD, private use, Cc and Cf (Unicode 8.0) except tab and line ends, which
/// become a space like all White_Space.
void cleanText(const AlignedText& in, AlignedText& out, std::vector<CharEdit>* edits = nullptr);

/// A space before and after each ideograph of Hugging Face's ranges (U+2B820–2B91F left out).
void spaceIdeographs(const AlignedText& in, AlignedText& out,
                     std::vector<CharEdit>* edits = nullptr);

/// Canonical decomposition with marks in canonical order.
void decomposeText(const AlignedText& in, AlignedText& out, std::vector<CharEdit>* edits = nullptr);

/// Drops non-spacing marks (Unicode 8.0).
void stripMarks(const AlignedText& in, AlignedText& out, std::vector<CharEdit>* edits = nullptr);

/// Lower case, character by character: no final sigma.
void lowerText(const AlignedText& in, AlignedText& out, std::vector<CharEdit>* edits = nullptr);

/// All stages that the switches ask for. `scratch` saves allocations between calls.
void normalizeBert(const BertNormalizerOptions& options, AlignedText& text, AlignedText& scratch);

} // namespace vitrine::text
