#pragma once

#include "core/base/json.h"
#include "core/base/outcome.h"
#include "core/pixels/preparation.h"

#include <filesystem>
#include <string_view>

namespace vitrine::pixels {

/// Reads `preprocessor_config.json` of a model folder, or a file of that form. Keys that are absent
/// take the defaults of the processor that the file names; without a name, those of `modelType`
/// (`model_type` of config.json). A folder without the file gets the defaults of `modelType`. A
/// Problem names an unknown processor, a bad key, or steps that are not known here (padding).
[[nodiscard]] Outcome<Preparation> readPreparation(const std::filesystem::path& folderOrFile,
                                                   std::string_view modelType = {});

/// The same from JSON that is read already; `where` names it in a Problem.
[[nodiscard]] Outcome<Preparation> preparationFrom(const Json& config, std::string_view where,
                                                   std::string_view modelType = {});

/// What models of a type are used with where their folder does not say: "vit", "deit", "clip",
/// "clip_vision_model", "blip", "omnivl", "timesformer", "videomae", "nf_resnet". A Problem for
/// others.
[[nodiscard]] Outcome<Preparation> defaultPreparation(std::string_view modelType);

/// The form that readPreparation reads, for folders that we write.
[[nodiscard]] Json jsonOf(const Preparation& preparation);

} // namespace vitrine::pixels
