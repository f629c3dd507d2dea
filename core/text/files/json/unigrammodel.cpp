#include "core/text/files/fields.h"
#include "core/text/files/json/components.h"
#include "core/text/files/json/pipelineparts.h"
#include "core/text/models/unigram.h"

#include <algorithm>
#include <cmath>

namespace vitrine::text {

namespace {

constexpr double kUnknownPenalty = 10; // SentencePiece's and Hugging Face's

/// ["piece", score]
struct ScoredPiece {
    std::string_view piece;
    double score = 0;
};

Outcome<std::vector<ScoredPiece>> readScored(const Json* json, const std::string& where) {
    if (json == nullptr || json->array() == nullptr || json->array()->empty()) {
        return Problem{"The vocabulary is missing or empty", where,
                       "A list of pieces with scores is expected; fetch the file again"};
    }
    std::vector<ScoredPiece> pieces;
    pieces.reserve(json->array()->size());
    for (const Json& entry : *json->array()) {
        const Json::Array* parts = entry.array();
        const bool good = parts != nullptr && parts->size() == 2 &&
                          (*parts)[0].string() != nullptr && (*parts)[1].isNumber() &&
                          std::isfinite((*parts)[1].number());
        if (!good) {
            return Problem{"Entry " + std::to_string(pieces.size()) +
                               " of the vocabulary is not a piece and its score",
                           where, "Repair the tokenizer file"};
        }
        pieces.push_back({*(*parts)[0].string(), (*parts)[1].number()});
    }
    return pieces;
}

Outcome<UnigramOptions> readUnigramOptions(const Json& model,
                                           const std::vector<ScoredPiece>& pieces,
                                           const std::string& where) {
    Fields fields(model, where);
    UnigramOptions options;
    const auto unknown = fields.maybeInteger("unk_id");
    if (!unknown || *unknown < 0 || *unknown >= static_cast<std::int64_t>(pieces.size())) {
        fields.refuse("unk_id", "The vocabulary has no unknown token",
                      "unk_id must be a place of the vocabulary; repair the tokenizer file");
    }
    options.byteFallback = fields.flag("byte_fallback", false);
    if (fields.problem()) {
        return *fields.problem();
    }
    options.unknownId = static_cast<std::int32_t>(*unknown);
    options.unknownScore =
        std::ranges::min_element(pieces, {}, &ScoredPiece::score)->score - kUnknownPenalty;
    return options;
}

} // namespace

Outcome<std::shared_ptr<const Vocabulary>> readScoredVocabulary(const Json* json,
                                                                const std::string& where) {
    auto scored = readScored(json, where);
    if (!scored.ok()) {
        return scored.as<std::shared_ptr<const Vocabulary>>();
    }
    std::vector<Vocabulary::Entry> entries;
    entries.reserve(scored->size());
    for (const ScoredPiece& entry : *scored) {
        entries.push_back({entry.piece, static_cast<std::int64_t>(entries.size())});
    }
    auto made = Vocabulary::make(entries, where);
    if (!made.ok()) {
        return made.as<std::shared_ptr<const Vocabulary>>();
    }
    return std::shared_ptr<const Vocabulary>(
        std::make_shared<const Vocabulary>(std::move(made).value()));
}

Outcome<Done> readUnigram(const Json& file, const std::string& where, TokenizerParts& parts) {
    const Json& model = *file.find("model");
    auto scored = readScored(model.find("vocab"), where + ": model.vocab");
    if (!scored.ok()) {
        return scored.as<Done>();
    }
    auto options = readUnigramOptions(model, *scored, where + ": model");
    if (!options.ok()) {
        return options.as<Done>();
    }
    auto read = readPipeline(file, where);
    if (!read.ok()) {
        return read.as<Done>();
    }
    if (read->bytes) {
        return unknownComponent("pre-tokenizer", file.find("pre_tokenizer"),
                                where + ": pre_tokenizer");
    }
    std::vector<Unigram::Piece> pieces;
    pieces.reserve(scored->size());
    for (const ScoredPiece& entry : *scored) {
        pieces.push_back({static_cast<std::int32_t>(pieces.size()), entry.score});
    }
    if (read->pipeline.decoder.empty()) {
        read->pipeline.decoder.push_back(metaspaceDecoding("\u2581", /*dropsFirst=*/true));
    }
    read->pipeline.model = std::make_shared<const Unigram>(parts.vocabulary, pieces, *options);
    parts.unknownId = options->unknownId;
    parts.kind = "Unigram";
    parts.encoder = std::make_unique<PipelineEncoder>(std::move(read->pipeline));
    return Done{};
}

} // namespace vitrine::text
