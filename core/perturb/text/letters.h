#pragma once

#include "core/base/axis.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace vitrine::perturb {

/// The grapheme clusters of one word of a text: what a character kind edits.
class Letters {
public:
    /// Looks at a word anew; the memory is kept. `allAscii` says that every byte is below 0x80, so
    /// that letters are bytes.
    void look(std::string_view text, Span word, bool allAscii);

    [[nodiscard]] std::size_t size() const { return ascii_ ? word_.size() : begins_.size() - 1; }
    [[nodiscard]] bool ascii() const { return ascii_; }

    /// Bytes of the text.
    [[nodiscard]] Span span(std::size_t letter) const {
        return ascii_ ? Span{word_.begin + letter, word_.begin + letter + 1}
                      : Span{begins_[letter], begins_[letter + 1]};
    }

    [[nodiscard]] std::string_view at(std::size_t letter) const {
        const Span bytes = span(letter);
        return text_.substr(bytes.begin, bytes.size());
    }

private:
    std::string_view text_;
    Span word_;
    bool ascii_ = true;
    std::vector<std::size_t> begins_; ///< of each cluster, and the end
};

} // namespace vitrine::perturb
