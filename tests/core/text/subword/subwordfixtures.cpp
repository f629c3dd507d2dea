#include "tests/core/text/subword/subwordfixtures.h"

#include "core/base/files.h"
#include "core/text/sentencepiece/modelfile.h"

#include <QByteArray>

#include <sstream>
#include <stdexcept>

namespace vitrine::tests {

namespace {

constexpr std::size_t kLimit = std::size_t{64} << 20;

std::filesystem::path pathOf(std::string_view name) {
    return std::filesystem::path(VITRINE_SOURCE_DIR) / "tests/golden/subword" / name;
}

template <class T> T taken(Outcome<T> outcome) {
    if (!outcome.ok()) {
        throw std::runtime_error(outcome.problem().text());
    }
    return std::move(outcome).value();
}

std::string varint(std::uint64_t value) {
    std::string bytes;
    for (; value >= 0x80; value >>= 7) {
        bytes.push_back(static_cast<char>(value | 0x80));
    }
    bytes.push_back(static_cast<char>(value));
    return bytes;
}

/// The pieces of a trained model, then the file's sentinels, the first one last.
Json::Array scoredPieces(const std::string& vocabulary, const Json& file) {
    const auto model =
        taken(text::readSentencePieceModel(subwordBytes(vocabulary + ".model"), vocabulary));
    Json::Array pieces;
    for (const auto& piece : model.pieces) {
        pieces.push_back(Json::Array{piece.text, static_cast<double>(piece.score)});
    }
    std::vector<std::string> sentinels(1024);
    std::size_t count = 0;
    for (const Json& token : *file.find("added_tokens")->array()) {
        const std::string& content = *token.find("content")->string();
        if (content.rfind("<extra_id_", 0) == 0) {
            const auto id = static_cast<std::size_t>(*token.find("id")->integer());
            sentinels.at(id - model.pieces.size()) = content;
            ++count;
        }
    }
    for (std::size_t i = 0; i < count; ++i) {
        pieces.push_back(Json::Array{sentinels[i], 0.0});
    }
    return pieces;
}

Json::Array mergesOf(const std::string& vocabulary) {
    Json::Array merges;
    std::istringstream lines(subwordBytes(vocabulary + "-merges.txt"));
    std::string line;
    std::getline(lines, line); // the version
    while (std::getline(lines, line)) {
        merges.emplace_back(line);
    }
    return merges;
}

void putCharsmap(Json& step) {
    if (step.find("precompiled_charsmap") != nullptr) {
        const QByteArray map = QByteArray::fromStdString(subwordBytes("nmt_nfkc.bin"));
        step.set("precompiled_charsmap", map.toBase64().toStdString());
    }
}

} // namespace

std::string subwordBytes(std::string_view name) {
    return taken(readFile(pathOf(name), kLimit));
}

Json subwordGolden(std::string_view name) {
    return taken(readJson(pathOf(name), {.bytes = kLimit}));
}

Json subwordFile(const Json& entry) {
    Json file = *entry.find("file");
    const std::string vocabulary = *entry.find("vocabulary")->string();
    Json model = *file.find("model");
    if (*model.find("type")->string() == "Unigram") {
        model.set("vocab", scoredPieces(vocabulary, file));
    } else {
        model.set("vocab", subwordGolden(vocabulary + "-vocab.json"));
        model.set("merges", mergesOf(vocabulary));
    }
    file.set("model", std::move(model));
    Json normalizer = *file.find("normalizer");
    if (normalizer.find("normalizers") != nullptr) {
        Json::Array steps = *normalizer.find("normalizers")->array();
        for (Json& step : steps) {
            putCharsmap(step);
        }
        normalizer.set("normalizers", steps);
    } else {
        putCharsmap(normalizer);
    }
    file.set("normalizer", std::move(normalizer));
    return file;
}

std::string wireBytes(std::uint32_t number, std::string_view bytes) {
    return varint(number << 3U | 2U) + varint(bytes.size()) + std::string(bytes);
}

std::string wireNumber(std::uint32_t number, std::uint64_t value) {
    return varint(number << 3U) + varint(value);
}

std::string subwordModel(std::string_view name, const Json& flags) {
    std::string normalizer = wireBytes(2, subwordBytes("nmt_nfkc.bin"));
    std::string trainer;
    for (const auto& [key, value] : *flags.object()) {
        if (key == "precompiled_charsmap") {
            normalizer += wireBytes(2, *value.string());
        } else if (key == "treat_whitespace_as_suffix") {
            trainer += wireNumber(24, *value.boolean() ? 1 : 0);
        } else {
            const std::uint32_t number = key == "add_dummy_prefix"           ? 3
                                         : key == "remove_extra_whitespaces" ? 4
                                                                             : 5;
            normalizer += wireNumber(number, *value.boolean() ? 1 : 0);
        }
    }
    return subwordBytes(std::string(name) + ".model") + wireBytes(3, normalizer) +
           wireBytes(2, trainer);
}

TokenizerPointer subwordTokenizer(const Json& entry) {
    if (const Json* flags = entry.find("flags")) {
        return taken(
            openContent(subwordModel(*entry.find("vocabulary")->string(), *flags), "spiece.model"));
    }
    return taken(openContent(subwordFile(entry).dump()));
}

} // namespace vitrine::tests
