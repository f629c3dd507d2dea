#include "core/text/files/tokenizerfiles.h"

#include <new>
#include <system_error>

namespace vitrine::text {

namespace {

namespace fs = std::filesystem;

bool isThere(const fs::path& file) {
    std::error_code error;
    return fs::exists(file, error);
}

Outcome<TokenizerParts> readFolder(const fs::path& folder) {
    if (isThere(folder / "tokenizer.json")) {
        return readTokenizerJson(folder / "tokenizer.json");
    }
    for (const char* name : {"spiece.model", "sentencepiece.bpe.model", "tokenizer.model"}) {
        if (isThere(folder / name)) {
            return readSentencePiece(folder / name);
        }
    }
    if (isThere(folder / "vocab.txt")) {
        return readVocabularyText(folder / "vocab.txt");
    }
    if (isThere(folder / "vocab.json") && isThere(folder / "merges.txt")) {
        return readVocabularyAndMerges(folder / "vocab.json", folder / "merges.txt");
    }
    if (isThere(folder / "encoder.json") && isThere(folder / "vocab.bpe")) {
        return readVocabularyAndMerges(folder / "encoder.json", folder / "vocab.bpe");
    }
    return Problem{"No tokenizer is here", folder.string(),
                   "Expected tokenizer.json, spiece.model, tokenizer.model, vocab.txt, vocab.json "
                   "with merges.txt, or encoder.json with vocab.bpe"};
}

Outcome<TokenizerParts> readOneFile(const fs::path& file) {
    const fs::path folder = file.parent_path();
    const std::string name = file.filename().string();
    if (name == "vocab.json" || name == "merges.txt") {
        return readVocabularyAndMerges(folder / "vocab.json", folder / "merges.txt");
    }
    if (name == "encoder.json" || name == "vocab.bpe") {
        return readVocabularyAndMerges(folder / "encoder.json", folder / "vocab.bpe");
    }
    if (file.extension() == ".model") {
        return readSentencePiece(file);
    }
    return file.extension() == ".txt" ? readVocabularyText(file) : readTokenizerJson(file);
}

} // namespace

Outcome<std::shared_ptr<const Tokenizer>> openTokenizer(const std::filesystem::path& path) {
    std::error_code error;
    if (!fs::exists(path, error)) {
        return Problem{"The tokenizer is not there", path.string(),
                       "Check the path; a folder or a tokenizer file is expected"};
    }
    try {
        auto parts = fs::is_directory(path, error) ? readFolder(path) : readOneFile(path);
        if (!parts.ok()) {
            return parts.as<std::shared_ptr<const Tokenizer>>();
        }
        return std::shared_ptr<const Tokenizer>(
            std::make_shared<const ComposedTokenizer>(std::move(parts).value()));
    } catch (const std::bad_alloc&) {
        return Problem{"There is not enough memory for the tokenizer", path.string(),
                       "Close other programs or choose a smaller vocabulary"};
    }
}

} // namespace vitrine::text
