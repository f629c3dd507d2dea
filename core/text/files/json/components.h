#pragma once

#include "core/base/json.h"
#include "core/base/outcome.h"
#include "core/text/added/addedtokens.h"
#include "core/text/encode/composedtokenizer.h"
#include "core/text/normalize/bertnormalizer.h"
#include "core/text/post/template.h"
#include "core/text/vocabulary/vocabulary.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::text {

// Readers of the parts of `tokenizer.json`. `where` is the file and the place in it. A part of a
// type that is not known is a Problem that names the type: half a pipeline is never loaded.

/// The value of "type", or "null".
[[nodiscard]] std::string typeOf(const Json* component);

[[nodiscard]] Problem unknownComponent(std::string_view what, const Json* component,
                                       const std::string& where);

/// A list inside {"type": "Sequence"}, or the component alone. Depth ≤ 8, items ≤ 64.
[[nodiscard]] Outcome<std::vector<const Json*>>
flattened(const Json* component, std::string_view list, const std::string& where);

/// {"piece": id, …}
[[nodiscard]] Outcome<std::shared_ptr<const Vocabulary>> readVocabulary(const Json* json,
                                                                        const std::string& where);

/// [["piece", score], …]: ids are places in the list. Scores are finite.
[[nodiscard]] Outcome<std::shared_ptr<const Vocabulary>>
readScoredVocabulary(const Json* json, const std::string& where);

[[nodiscard]] Outcome<std::vector<AddedToken>> readAddedTokens(const Json* json,
                                                               const std::string& where);

/// Checks the added tokens against the vocabulary: ids not taken by another piece.
[[nodiscard]] Outcome<Done> checkAddedTokens(const std::vector<AddedToken>& added,
                                             const Vocabulary& vocabulary,
                                             const std::string& where);

[[nodiscard]] Outcome<BertNormalizerOptions> readBertNormalizer(const Json& json,
                                                                const std::string& where);

struct PostProcessor {
    Template plan;
    bool trimsOffsets = false;
};

/// TemplateProcessing, BertProcessing, RobertaProcessing, ByteLevel, a Sequence of them, or none.
[[nodiscard]] Outcome<PostProcessor> readPostProcessor(const Json* json, const std::string& where);

/// [CLS] A [SEP], [CLS] A [SEP] B [SEP] with types 0 and 1.
struct NamedId {
    std::string piece;
    std::int64_t id = 0;
};

[[nodiscard]] Template bertTemplate(const NamedId& cls, const NamedId& sep);

/// <s> A </s>, <s> A </s></s> B </s>, all types 0.
[[nodiscard]] Template robertaTemplate(const NamedId& cls, const NamedId& sep);

/// A </s>, A </s> B </s>, all types 0.
[[nodiscard]] Template endTemplate(const NamedId& end);

/// Every special token of a template exists and has the id that the template says.
[[nodiscard]] Outcome<Done> checkTemplate(const Template& plan, const Vocabulary& vocabulary,
                                          const std::vector<AddedToken>& added,
                                          const std::string& where);

/// "truncation" and "padding" of the file: told, not applied; checked all the same.
struct Settings {
    FileSettings told;
    std::optional<std::int64_t> padId;
};

[[nodiscard]] Outcome<Settings> readSettings(const Json& file, const std::string& where);

/// The encoder of a model together with the file's normaliser, pre-tokenizer and
/// decoder; fills parts.kind, encoder, unknownId and warnings. parts.vocabulary is there.
[[nodiscard]] Outcome<Done> readWordPiece(const Json& file, const std::string& where,
                                          TokenizerParts& parts);
[[nodiscard]] Outcome<Done> readBpe(const Json& file, const std::string& where, bool trimsOffsets,
                                    TokenizerParts& parts);
[[nodiscard]] Outcome<Done> readUnigram(const Json& file, const std::string& where,
                                        TokenizerParts& parts);

/// Adds a warning if ids below the largest have no token.
void warnOfHoles(const Vocabulary& vocabulary, const std::vector<AddedToken>& added,
                 std::vector<std::string>& warnings);

} // namespace vitrine::text
