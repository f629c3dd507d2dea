#pragma once

#include "app/vitrine/labs/labs.h"
#include "app/vitrine/labs/lessonsroom.h"
#include "app/vitrine/lessons/lessonspage.h"
#include "app/vitrine/lessons/livehost.h"
#include "app/vitrine/lessons/liveview.h"
#include "tests/app/vitrine/windowfixture.h"
#include "widgets/input/sampleeditor.h"
#include "widgets/input/samplestrip.h"
#include "widgets/lessons/course.h"
#include "widgets/lessons/lessonreader.h"

#include <QTest>

#include <string>
#include <vector>

namespace vitrine::tests {

inline constexpr int kLessonPatience = 30'000;

/// A window with a lesson in front.
struct Classroom {
    explicit Classroom(const QSize& size = {1600, 1000})
        : fixture(size)
        , room(fixture.window->labs().lessons())
        , course(room.course())
        , reader(room.lessonsPage().reader())
        , host(room.lessonsPage().host())
        , live(room.lessonsPage().live()) {}

    [[nodiscard]] bool begin(const char* lesson) {
        if (!fixture.start()) {
            return false;
        }
        fixture.window->showLab(app::LabId::Lessons);
        return room.open(lesson) && ready();
    }

    [[nodiscard]] bool ready() {
        return fixture.settled() &&
               QTest::qWaitFor([this] { return room.settled(); }, kLessonPatience);
    }

    void press(Qt::Key key) { QTest::keyClick(fixture.window->windowHandle(), key); }

    [[nodiscard]] widgets::LiveValue ask(const std::string& name,
                                         std::vector<widgets::LiveArgument> arguments) const {
        return host.value({.name = name, .arguments = std::move(arguments)});
    }

    /// Replaces a word of the sentence as a person does: select it, type.
    void retype(const QString& word, const QString& by) {
        widgets::SampleEditor& editor = live.strip().editor();
        editor.setFocus();
        QTextCursor cursor = editor.document()->find(word);
        editor.setTextCursor(cursor);
        QTest::keyClicks(&editor, by);
        reader.focusMain();
    }

    WindowFixture fixture;
    app::LessonsRoom& room;
    widgets::Course& course;
    widgets::LessonReader& reader;
    app::LiveHost& host;
    app::LiveView& live;
};

inline widgets::LiveArgument bare(const std::string& text) {
    return {.text = text};
}

inline std::size_t indexOf(const engine::Trace& trace, const std::string& label, int nth = 1) {
    const auto& tokens = trace.axes().front().tokens;
    for (std::size_t index = 0; index < tokens.size(); ++index) {
        if (tokens[index].label == label && --nth == 0) {
            return index;
        }
    }
    return tokens.size();
}

} // namespace vitrine::tests
