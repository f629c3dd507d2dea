#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::perturb {

/// The letters that an insertion chooses from: "a-z", "A-Za-z", or the characters of any other text
/// one by one (a model's character vocabulary).
class Alphabet {
public:
    explicit Alphabet(std::string_view definition);

    [[nodiscard]] std::size_t size() const { return letters_.size(); }
    [[nodiscard]] const std::string& at(std::size_t index) const { return letters_[index]; }

private:
    std::vector<std::string> letters_;
};

} // namespace vitrine::perturb
