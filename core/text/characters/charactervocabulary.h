#pragma once

#include "core/base/outcome.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>

namespace vitrine::text {

/// CharBERT's dictionary of characters: one a line, the line's number is the id. Line 0 is the
/// space, which also separates tokens and pads. Of equal lines the later counts.
class CharacterVocabulary {
public:
    static constexpr std::int64_t kSeparator = 0;

    /// A Problem for bytes that are no UTF-8, without "<unk>", or above 65,536 lines.
    [[nodiscard]] static Outcome<CharacterVocabulary> make(std::string_view text,
                                                           const std::string& where);

    /// The id of a character, given as UTF-8, or of "<unk>".
    [[nodiscard]] std::int64_t idOf(std::string_view character) const;

    [[nodiscard]] std::int64_t unknownId() const { return unknownId_; }

    /// One past the largest id.
    [[nodiscard]] std::size_t size() const { return size_; }

private:
    std::unordered_map<std::string, std::int64_t> ids_;
    std::int64_t unknownId_ = 0;
    std::size_t size_ = 0;
};

/// Opens a dictionary, or that of a model's folder: `bert_char_vocab` or `roberta_char_vocab`.
[[nodiscard]] Outcome<CharacterVocabulary>
openCharacterVocabulary(const std::filesystem::path& path);

} // namespace vitrine::text
