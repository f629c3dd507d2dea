#pragma once

#include "core/run/curves/curve.h"
#include "core/run/events/event.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::run {

/// One logged number through all attempts of a run.
struct CurveSeries {
    Curve live;
    std::vector<Curve> superseded; ///< what attempts logged past the step the next one resumed from
};

/// Something that happened at a step and is marked on the curves.
struct RunMark {
    enum class Kind { Checkpoint, Evaluation, Control, Note, NotFinite, OutOfMemory, Restart };

    Kind kind = Kind::Checkpoint;
    std::int64_t step = 0;
    double wall = 0;
    std::string text; ///< "lr × 0.5, applied at 4200", in English

    bool operator==(const RunMark&) const = default;
};

/// What became of a request, by its `ctl` event.
struct ControlAnswer {
    std::string verb;
    bool applied = false; ///< else refused
    std::string message;
    std::int64_t step = 0; ///< from which update on

    bool operator==(const ControlAnswer&) const = default;
};

/// A checkpoint that an event tells of. Whether it is still there is another question.
struct CheckpointNote {
    std::int64_t step = 0;
    std::string path;
    std::string why;
    std::int64_t bytes = 0;
    bool verified = false;

    bool operator==(const CheckpointNote&) const = default;
};

/// What a run has told so far: its curves, marks and answers, gathered event by event (training.md
/// 4). Lines come from a stranger: what does not fit is left out, never a failure.
class RunHistory {
public:
    void take(const Event& event);

    /// nullptr where nothing was logged under that tag.
    [[nodiscard]] const CurveSeries* find(std::string_view tag) const;
    [[nodiscard]] const std::map<std::string, CurveSeries, std::less<>>& series() const {
        return series_;
    }

    [[nodiscard]] const std::vector<RunMark>& marks() const { return marks_; }
    [[nodiscard]] const std::vector<CheckpointNote>& checkpoints() const { return checkpoints_; }
    [[nodiscard]] const ControlAnswer* answerTo(std::string_view id) const;

    /// Fields of the newest `start` and `end`; null where there was none.
    [[nodiscard]] const Json& start() const { return start_; }
    [[nodiscard]] const Json& end() const { return end_; }

    /// Of the newest warnings, at most 50, newest last.
    [[nodiscard]] const std::vector<std::string>& warnings() const { return warnings_; }

    [[nodiscard]] std::int64_t lastStep() const { return lastStep_; }
    [[nodiscard]] double firstWall() const { return firstWall_; }
    [[nodiscard]] double lastWall() const { return lastWall_; }
    [[nodiscard]] std::int64_t points() const { return points_; }
    [[nodiscard]] std::int64_t left() const { return leftOut_; } ///< events that made no sense

    /// Seconds an update takes: the median of the last 200, 0 while unknown.
    [[nodiscard]] double medianStepSeconds() const;

    /// Seconds an update took over the last 200, evaluations and checkpoints included: what the
    /// time left is reckoned from. 0 while unknown.
    [[nodiscard]] double meanStepSeconds() const;

private:
    void append(const std::string& tag, const Event& event, double value);
    void takeStart(const Event& event);
    void takeControl(const Event& event);
    void takeCheckpoint(const Event& event);
    void supersede(std::int64_t from);
    void mark(RunMark::Kind kind, const Event& event, std::string text);
    void takeStep(const Event& event);

    struct StepTime {
        std::int64_t step = 0;
        double monotonic = 0;
    };

    std::map<std::string, CurveSeries, std::less<>> series_;
    std::map<std::string, ControlAnswer, std::less<>> answers_;
    std::vector<RunMark> marks_;
    std::vector<CheckpointNote> checkpoints_;
    std::vector<std::string> warnings_;
    std::vector<StepTime> times_; ///< of the last updates, in a ring
    std::size_t nextTime_ = 0;
    Json start_;
    Json end_;
    std::int64_t lastStep_ = 0;
    std::int64_t points_ = 0;
    std::int64_t leftOut_ = 0;
    double firstWall_ = 0;
    double lastWall_ = 0;
};

} // namespace vitrine::run
