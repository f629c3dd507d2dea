#include "core/perturb/text/letters.h"

#include "core/base/unicode/graphemes.h"

namespace vitrine::perturb {

void Letters::look(std::string_view text, Span word, bool allAscii) {
    text_ = text;
    word_ = word;
    ascii_ = allAscii;
    if (ascii_) {
        return;
    }
    begins_.clear();
    begins_.push_back(word.begin);
    const std::string_view upToEnd = text.substr(0, word.end);
    while (begins_.back() < word.end) {
        begins_.push_back(unicode::nextGrapheme(upToEnd, begins_.back()));
    }
}

} // namespace vitrine::perturb
