#pragma once

#include "core/base/outcome.h"
#include "core/text/normalize/normalizerstep.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::text {

/// SentencePiece's precompiled_charsmap: rules "these bytes become those", as a double array of
/// 32-bit units (darts-clone: has-leaf, offset and label bits) and a pool of texts that end with
/// NUL. Comes from a stranger: nothing in it leads outside.
class Charsmap {
public:
    /// No rules.
    Charsmap() = default;

    /// u32 size of the array in bytes, the array, the pool; little endian. A Problem for sizes that
    /// do not fit and a pool that is no UTF-8. No bytes give no rules.
    [[nodiscard]] static Outcome<Charsmap> make(std::string_view bytes, const std::string& where);

    struct Match {
        std::size_t bytes = 0; ///< consumed; 0 if no rule fits
        std::string_view text; ///< what stands instead
    };

    /// The rule for the longest, or the shortest, beginning of a text.
    [[nodiscard]] Match longest(std::string_view text) const;
    [[nodiscard]] Match shortest(std::string_view text) const;

    /// Whether no rule concerns this ASCII byte where another ASCII byte or nothing follows.
    [[nodiscard]] bool leavesAscii(unsigned char byte) const { return leavesAscii_[byte]; }

private:
    template <class Found> std::size_t walk(std::string_view text, Found found) const;
    void findPlainAscii();

    std::vector<std::uint32_t> units_;
    std::string pool_;
    std::array<bool, 128> leavesAscii_ = allTrue();

    static constexpr std::array<bool, 128> allTrue() {
        std::array<bool, 128> all{};
        all.fill(true);
        return all;
    }
};

/// Hugging Face's Precompiled: of each grapheme cluster below 6 bytes the shortest rule that fits
/// its beginning replaces the whole; else, and in longer ones, character by character.
[[nodiscard]] NormalizerStep precompiledStep(std::shared_ptr<const Charsmap> map);

} // namespace vitrine::text
