#include "core/text/characters/charactervocabulary.h"

#include "core/base/files.h"
#include "core/text/unicode/utf8.h"

#include <algorithm>
#include <system_error>

namespace vitrine::text {

namespace {

constexpr std::size_t kMostLines = 65'536;
constexpr std::size_t kLargestDictionary = std::size_t{1} << 20;
constexpr const char* kUnknown = "<unk>";

} // namespace

Outcome<CharacterVocabulary> CharacterVocabulary::make(std::string_view text,
                                                       const std::string& where) {
    if (const std::size_t valid = validPrefix(text); valid != text.size()) {
        return Problem{"The dictionary of characters is not UTF-8",
                       where + ", byte " + std::to_string(valid), "Fetch the file again"};
    }
    CharacterVocabulary made;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        if (made.size_ == kMostLines) {
            return Problem{"The dictionary of characters has too many lines", where,
                           "At most 65536 are taken; choose CharBERT's own"};
        }
        made.ids_[std::string(text.substr(at, end - at))] = static_cast<std::int64_t>(made.size_++);
        at = end + 1;
    }
    const auto unknown = made.ids_.find(kUnknown);
    if (unknown == made.ids_.end()) {
        return Problem{"The dictionary of characters has no line <unk>", where,
                       "Choose CharBERT's own dictionary"};
    }
    made.unknownId_ = unknown->second;
    return made;
}

std::int64_t CharacterVocabulary::idOf(std::string_view character) const {
    const auto found = ids_.find(std::string(character));
    return found == ids_.end() ? unknownId_ : found->second;
}

Outcome<CharacterVocabulary> openCharacterVocabulary(const std::filesystem::path& path) {
    std::error_code error;
    std::filesystem::path file = path;
    if (std::filesystem::is_directory(path, error)) {
        const bool bert = std::filesystem::exists(path / "bert_char_vocab", error);
        file = path / (bert ? "bert_char_vocab" : "roberta_char_vocab");
    }
    if (!std::filesystem::exists(file, error)) {
        return Problem{"CharBERT's dictionary of characters is not there", file.string(),
                       "Put bert_char_vocab or roberta_char_vocab beside the model"};
    }
    auto text = readFile(file, kLargestDictionary);
    if (!text.ok()) {
        return text.as<CharacterVocabulary>();
    }
    return CharacterVocabulary::make(*text, file.string());
}

} // namespace vitrine::text
