#pragma once

#include "core/base/json.h"
#include "widgets/lessons/host.h"

#include <QObject>

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace vitrine::widgets {

/// How far a person came in one step.
struct StepProgress {
    bool seen = false;
    std::set<std::size_t> met;                    ///< conditions, counted over the step's acts
    std::optional<int> said;                      ///< the prediction
    std::optional<int> truth;                     ///< what the model answered, once it could
    std::map<std::size_t, std::size_t> answered;  ///< chosen answer by question of the step

    bool operator==(const StepProgress&) const = default;
};

/// Progress by lesson id and step index.
using LessonProgress = std::map<std::string, std::map<std::size_t, StepProgress>>;

[[nodiscard]] Json toJson(const LessonProgress& progress);

/// What cannot be read is left out: progress is a convenience, never a reason to stop.
[[nodiscard]] LessonProgress progressFrom(const Json& json);

/// A file that is no lesson, as the list shows it.
struct FaultyLesson {
    std::string file;
    Problem problem;
};

/// The lessons there are, the one that is followed, and how far one came. Notices when acts are
/// done. No widgets. GUI thread.
class Course final : public QObject {
    Q_OBJECT

public:
    explicit Course(LessonHost& host, QObject* parent = nullptr);

    /// The same id twice: the first one stays, the other is listed as faulty.
    void setLessons(std::vector<Lesson> lessons, std::vector<FaultyLesson> faulty);
    [[nodiscard]] const std::vector<Lesson>& lessons() const { return lessons_; }
    [[nodiscard]] const std::vector<FaultyLesson>& faulty() const { return faulty_; }

    void setProgress(LessonProgress progress);
    [[nodiscard]] const LessonProgress& progress() const { return progress_; }
    [[nodiscard]] const StepProgress& progressOf(std::size_t step) const;

    [[nodiscard]] LessonHost& host() const { return host_; }

    /// Null before one was opened.
    [[nodiscard]] const Lesson* lesson() const;
    [[nodiscard]] std::size_t step() const { return step_; }
    [[nodiscard]] const LessonStep& currentStep() const { return lesson()->steps[step_]; }

    /// Opens a lesson where one left it; false for an unknown id.
    bool open(const std::string& id);
    void go(std::size_t step); ///< nothing beyond the last step
    void next();
    void back();

    /// Tells the host again: the live side was used for something else, or has another document.
    void showAgain();

    /// Why a step cannot be done with the open model; empty where it can.
    [[nodiscard]] QString lacking(std::size_t step) const;

    /// Whether all that a step asks for was done. Steps that ask for nothing are done once seen.
    [[nodiscard]] bool done(std::size_t step) const;

    void predict(int number); ///< once a step
    void answer(std::size_t question, std::size_t answer);

Q_SIGNALS:
    void lessonsChanged();
    void stepChanged();     ///< another step or lesson is in sight
    void progressChanged(); ///< something was done, predicted or answered
    void valuesChanged();   ///< what the live model says

private:
    void take();
    void notice();
    [[nodiscard]] bool settle();
    [[nodiscard]] StepProgress& here();

    LessonHost& host_;
    std::vector<Lesson> lessons_;
    std::vector<FaultyLesson> faulty_;
    LessonProgress progress_;
    std::optional<std::size_t> lesson_;
    std::size_t step_ = 0;
};

} // namespace vitrine::widgets
