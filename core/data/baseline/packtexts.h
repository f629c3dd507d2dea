#pragma once

#include "core/base/outcome.h"
#include "core/data/baseline/wordclassifiers.h"
#include "core/data/pack/pack.h"

#include <filesystem>
#include <string>

namespace vitrine::data {

/// The texts of one part of a pack, from its samples.jsonl, with the labels of its shards. A line
/// whose label contradicts the shard is a Problem.
[[nodiscard]] Outcome<LabelledTexts> textsOfPart(const std::filesystem::path& folder,
                                                 const Pack& pack, const std::string& part);

} // namespace vitrine::data
