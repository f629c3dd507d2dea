#pragma once

#include "core/base/axis.h"
#include "core/base/outcome.h"
#include "core/engine/model.h"
#include "core/neural/models/network.h"
#include "core/text/characters/charactervocabulary.h"
#include "core/text/tokenizer.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::neural {

/// int64 [1, T]
[[nodiscard]] at::Tensor idsOf(const text::Encoding& encoding);

/// The same as a list.
[[nodiscard]] std::vector<std::int64_t> idListOf(const text::Encoding& encoding);

/// The ids of an axis' tokens.
[[nodiscard]] std::vector<std::int64_t> idsOnAxis(const Axis& axis);

/// Token types, int64 [1, T]
[[nodiscard]] at::Tensor typesOf(const text::Encoding& encoding);

/// Refuses a text without tokens and one with more than the model's positions.
[[nodiscard]] Outcome<Done> lengthFits(const text::Encoding& encoding,
                                       const engine::ModelCard& card, const std::string& sample);

/// The letters behind a text's tokens; the encoding is of this sample.
[[nodiscard]] CharacterIds charactersOf(const text::Encoding& encoding, const Sample& sample,
                                        const text::CharacterVocabulary& vocabulary);

/// The dictionary of characters of a model's folder; nothing for a network that reads tokens alone,
/// a Problem where it has more characters than the model rows.
[[nodiscard]] Outcome<std::optional<text::CharacterVocabulary>>
charactersFor(const Network& network, const engine::ModelCard& card);

/// The tokenizer of a model's folder; a Problem where it has more pieces than the model rows, a
/// note on the card where it has fewer.
[[nodiscard]] Outcome<std::shared_ptr<const text::Tokenizer>> tokenizerFor(engine::ModelCard& card);

} // namespace vitrine::neural
