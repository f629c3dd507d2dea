#pragma once

#include <filesystem>

namespace vitrine::tests {

/// Largest differences of logits that a decoding gives piece by piece to those of one whole pass.
struct DecodingGap {
    double pieces = 1;    ///< one token, three at once, the others one by one
    double rewound = 1;   ///< after going back and reading the same again
    double reordered = 1; ///< as two rows, of which one is kept
};

/// Reads the model of a folder both ways. In a file of its own that speaks torch.
[[nodiscard]] DecodingGap decodingGap(const std::filesystem::path& folder);

} // namespace vitrine::tests
