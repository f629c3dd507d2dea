#include "widgets/lessons/course.h"

#include <algorithm>
#include <variant>

namespace vitrine::widgets {

namespace {

template <class Block>
std::vector<const Block*> blocksOf(const LessonStep& step) {
    std::vector<const Block*> found;
    for (const LessonBlock& block : step.blocks) {
        if (const auto* wanted = std::get_if<Block>(&block)) {
            found.push_back(wanted);
        }
    }
    return found;
}

std::vector<const LessonAct::Condition*> conditionsOf(const LessonStep& step) {
    std::vector<const LessonAct::Condition*> conditions;
    for (const LessonAct* act : blocksOf<LessonAct>(step)) {
        for (const LessonAct::Condition& condition : act->conditions) {
            conditions.push_back(&condition);
        }
    }
    return conditions;
}

} // namespace

Course::Course(LessonHost& host, QObject* parent)
    : QObject(parent)
    , host_(host) {
    connect(&host_, &LessonHost::changed, this, &Course::take);
}

void Course::setLessons(std::vector<Lesson> lessons, std::vector<FaultyLesson> faulty) {
    lessons_.clear();
    faulty_ = std::move(faulty);
    lesson_.reset();
    step_ = 0;
    for (Lesson& lesson : lessons) {
        const auto same = std::ranges::find(lessons_, lesson.id, &Lesson::id);
        if (same == lessons_.end()) {
            lessons_.push_back(std::move(lesson));
        } else {
            faulty_.push_back({lesson.file,
                               {"The id “" + lesson.id + "” is taken", lesson.file,
                                same->file + " has it; give this lesson another one"}});
        }
    }
    Q_EMIT lessonsChanged();
    Q_EMIT stepChanged();
}

void Course::setProgress(LessonProgress progress) {
    progress_ = std::move(progress);
    Q_EMIT progressChanged();
}

const Lesson* Course::lesson() const {
    return lesson_ ? &lessons_[*lesson_] : nullptr;
}

const StepProgress& Course::progressOf(std::size_t step) const {
    static const StepProgress none;
    if (lesson() == nullptr) {
        return none;
    }
    const auto ofLesson = progress_.find(lesson()->id);
    if (ofLesson == progress_.end()) {
        return none;
    }
    const auto ofStep = ofLesson->second.find(step);
    return ofStep != ofLesson->second.end() ? ofStep->second : none;
}

StepProgress& Course::here() {
    return progress_[lesson()->id][step_];
}

bool Course::open(const std::string& id) {
    const auto found = std::ranges::find(lessons_, id, &Lesson::id);
    if (found == lessons_.end()) {
        return false;
    }
    lesson_ = static_cast<std::size_t>(found - lessons_.begin());
    step_ = 0;
    for (std::size_t step = 0; step < found->steps.size(); ++step) {
        step_ = progressOf(step).seen ? step : step_;
    }
    host_.beginLesson(*found);
    go(step_);
    return true;
}

void Course::go(std::size_t step) {
    if (lesson() == nullptr || step >= lesson()->steps.size()) {
        return;
    }
    step_ = step;
    here().seen = true;
    host_.showStep(currentStep());
    Q_EMIT stepChanged();
    Q_EMIT progressChanged();
    take();
}

void Course::next() {
    go(step_ + 1);
}

void Course::back() {
    if (step_ > 0) {
        go(step_ - 1);
    }
}

void Course::showAgain() {
    if (lesson() != nullptr) {
        host_.beginLesson(*lesson());
        host_.showStep(currentStep());
        take();
    }
}

QString Course::lacking(std::size_t step) const {
    if (lesson() == nullptr) {
        return {};
    }
    for (const auto* needs : {&lesson()->needs, &lesson()->steps[step].needs}) {
        for (const std::string& need : *needs) {
            if (const QString why = host_.lacking(need); !why.isEmpty()) {
                return why;
            }
        }
    }
    return {};
}

bool Course::done(std::size_t step) const {
    const StepProgress& progress = progressOf(step);
    if (!progress.seen) {
        return false;
    }
    const LessonStep& asked = lesson()->steps[step];
    if (!lacking(step).isEmpty()) {
        return true; // nothing can be asked of this model here
    }
    const auto questions = blocksOf<LessonQuestion>(asked);
    for (std::size_t index = 0; index < questions.size(); ++index) {
        const auto answer = progress.answered.find(index);
        if (answer == progress.answered.end() ||
            answer->second >= questions[index]->answers.size() || // of an older lesson file
            !questions[index]->answers[answer->second].right) {
            return false;
        }
    }
    return progress.met.size() >= conditionsOf(asked).size() &&
           (blocksOf<LessonPrediction>(asked).empty() || progress.said.has_value());
}

void Course::predict(int number) {
    if (!blocksOf<LessonPrediction>(currentStep()).empty() && !progressOf(step_).said) {
        here().said = number;
        (void)settle();
        Q_EMIT progressChanged();
    }
}

// The model's answer to a prediction, kept when it comes: perhaps only some steps later.
bool Course::settle() {
    bool more = false;
    for (std::size_t step = 0; step < lesson()->steps.size(); ++step) {
        const StepProgress& progress = progressOf(step);
        const auto asked = blocksOf<LessonPrediction>(lesson()->steps[step]);
        if (asked.empty() || !progress.said || progress.truth) {
            continue;
        }
        if (const LiveValue truth = host_.value(asked.front()->truth); truth.number) {
            progress_[lesson()->id][step].truth = static_cast<int>(*truth.number);
            more = true;
        }
    }
    return more;
}

void Course::answer(std::size_t question, std::size_t answer) {
    const auto questions = blocksOf<LessonQuestion>(currentStep());
    if (question < questions.size() && answer < questions[question]->answers.size()) {
        here().answered[question] = answer;
        Q_EMIT progressChanged();
    }
}

void Course::take() {
    if (lesson() == nullptr) {
        return;
    }
    notice();
    Q_EMIT valuesChanged();
}

// What was done once stays done: a pointer that leaves a row does not take the tick away.
void Course::notice() {
    const auto conditions = conditionsOf(currentStep());
    bool more = settle();
    for (std::size_t index = 0; index < conditions.size(); ++index) {
        if (!progressOf(step_).met.contains(index) && host_.holds(conditions[index]->call)) {
            here().met.insert(index);
            more = true;
        }
    }
    if (more) {
        Q_EMIT progressChanged();
    }
}

} // namespace vitrine::widgets
