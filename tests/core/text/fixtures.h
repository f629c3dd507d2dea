#pragma once

#include "core/base/json.h"
#include "core/text/tokenizer.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::tests {

/// What app/setup.sh fetched: $XDG_CACHE_HOME/vitrine, else ~/.cache/vitrine.
std::filesystem::path fetched(std::string_view path);

constexpr std::string_view kBertFolder = "models/all-MiniLM-L6-v2";
constexpr std::string_view kGpt2Folder = "tokenizers/gpt2";

using TokenizerPointer = std::shared_ptr<const text::Tokenizer>;

/// Opens or throws std::runtime_error with the Problem, which fails a test.
TokenizerPointer openOrThrow(const std::filesystem::path& path);

TokenizerPointer bert();
TokenizerPointer gpt2();

/// A file of tests/golden/text.
Json golden(std::string_view name);

/// MiniLM's tokenizer.json without truncation and padding; GPT-2's two files as tokenizer.json.
Json bertBase();
Json gpt2Base();

/// Replaces top-level members, and "model.x" inside the model.
Json patched(Json base, const Json& patch);

/// What openTokenizer says to a file of this content, alone in a new folder.
Outcome<TokenizerPointer> openContent(std::string_view content,
                                      std::string_view name = "tokenizer.json");

/// The same for several files; the folder is opened.
using NamedContent = std::pair<std::string, std::string>;
Outcome<TokenizerPointer> openFolder(const std::vector<NamedContent>& files);

/// One text with the answer of the oracle.
struct Case {
    std::string source;
    std::vector<std::int32_t> ids;
    std::vector<text::Span32> spans;
};

std::vector<Case> casesOf(const Json& entries);

/// Empty if encodeFlat() and encode() agree with the case, else what differs, for people.
std::string difference(const text::Tokenizer& tokenizer, const Case& expected);

/// How many cases of a golden file differ.
std::size_t differing(const text::Tokenizer& tokenizer, const std::vector<Case>& cases);

/// The bytes for a message: visible ASCII as it is, others as \xNN.
std::string visible(std::string_view bytes);

/// Random texts as in tests/golden/text/corpus.py: words, scripts, everything; some not UTF-8.
std::vector<std::string> randomTexts(std::uint64_t seed, std::size_t count);

} // namespace vitrine::tests
