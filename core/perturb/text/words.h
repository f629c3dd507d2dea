#pragma once

#include "core/base/axis.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace vitrine::perturb {

/// A maximal run without Unicode White_Space. Where a script writes no spaces (Han, Kana, Thai), a
/// run of that one script is a word of its own.
struct Word {
    Span run;                ///< bytes of the text
    Span core;               ///< the run less leading and trailing characters of category P or S
    std::uint32_t index = 0; ///< within the text: the lane of its random draws
    bool ascii = true;
    bool valid = true;  ///< valid UTF-8
    bool letter = false; ///< the core has a character of category L
};

/// Finds the words of a text one after the other.
class Words {
public:
    explicit Words(std::string_view text)
        : text_(text) {}

    /// The next word, or false at the end.
    [[nodiscard]] bool next(Word& word);

private:
    void readAscii(Word& word);
    void readAny(Word& word);

    std::string_view text_;
    std::size_t at_ = 0;
    std::uint32_t count_ = 0;
};

} // namespace vitrine::perturb
