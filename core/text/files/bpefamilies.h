#pragma once

#include "core/base/outcome.h"
#include "core/text/encode/composedtokenizer.h"
#include "core/text/files/tokenizerconfig.h"
#include "core/text/models/bpe.h"

#include <string>

namespace vitrine::text {

// What the families whose tokenizer is two files, vocab.json and merges.txt, put round their BPE.

enum class BpeFamily { Gpt2, Roberta, Clip, Gpt };

/// By the name of the class in tokenizer_config.json, or by the vocabulary where no file tells it.
[[nodiscard]] BpeFamily familyOf(const TokenizerConfig& config, const Vocabulary& vocabulary);

[[nodiscard]] BpeOptions optionsOf(BpeFamily family);

/// The encoder, the special tokens and the template. A Problem where the vocabulary lacks a token
/// that the family needs; `where` names its file.
[[nodiscard]] Outcome<TokenizerParts>
partsOf(BpeFamily family, Bpe model, const TokenizerConfig& config, const std::string& where);

/// CLIP takes 77 tokens and pads with its end token; its tokenizer.json says neither. Does nothing
/// to tokenizers of other families.
void addClipSettings(TokenizerParts& parts);

} // namespace vitrine::text
