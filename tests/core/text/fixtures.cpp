#include "tests/core/text/fixtures.h"

#include "core/base/files.h"
#include "core/base/philox.h"
#include "core/text/unicode/utf8.h"

#include <QTemporaryDir>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace vitrine::tests {

namespace {

constexpr JsonLimits kLarge{.bytes = std::size_t{64} << 20};

template <class T>
T valueOrThrow(Outcome<T> outcome) {
    if (!outcome.ok()) {
        throw std::runtime_error(outcome.problem().text());
    }
    return std::move(outcome).value();
}

std::string bytesOf(const Json& entry) {
    if (const Json* text = entry.find("text")) {
        return *text->string();
    }
    const std::string& hex = *entry.find("hex")->string();
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        bytes.push_back(static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16)));
    }
    return bytes;
}

/// [[begin, end], …], or the same numbers in one list.
std::vector<text::Span32> spansOf(const Json::Array& json) {
    std::vector<text::Span32> spans;
    const auto add = [&](const Json& begin, const Json& end) {
        spans.push_back({static_cast<std::uint32_t>(*begin.integer()),
                         static_cast<std::uint32_t>(*end.integer())});
    };
    for (std::size_t i = 0; i < json.size(); ++i) {
        if (const Json::Array* pair = json[i].array()) {
            add(pair->at(0), pair->at(1));
        } else {
            add(json[i], json.at(i + 1));
            ++i;
        }
    }
    return spans;
}

} // namespace

std::filesystem::path fetched(std::string_view path) {
    const char* cache = std::getenv("XDG_CACHE_HOME");
    const char* home = std::getenv("HOME");
    const std::filesystem::path root =
        cache != nullptr ? std::filesystem::path(cache)
                         : std::filesystem::path(home != nullptr ? home : "/") / ".cache";
    return root / "vitrine" / path;
}

TokenizerPointer openOrThrow(const std::filesystem::path& path) {
    return valueOrThrow(text::openTokenizer(path));
}

TokenizerPointer bert() {
    return openOrThrow(fetched(kBertFolder));
}

TokenizerPointer gpt2() {
    return openOrThrow(fetched(kGpt2Folder));
}

Json golden(std::string_view name) {
    const std::filesystem::path folder = std::filesystem::path(VITRINE_SOURCE_DIR) / "tests/golden";
    return valueOrThrow(readJson(folder / "text" / name, kLarge));
}

Json bertBase() {
    Json base = valueOrThrow(readJson(fetched(kBertFolder) / "tokenizer.json", kLarge));
    base.set("truncation", nullptr);
    base.set("padding", nullptr);
    return base;
}

Json gpt2Base() {
    const Json byteLevel = valueOrThrow(parseJson(
        R"({"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true})", "fixture"));
    Json post = byteLevel;
    post.set("trim_offsets", false);
    Json model;
    model.set("type", "BPE");
    model.set("vocab", valueOrThrow(readJson(fetched(kGpt2Folder) / "vocab.json", kLarge)));
    Json::Array merges;
    std::ifstream lines(fetched(kGpt2Folder) / "merges.txt");
    for (std::string line; std::getline(lines, line);) {
        if (!line.empty() && line.rfind("#version", 0) != 0) {
            merges.emplace_back(line);
        }
    }
    model.set("merges", merges);
    Json base;
    base.set("version", "1.0");
    base.set("added_tokens",
             valueOrThrow(parseJson(R"([{"id": 50256, "content": "<|endoftext|>", "normalized":
                                         false, "special": true}])",
                                    "fixture")));
    base.set("normalizer", nullptr);
    base.set("pre_tokenizer", byteLevel);
    base.set("post_processor", post);
    base.set("decoder", byteLevel);
    base.set("model", model);
    return base;
}

Json patched(Json base, const Json& patch) {
    for (const auto& [key, value] : *patch.object()) {
        if (key.rfind("model.", 0) == 0) {
            Json model = *base.find("model");
            model.set(key.substr(6), value);
            base.set("model", std::move(model));
        } else {
            base.set(key, value);
        }
    }
    return base;
}

Outcome<TokenizerPointer> openContent(std::string_view content, std::string_view name) {
    return openFolder({{std::string(name), std::string(content)}});
}

Outcome<TokenizerPointer> openFolder(const std::vector<NamedContent>& files) {
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    for (const auto& [name, content] : files) {
        std::ofstream(path / name, std::ios::binary) << content;
    }
    return text::openTokenizer(path);
}

std::vector<Case> casesOf(const Json& entries) {
    std::vector<Case> cases;
    for (const Json& entry : *entries.array()) {
        Case made;
        made.source = bytesOf(entry);
        for (const Json& id : *entry.find("ids")->array()) {
            made.ids.push_back(static_cast<std::int32_t>(*id.integer()));
        }
        made.spans = spansOf(*entry.find("spans")->array());
        cases.push_back(std::move(made));
    }
    return cases;
}

