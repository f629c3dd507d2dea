#include "app/vitrine/labs/lessonsroom.h"

#include "app/vitrine/lessons/lessonfiles.h"
#include "app/vitrine/lessons/lessonspage.h"
#include "app/vitrine/lessons/livehost.h"
#include "app/vitrine/lessons/liveview.h"
#include "app/vitrine/report/collect.h"

#include "widgets/input/sampleeditor.h"
#include "widgets/input/samplestrip.h"
#include "widgets/lessons/course.h"
#include "widgets/lessons/lessonreader.h"

#include <algorithm>

namespace vitrine::app {

using widgets::Course;
using widgets::KeyHint;

LessonsRoom::LessonsRoom(const WindowParts& parts, widgets::TokensLab& tokens, QWidget* stage)
    : Lab(stage)
    , session_(parts.session)
    , settings_(parts.settings)
    , look_(parts.look) {
    page_ = new LessonsPage(parts, tokens, stage);
    LessonFiles files = readLessons(parts.file.places().state / "lessons");
    course().setLessons(std::move(files.lessons), std::move(files.faulty));
    const std::string kept = settings_.get(settings::lessonProgress()).toStdString();
    if (const auto json = parseJson(kept, "lesson progress"); json) {
        course().setProgress(widgets::progressFrom(*json));
    }
    connect(&course(), &Course::progressChanged, this, &LessonsRoom::keepProgress);
    connect(&course(), &Course::stepChanged, this, &Lab::statusChanged);
    connect(&course(), &Course::valuesChanged, this, &Lab::statusChanged);
    connect(&page_->live(), &LiveView::labRequested, this, &Lab::labRequested);
    connect(page_, &LessonsPage::presenterToggled, this,
            [this] { look_.setPresenting(!look_.presenting()); });
    // Another document has other samples: the step is brought about anew.
    connect(&parts.document.state(), &WorkspaceState::wasReset, this, [this] {
        if (inFront_) {
            course().showAgain();
        }
    }, Qt::QueuedConnection);
}

Course& LessonsRoom::course() const {
    return page_->course();
}

bool LessonsRoom::open(const std::string& id) {
    if (!course().open(id)) {
        return false;
    }
    settings_.set(settings::lastLesson(), QString::fromStdString(id));
    return true;
}

void LessonsRoom::keepProgress() {
    settings_.set(settings::lessonProgress(),
                  QString::fromStdString(widgets::toJson(course().progress()).dump()));
}

LabFace LessonsRoom::face() const {
    return {.id = LabId::Lessons,
            .key = "lessons",
            .icon = widgets::Icon::Book,
            .name = tr("Lessons"),
            .help = tr("Short pages beside the live views, for a class or for oneself.")};
}

QWidget& LessonsRoom::page() const {
    return *page_;
}

void LessonsRoom::setInFront(bool inFront) {
    const bool comes = inFront && !inFront_;
    inFront_ = inFront;
    if (!comes) {
        return;
    }
    if (course().lesson() != nullptr) {
        course().showAgain();
    } else if (!course().lessons().empty()) {
        const std::string last = settings_.get(settings::lastLesson()).toStdString();
        if (last.empty() || !open(last)) {
            (void)open(course().lessons().front().id);
        }
    }
}

void LessonsRoom::focusMain() {
    page_->reader().focusMain();
}

void LessonsRoom::focusText() {
    page_->live().strip().editor().setFocus(Qt::ShortcutFocusReason);
}

// The text and the live side need the width.
void LessonsRoom::shape(Crowding& crowding) const {
    crowding.libraryRail = true;
    crowding.inspector = false;
}

QStringList LessonsRoom::facts(bool words) const {
    const widgets::Lesson* lesson = course().lesson();
    if (lesson == nullptr) {
        return {tr("No lesson is open")};
    }
    QStringList facts{tr("Lesson: %1, %2 of %3")
                          .arg(QString::fromStdString(lesson->title))
                          .arg(course().step() + 1)
                          .arg(lesson->steps.size())};
    if (words && session_.milliseconds() > 0) {
        const bool two = session_.attention().other() != nullptr;
        facts.append((two ? tr("2 traces, %1 ms") : tr("1 trace, %1 ms"))
                         .arg(session_.milliseconds(), 0, 'f', 0));
    }
    return facts;
}

QList<KeyHint> LessonsRoom::hints(bool words) const {
    const widgets::Lesson* lesson = course().lesson();
    QList<KeyHint> hints{{{tr("Space")}, tr("next")}, {{tr("Backspace")}, tr("back")}};
    if (lesson != nullptr) {
        const auto last = std::min<std::size_t>(9, lesson->steps.size());
        hints.append({{QStringLiteral("1–%1").arg(last)}, tr("jump")});
    }
    if (page_->host().compares()) {
        hints.append({{QStringLiteral("D")}, tr("difference")});
    }
    hints.append({{QStringLiteral("F11")}, tr("presenter")});
    hints.append({{QStringLiteral("?")}, words ? tr("all keys") : tr("keys")});
    return hints;
}

void LessonsRoom::addTo(ReportContent& content) const {
    ReportTable table{.title = tr("Lessons"),
                      .headings = {tr("lesson"), tr("steps"), tr("minutes")},
                      .rows = {}};
    for (const widgets::Lesson& lesson : course().lessons()) {
        table.rows.push_back({QString::fromStdString(lesson.title),
                              QString::number(lesson.steps.size()),
                              QString::number(lesson.minutes)});
    }
    content.tables.push_back(std::move(table));
}

bool LessonsRoom::settled() const {
    const Stage stage = session_.stage();
    return stage == Stage::Failed || stage == Stage::NoModel ||
           (stage == Stage::Done && page_->live().settled());
}

} // namespace vitrine::app
