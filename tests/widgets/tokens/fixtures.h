#pragma once

#include "widgets/tokens/study/namedtokenizer.h"
#include "widgets/tokens/study/snapshot.h"
#include "widgets/tokens/tokenslab.h"

#include <QByteArray>
#include <QString>

#include <filesystem>
#include <vector>

namespace vitrine::tests {

/// MiniLM's WordPiece, GPT-2's byte-level BPE, characters and bytes: what the program shows. Fails
/// the running test and answers nothing if app/setup.sh has not fetched the vocabularies.
[[nodiscard]] std::vector<widgets::NamedTokenizer> realTokenizers();

/// The sentence of the design's picture.
[[nodiscard]] QByteArray sentence();

/// English words, accents and some emoji, so many bytes (cut at a character).
[[nodiscard]] QByteArray longText(qsizetype bytes);

/// The span of a word in a text.
[[nodiscard]] Span spanOf(const QByteArray& text, const QByteArray& word);

/// The index of the first token of a row whose piece is `piece`, or −1.
[[nodiscard]] int tokenOf(const widgets::TokenRow& row, const std::string& piece);

} // namespace vitrine::tests
