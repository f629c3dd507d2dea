#pragma once

#include "core/text/normalize/alignedtext.h"

#include <vector>

namespace vitrine::text {

// Steps that Unicode defines, each from one text to the next, which is empty before. Removed
// characters give their source bytes to nobody; what a step writes instead of a character inherits
// its bytes. `edits` receives every changed stretch if it is not null.

/// Canonical decomposition with marks in canonical order (NFD).
void decomposeText(const AlignedText& in, AlignedText& out, std::vector<CharEdit>* edits = nullptr);

/// Compatibility decomposition with marks in canonical order (NFKD).
void decomposeCompatibleText(const AlignedText& in, AlignedText& out,
                             std::vector<CharEdit>* edits = nullptr);

/// Canonical composition (NFC). A composed character keeps the bytes of its first part alone.
void composeText(const AlignedText& in, AlignedText& out, std::vector<CharEdit>* edits = nullptr);

/// Drops all marks (category M of Unicode 9.0): Hugging Face's StripAccents.
void stripAllMarks(const AlignedText& in, AlignedText& out, std::vector<CharEdit>* edits = nullptr);

/// Lower case, character by character: no final sigma.
void lowerText(const AlignedText& in, AlignedText& out, std::vector<CharEdit>* edits = nullptr);

} // namespace vitrine::text
