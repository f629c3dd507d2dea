#include "app/vitrine/lessons/lessonfiles.h"

#include "core/base/files.h"

#include "widgets/lessons/script/lessonparser.h"

#include <QFile>

#include <algorithm>
#include <array>

namespace vitrine::app {

namespace fs = std::filesystem;

namespace {

constexpr std::array kBuiltIn{"typo-breaks-pieces", "follow-one-sentence", "write-a-translation"};
constexpr std::size_t kMostFiles = 200;

void take(LessonFiles& files, const std::string& name, const Outcome<std::string>& text) {
    if (!text) {
        files.faulty.push_back({name, text.problem()});
        return;
    }
    auto lesson = widgets::parseLesson(*text, name);
    if (lesson) {
        files.lessons.push_back(*std::move(lesson));
    } else {
        files.faulty.push_back({name, lesson.problem()});
    }
}

Outcome<std::string> builtIn(const QString& name) {
    QFile file(QStringLiteral(":/lessons/") + name);
    if (!file.open(QIODevice::ReadOnly)) {
        return Problem{"The lesson is missing", name.toStdString(), "Install Vitrine again"};
    }
    return file.readAll().toStdString();
}

std::vector<fs::path> lessonsIn(const fs::path& folder) {
    std::vector<fs::path> paths;
    std::error_code fault; // a folder that cannot be read has no lessons
    for (fs::directory_iterator entry(folder, fault), end; !fault && entry != end;
         entry.increment(fault)) {
        const fs::path& path = entry->path();
        if (path.extension() == ".md" && path.filename() != "README.md" &&
            paths.size() < kMostFiles) {
            paths.push_back(path);
        }
    }
    std::ranges::sort(paths);
    return paths;
}

} // namespace

LessonFiles readLessons(const fs::path& folder) {
    LessonFiles files;
    for (const char* id : kBuiltIn) {
        const QString name = QString::fromLatin1(id) + QStringLiteral(".md");
        take(files, name.toStdString(), builtIn(name));
    }
    for (const fs::path& path : lessonsIn(folder)) {
        take(files, path.filename().string(), readFile(path, widgets::kMostLessonBytes));
    }
    return files;
}

} // namespace vitrine::app
