#pragma once

#include "core/base/outcome.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::perturb {

/// Which keys lie beside a key. Keys are lower case; the neighbours of an upper-case letter are upper
/// case.
class KeyMap {
public:
    /// "q:aw w:sqe …": a key, a colon, its neighbours in their order. A Problem for another form.
    [[nodiscard]] static Outcome<KeyMap> parse(std::string_view table);

    /// The map of a name of keyMapNames(). Throws std::invalid_argument for another one.
    [[nodiscard]] static KeyMap named(std::string_view name);

    /// How many keys lie beside the letter; 0 for what is no key.
    [[nodiscard]] std::size_t neighbours(std::string_view letter) const;

    /// One of them as UTF-8.
    [[nodiscard]] std::string neighbour(std::string_view letter, std::size_t index) const;

private:
    struct Key {
        char32_t code = 0;
        std::u32string beside;
    };

    [[nodiscard]] const Key* find(char32_t code) const;

    std::vector<Key> keys_; ///< a … z first, at their places; empty where the map lacks one
};

/// square4, staggered8, observed8, and qwertz and azerty made from the geometry of the keys.
[[nodiscard]] std::span<const std::string_view> keyMapNames();

} // namespace vitrine::perturb
