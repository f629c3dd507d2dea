#pragma once

#include "app/vitrine/document/workspace.h"

#include <filesystem>

namespace vitrine::app {

/// Why a model and a sample do not go together.
enum class Mismatch {
    None,
    ModelReadsText,     ///< the sample is a picture or a clip
    ModelReadsPictures, ///< the sample is a text
};

/// What a model takes.
struct Reading {
    bool texts = false;
    bool pictures = false;
};

[[nodiscard]] Mismatch mismatchBetween(const SampleEntry& sample, Reading model);

/// What a model that is not open yet is likely to take: its config.json names a vocabulary, a size
/// of pictures, or both. Neither where that file cannot be read.
[[nodiscard]] Reading likelyReadingOf(const std::filesystem::path& modelFolder);

} // namespace vitrine::app
