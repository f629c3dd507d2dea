#include "core/perturb/text/alphabet.h"

#include "core/base/utf8.h"

namespace vitrine::perturb {

Alphabet::Alphabet(std::string_view definition) {
    const auto range = [&](char first, char last) {
        for (char letter = first; letter <= last; ++letter) {
            letters_.emplace_back(1, letter);
        }
    };
    if (definition == "a-z") {
        range('a', 'z');
    } else if (definition == "A-Za-z") {
        range('A', 'Z');
        range('a', 'z');
    } else {
        for (std::size_t at = 0; at < definition.size();) {
            const Utf8Step step = utf8Step(definition, at);
            letters_.emplace_back(definition.substr(at, step.bytes));
            at += step.bytes;
        }
    }
}

} // namespace vitrine::perturb
