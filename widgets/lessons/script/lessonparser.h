#pragma once

#include "core/base/outcome.h"
#include "widgets/lessons/script/lesson.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace vitrine::widgets {

inline constexpr std::size_t kMostLessonBytes = 256 * 1024;
inline constexpr std::size_t kMostLessonSteps = 40;
inline constexpr std::size_t kMostStepBlocks = 60;

/// A lesson from the text of its file. Strict: what is not known, misspelt or left open is a Problem
/// with the file and the line; nothing is skipped silently. `file` is for messages.
[[nodiscard]] Outcome<Lesson> parseLesson(std::string_view text, const std::string& file);

} // namespace vitrine::widgets
