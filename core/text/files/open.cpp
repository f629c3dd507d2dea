#include "core/text/files/tokenizerfiles.h"

#include <system_error>

namespace vitrine::text {

namespace {

namespace fs = std::filesystem;

bool isThere(const fs::path& file) {
    std::error_code error;
    return fs::is_regular_file(file, error);
}

Outcome<TokenizerParts> readFolder(const fs::path& folder) {
    if (isThere(folder / "tokenizer.json")) {
        return readTokenizerJson(folder / "tokenizer.json");
    }
    return Problem{"No tokenizer is here", folder.string(),
                   "Expected tokenizer.json, vocab.txt, or vocab.json and merges.txt"};
}

} // namespace

Outcome<std::shared_ptr<const Tokenizer>> openTokenizer(const std::filesystem::path& path) {
    std::error_code error;
    auto parts = fs::is_directory(path, error) ? readFolder(path) : readTokenizerJson(path);
    if (!parts.ok()) {
        return parts.as<std::shared_ptr<const Tokenizer>>();
    }
    return std::shared_ptr<const Tokenizer>(
        std::make_shared<const ComposedTokenizer>(std::move(parts).value()));
}

} // namespace vitrine::text
