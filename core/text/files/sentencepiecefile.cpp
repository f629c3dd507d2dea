#include "core/base/files.h"
#include "core/text/files/fields.h"
#include "core/text/files/json/components.h"
#include "core/text/files/tokenizerconfig.h"
#include "core/text/files/tokenizerfiles.h"
#include "core/text/models/piecebpe.h"
#include "core/text/models/unigram.h"
#include "core/text/normalize/charsmap.h"
#include "core/text/sentencepiece/modelfile.h"
#include "core/text/sentencepiece/sentencepieceencoder.h"

#include <algorithm>
#include <limits>
#include <system_error>

namespace vitrine::text {

namespace {

using File = SentencePieceModel;

constexpr std::int64_t kSentinels = 100;
constexpr std::int64_t kMostSentinels = 10'000;

Outcome<std::shared_ptr<const Vocabulary>> vocabularyOfModel(const File& file,
                                                        const std::string& where) {
    std::vector<Vocabulary::Entry> entries;
    entries.reserve(file.pieces.size());
    for (const File::Piece& piece : file.pieces) {
        entries.push_back({piece.text, static_cast<std::int64_t>(entries.size())});
    }
    auto made = Vocabulary::make(entries, where);
    if (!made.ok()) {
        return made.as<std::shared_ptr<const Vocabulary>>();
    }
    return std::shared_ptr<const Vocabulary>(
        std::make_shared<const Vocabulary>(std::move(made).value()));
}

/// Whether the model looks for a piece in texts.
bool isSought(const File::Piece& piece) {
    return piece.type == File::Type::Normal || piece.type == File::Type::UserDefined ||
           piece.type == File::Type::Unused;
}

/// SentencePiece's scores: user-defined pieces nearly always win, a character that is no piece is
/// worse than any piece.
std::shared_ptr<const SubwordModel> unigramOf(const File& file,
                                              std::shared_ptr<const Vocabulary> vocabulary) {
    constexpr float kPenalty = 10;
    float least = std::numeric_limits<float>::max();
    float most = std::numeric_limits<float>::min();
    for (const File::Piece& piece : file.pieces) {
        if (piece.type == File::Type::Normal) {
            least = std::min(least, piece.score);
            most = std::max(most, piece.score);
        }
    }
    std::vector<Unigram::Piece> pieces;
    for (std::size_t id = 0; id < file.pieces.size(); ++id) {
        const File::Piece& piece = file.pieces[id];
        if (isSought(piece) && piece.type != File::Type::Unused) {
            const bool own = piece.type == File::Type::UserDefined;
            const float length = static_cast<float>(piece.text.size());
            pieces.push_back({static_cast<std::int32_t>(id),
                              own ? static_cast<double>(length * most) - 0.1 : piece.score});
        }
    }
    UnigramOptions options;
    options.rules = UnigramOptions::Rules::SentencePiece;
    options.unknownId = file.unknownId;
    options.unknownScore = least - kPenalty;
    return std::make_shared<const Unigram>(std::move(vocabulary), pieces, options);
}

std::shared_ptr<const SubwordModel> bpeOf(const File& file,
                                          std::shared_ptr<const Vocabulary> vocabulary) {
    std::vector<PieceBpe::Piece> pieces;
    for (std::size_t id = 0; id < file.pieces.size(); ++id) {
        const File::Piece& piece = file.pieces[id];
        if (isSought(piece)) {
            pieces.push_back(
                {static_cast<std::int32_t>(id), piece.score, piece.type == File::Type::Unused});
        }
    }
    const auto matcher = std::make_shared<const SpaceNormalizer>(file, Charsmap{});
    return std::make_shared<const PieceBpe>(std::move(vocabulary), pieces, file.unknownId,
                                            [matcher](std::string_view text, std::size_t at) {
                                                return matcher->userDefinedAt(text, at);
                                            });
}

Outcome<File> readModelFile(const std::filesystem::path& path) {
    auto bytes = readFile(path, kTokenizerFileLimit);
    if (!bytes.ok()) {
        return bytes.as<File>();
    }
    return readSentencePieceModel(*bytes, path.string());
}

/// The family that `config.json` names, or nothing.
std::string modelType(const std::filesystem::path& folder) {
    std::error_code error;
    if (!std::filesystem::exists(folder / "config.json", error)) {
        return {};
    }
    const auto json = readJson(folder / "config.json");
    const Json* type = json.ok() ? json->find("model_type") : nullptr;
    return type == nullptr || type->string() == nullptr ? std::string{} : *type->string();
}

/// What a model's tokenizer puts round SentencePiece.
enum class Surroundings { None, T5, Unknown };

Surroundings surroundingsOf(const TokenizerConfig& config, const std::filesystem::path& folder) {
    const std::string& name = config.tokenizerClass;
    if (config.extraIds || name.find("T5") != std::string::npos) {
        return Surroundings::T5;
    }
    if (!name.empty() && name != "PreTrainedTokenizerFast" && name != "TokenizersBackend") {
        return Surroundings::Unknown;
    }
    const std::string type = modelType(folder);
    const bool t5 = type == "t5" || type == "mt5" || type == "umt5";
    return t5 ? Surroundings::T5 : type.empty() ? Surroundings::None : Surroundings::Unknown;
}

AddedToken specialToken(std::int64_t id, std::string content) {
    AddedToken token;
    token.id = id;
    token.content = std::move(content);
    token.normalized = false;
    token.special = true;
    return token;
}

/// A </s>, A </s> B </s>; sentinels behind the pieces, the first one last.
Outcome<Done> addT5(const TokenizerConfig& config, const std::string& where,
                    TokenizerParts& parts) {
    const Vocabulary& pieces = *parts.vocabulary;
    const auto end = pieces.find("</s>");
    const std::int64_t sentinels = config.extraIds.value_or(kSentinels);
    if (!end) {
        return Problem{"The model of a T5 tokenizer lacks the piece </s>", where,
                       "Choose the spiece.model of a T5 model"};
    }
    if (sentinels < 0 || sentinels > kMostSentinels) {
        return Problem{"The tokenizer has " + std::to_string(sentinels) + " sentinels", where,
                       "extra_ids of tokenizer_config.json must be from 0 to 10000"};
    }
    parts.padId = pieces.find("<pad>");
    for (const char* content : {"<pad>", "</s>", "<unk>"}) {
        if (const auto id = pieces.find(content)) {
            parts.added.push_back(specialToken(*id, content));
        }
    }
    const auto size = static_cast<std::int64_t>(pieces.size());
    for (std::int64_t i = 0; i < sentinels; ++i) {
        const std::string content = "<extra_id_" + std::to_string(i) + ">";
        if (!pieces.find(content)) {
            parts.added.push_back(specialToken(size + sentinels - 1 - i, content));
        }
    }
    parts.post = endTemplate({"</s>", *end});
    return Done{};
}

/// </s> and sentinels where the model's tokenizer is T5's; a Problem where it is another one's.
Outcome<Done> addSurroundings(const TokenizerConfig& config, const std::filesystem::path& path,
                              TokenizerParts& parts) {
    switch (surroundingsOf(config, path.parent_path())) {
    case Surroundings::None:
        return Done{};
    case Surroundings::T5:
        return addT5(config, path.string(), parts);
    case Surroundings::Unknown:
        return Problem{"Of tokenizers with a SentencePiece model only T5's is known here",
                       path.string() + ", " + config.tokenizerClass,
                       "Save the tokenizer as tokenizer.json, or open the model alone"};
    }
    return Done{};
}

/// The encoder; parts.vocabulary is there.
Outcome<Done> addEncoder(const File& file, const TokenizerConfig& config, const std::string& where,
                         TokenizerParts& parts) {
    auto map = Charsmap::make(file.charsmap, where + ": precompiled_charsmap");
    if (!map.ok()) {
        return map.as<Done>();
    }
    const bool unigram = file.kind == File::Kind::Unigram;
    SentencePieceOptions options;
    options.vocabulary = parts.vocabulary;
    options.model = unigram ? unigramOf(file, parts.vocabulary) : bpeOf(file, parts.vocabulary);
    options.unknownId = file.unknownId;
    options.prefixesFirstGapOnly = !config.legacy.value_or(true);
    parts.kind = unigram ? "SentencePiece Unigram" : "SentencePiece BPE";
    parts.encoder = std::make_unique<SentencePieceEncoder>(file, std::move(map).value(), options);
    if (file.denormalizes) {
        parts.warnings.push_back("The model has a map for decoding, which is not applied");
    }
    return Done{};
}

} // namespace

Outcome<TokenizerParts> readSentencePiece(const std::filesystem::path& path) {
    const std::string where = path.string();
    auto config = readTokenizerConfig(path.parent_path());
    if (!config.ok()) {
        return config.as<TokenizerParts>();
    }
    auto file = readModelFile(path);
    if (!file.ok()) {
        return file.as<TokenizerParts>();
    }
    auto vocabulary = vocabularyOfModel(*file, where);
    if (!vocabulary.ok()) {
        return vocabulary.as<TokenizerParts>();
    }
    TokenizerParts parts;
    parts.vocabulary = *vocabulary;
    parts.unknownId = file->unknownId;
    parts.invalidRule = InvalidRule::EachByte;
    if (auto added = addSurroundings(*config, path, parts); !added.ok()) {
        return added.as<TokenizerParts>();
    }
    if (auto added = addEncoder(*file, *config, where, parts); !added.ok()) {
        return added.as<TokenizerParts>();
    }
    return parts;
}

} // namespace vitrine::text
