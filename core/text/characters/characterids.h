#pragma once

#include "core/text/characters/charactervocabulary.h"
#include "core/text/tokenizer.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace vitrine::text {

/// The letters of an encoding as CharBERT's character channel takes them (Ma et al. 2020).
struct CharacterIds {
    std::vector<std::int64_t> characters; ///< perToken · tokens, padded with the separator
    std::vector<std::int64_t> starts;     ///< for each token its first character's place
    std::vector<std::int64_t> ends;       ///< … and its last character's
    std::size_t cutTokens = 0;            ///< tokens whose letters did not fit: warn

    bool operator==(const CharacterIds&) const = default;
};

struct CharacterOptions {
    std::size_t perToken = 6; ///< room for letters and separators, per token
    /// Places of tokens chosen for masked language modelling: their letters would give the answer
    /// away, so that they show a single separator.
    std::vector<std::size_t> masked;
};

/// After each token's letters comes a separator. The marks "##" are left out, special and masked
/// tokens show one separator for letters, an unknown token the letters of its source. What does not
/// fit points at the last place.
[[nodiscard]] CharacterIds characterIdsOf(const Encoding& encoding, std::string_view text,
                                          std::optional<std::string_view> pair,
                                          const CharacterVocabulary& vocabulary,
                                          const CharacterOptions& options = {});

} // namespace vitrine::text
