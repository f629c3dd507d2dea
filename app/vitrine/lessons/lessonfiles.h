#pragma once

#include "widgets/lessons/course.h"

#include <QString>

#include <filesystem>
#include <vector>

namespace vitrine::app {

struct LessonFiles {
    std::vector<widgets::Lesson> lessons;
    std::vector<widgets::FaultyLesson> faulty;
};

/// The lessons that come with the program, in their order, then those of a folder by name (*.md;
/// README.md is none). A folder that is not there has none. What is no lesson is listed with its
/// Problem.
[[nodiscard]] LessonFiles readLessons(const std::filesystem::path& folder);

} // namespace vitrine::app
