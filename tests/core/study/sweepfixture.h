#pragma once

#include "core/study/sweep/sweep.h"

#include <filesystem>
#include <string>

namespace vitrine::tests {

/// A small sweep over generated sentences: two chains, three severities, two seeds.
[[nodiscard]] study::SweepRecipe smallRecipe(const std::filesystem::path& data);

/// Sentences as JSON lines, each with its right answer.
[[nodiscard]] std::string sentenceLines(std::size_t count);

/// Makes the run, empty.
[[nodiscard]] Outcome<run::RunDirectory> beginRun(const std::filesystem::path& folder,
                                                  const std::filesystem::path& data);

/// Makes the run if it is not there, and fills it with the counting model; each trace takes so long.
[[nodiscard]] Outcome<Done> fillRun(const std::filesystem::path& folder,
                                    const std::filesystem::path& data, int delayMicroseconds,
                                    const Tick& tick = {});

} // namespace vitrine::tests
