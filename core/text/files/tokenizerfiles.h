#pragma once

#include "core/base/json.h"
#include "core/base/outcome.h"
#include "core/text/encode/composedtokenizer.h"

#include <filesystem>

namespace vitrine::text {

// One reader for each form in which tokenizers come.

[[nodiscard]] Outcome<TokenizerParts> readTokenizerJson(const std::filesystem::path& file);

/// BERT's vocabulary, one piece a line; switches from `tokenizer_config.json` beside it, if there.
[[nodiscard]] Outcome<TokenizerParts> readVocabularyText(const std::filesystem::path& file);

/// A SentencePiece model. Beside a `tokenizer_config.json` of T5, or a `config.json` of its family,
/// with T5's sentinels and its </s> behind each text; alone, as SentencePiece itself has it.
[[nodiscard]] Outcome<TokenizerParts> readSentencePiece(const std::filesystem::path& file);

/// The two files of GPT-2, RoBERTa, CLIP or GPT; switches from `tokenizer_config.json` beside them, if there.
[[nodiscard]] Outcome<TokenizerParts>
readVocabularyAndMerges(const std::filesystem::path& vocabulary,
                        const std::filesystem::path& merges);

} // namespace vitrine::text