std::string visible(std::string_view bytes) {
    constexpr char kDigits[] = "0123456789abcdef";
    std::string out;
    for (const char byte : bytes.substr(0, 200)) {
        const auto value = static_cast<unsigned char>(byte);
        if (value >= ' ' && value <= '~') {
            out.push_back(byte);
        } else {
            out.append("\\x").append(1, kDigits[value / 16]).append(1, kDigits[value % 16]);
        }
    }
    return out;
}

std::string difference(const text::Tokenizer& tokenizer, const Case& expected) {
    text::FlatEncoding flat;
    tokenizer.encodeFlat(expected.source, flat);
    const std::string name = "\"" + visible(expected.source) + "\": ";
    if (flat.ids != expected.ids) {
        std::string found;
        for (const std::int32_t id : flat.ids) {
            found += " " + visible(tokenizer.pieceOf(id).value_or("?"));
        }
        return name + "other ids, namely" + found.substr(0, 300);
    }
    for (std::size_t i = 0; i < flat.spans.size(); ++i) {
        if (flat.spans[i] != expected.spans[i]) {
            return name + "token " + std::to_string(i) + " has bytes " +
                   std::to_string(flat.spans[i].begin) + " to " +
                   std::to_string(flat.spans[i].end) + " instead of " +
                   std::to_string(expected.spans[i].begin) + " to " +
                   std::to_string(expected.spans[i].end);
        }
    }
    text::EncodeOptions options;
    options.addSpecial = false;
    const auto tokens = tokenizer.encode(expected.source, std::nullopt, options).tokens;
    const bool same = std::equal(tokens.begin(), tokens.end(), flat.ids.begin(), flat.ids.end(),
                                 [](const auto& token, auto id) { return token.id == id; });
    return same ? std::string{} : name + "encode() and encodeFlat() differ";
}

std::size_t differing(const text::Tokenizer& tokenizer, const std::vector<Case>& cases) {
    return static_cast<std::size_t>(
        std::count_if(cases.begin(), cases.end(),
                      [&](const Case& each) { return !difference(tokenizer, each).empty(); }));
}

std::vector<std::string> randomTexts(std::uint64_t seed, std::size_t count) {
    constexpr std::pair<char32_t, char32_t> kBlocks[] = {
        {0x20, 0x7E},     {0xA0, 0xFF},       {0x100, 0x24F},     {0x250, 0x2FF},
        {0x300, 0x36F},   {0x370, 0x3FF},     {0x400, 0x52F},     {0x590, 0x6FF},
        {0x900, 0xDFF},   {0xE00, 0x109F},    {0x1100, 0x11FF},   {0x1E00, 0x1FFF},
        {0x2000, 0x206F}, {0x2070, 0x2BFF},   {0x3000, 0x30FF},   {0x4E00, 0x9FFF},
        {0xAC00, 0xD7A3}, {0xE000, 0xFFFD},   {0x1F300, 0x1FAFF}, {0, 0x1F},
        {0x7F, 0x9F},     {0x10000, 0x10FFFF}};
    constexpr const char* kWords[] = {"the",
                                      "unaffable",
                                      "don't",
                                      "state-of-the-art",
                                      "naïve",
                                      "12,345.67",
                                      "GPT-2",
                                      "[MASK]",
                                      "<|endoftext|>",
                                      "##ing",
                                      "...",
                                      "日本語",
                                      "👍",
                                      "e\u0301",
                                      "Ελλάδας",
                                      "\r\n",
                                      "\t",
                                      "  ",
                                      "[SEP",
                                      "x86_64",
                                      "we'll",
                                      "'",
                                      "\u00A0",
                                      "한국어"};
    Random random(seed);
    const auto below = [&](std::size_t limit) {
        return random.below(static_cast<std::uint32_t>(limit));
    };
    std::vector<std::string> texts;
    while (texts.size() < count) {
        std::string made;
        const bool words = below(3) == 0;
        const auto one = kBlocks[below(std::size(kBlocks))];
        const bool oneBlock = below(2) == 0;
        for (std::size_t left = 1 + below(words ? 8 : 24); left > 0; --left) {
            if (words) {
                made += kWords[below(std::size(kWords))];
                made += below(3) == 0 ? "" : " ";
            } else if (below(6) == 0) {
                made += ' ';
            } else {
                const auto [first, last] = oneBlock ? one : kBlocks[below(std::size(kBlocks))];
                appendUtf8(made, first + static_cast<char32_t>(below(last - first + 1)));
            }
        }
        if (below(10) == 0 && !made.empty()) {
            made[below(made.size())] = static_cast<char>(below(256));
        }
        texts.push_back(std::move(made));
    }
    return texts;
}

} // namespace vitrine::tests
