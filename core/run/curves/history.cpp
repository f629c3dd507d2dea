#include "core/run/curves/history.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace vitrine::run {

namespace {

constexpr std::size_t kTimes = 201; // 200 updates lie between them
constexpr std::size_t kMostTags = 10'000;
constexpr std::size_t kMostMarks = 100'000;
constexpr std::size_t kMostWarnings = 50;

std::string text(const Json& fields, std::string_view key) {
    const Json* found = fields.find(key);
    return found != nullptr && found->string() != nullptr ? *found->string() : std::string();
}

std::int64_t whole(const Json& fields, std::string_view key, std::int64_t otherwise = 0) {
    const Json* found = fields.find(key);
    return found != nullptr && found->integer() != nullptr ? *found->integer() : otherwise;
}

std::string numberText(double value) {
    std::array<char, 32> digits{};
    const auto written =
        std::to_chars(digits.data(), digits.data() + digits.size(), value,
                      std::chars_format::general, 4);
    return {digits.data(), written.ptr};
}

// "lr × 0.5", "steps 9400": what a `set` changed.
std::string changesOf(const Json& args) {
    std::string changes;
    if (args.object() == nullptr) {
        return changes;
    }
    for (const auto& [name, value] : *args.object()) {
        changes += changes.empty() ? "" : ", ";
        const bool scale = name == "lr_scale";
        changes += scale ? "lr ×" : name;
        changes += ' ';
        changes += numberText(value.number());
    }
    return changes;
}

} // namespace

void RunHistory::take(const Event& event) {
    if (event.step < 0) {
        ++leftOut_;
        return;
    }
    firstWall_ = firstWall_ == 0 ? event.wall : firstWall_;
    lastWall_ = std::max(lastWall_, event.wall);
    if (event.kind == "start") {
        takeStart(event);
    } else if (event.kind == "scalar") {
        for (const Scalar& scalar : event.values) {
            append(scalar.tag, event, scalar.value);
        }
        takeStep(event);
    } else if (event.kind == "eval") {
        for (const Scalar& scalar : event.values) {
            append(scalar.tag.starts_with("eval/") ? scalar.tag : "eval/" + scalar.tag, event,
                   scalar.value);
        }
        mark(RunMark::Kind::Evaluation, event, text(event.fields, "split"));
    } else if (event.kind == "ckpt") {
        takeCheckpoint(event);
    } else if (event.kind == "ctl") {
        takeControl(event);
    } else if (event.kind == "nan") {
        mark(RunMark::Kind::NotFinite, event, "not a number: " + text(event.fields, "where"));
    } else if (event.kind == "oom") {
        mark(RunMark::Kind::OutOfMemory, event, "out of memory: " + text(event.fields, "action"));
    } else if (event.kind == "warn") {
        warnings_.push_back(text(event.fields, "message"));
        if (warnings_.size() > kMostWarnings) {
            warnings_.erase(warnings_.begin());
        }
    } else if (event.kind == "end") {
        end_ = event.fields;
    }
    lastStep_ = std::max(lastStep_, event.step);
}

const CurveSeries* RunHistory::find(std::string_view tag) const {
    const auto found = series_.find(tag);
    return found != series_.end() ? &found->second : nullptr;
}

const ControlAnswer* RunHistory::answerTo(std::string_view id) const {
    const auto found = answers_.find(id);
    return found != answers_.end() ? &found->second : nullptr;
}

void RunHistory::append(const std::string& tag, const Event& event, double value) {
    auto found = series_.find(tag);
    if (found == series_.end()) {
        if (series_.size() >= kMostTags) {
            ++leftOut_;
            return;
        }
        found = series_.try_emplace(tag).first;
    }
    CurveSeries& series = found->second;
    // A step that was logged already, without a start in between: the newer one holds.
    if (!series.live.empty() && event.step < series.live.stepAt(series.live.size() - 1)) {
        const std::size_t first = series.live.firstFrom(event.step);
        series.superseded.push_back(series.live.tailFrom(first));
        series.live.cutFrom(first);
    }
    // Far beyond floats is as infinite as a chart can show.
    series.live.append({event.step, event.wall, static_cast<float>(value)});
    ++points_;
}

void RunHistory::takeStart(const Event& event) {
    start_ = event.fields;
    end_ = Json();
    const Json* from = event.fields.find("resumed_from");
    if (series_.empty() && marks_.empty()) {
        return;
    }
    const std::int64_t step =
        from != nullptr && from->integer() != nullptr ? *from->integer() : event.step;
    supersede(step);
    const std::string before = text(event.fields, "before");
    mark(RunMark::Kind::Restart, event,
         (before.empty() ? "" : before + ", ") + "resumed from step " + std::to_string(step));
    lastStep_ = step;
    times_.clear();
    nextTime_ = 0;
}

void RunHistory::supersede(std::int64_t from) {
    for (auto& [tag, series] : series_) {
        const std::size_t first = series.live.firstFrom(from + 1);
        if (first < series.live.size()) {
            series.superseded.push_back(series.live.tailFrom(first));
            series.live.cutFrom(first);
        }
    }
    std::erase_if(marks_, [from](const RunMark& mark) { return mark.step > from; });
    std::erase_if(checkpoints_,
                  [from](const CheckpointNote& note) { return note.step > from; });
}

void RunHistory::takeControl(const Event& event) {
    const std::string id = text(event.fields, "id");
    ControlAnswer answer{.verb = text(event.fields, "verb"),
                         .applied = text(event.fields, "result") == "ok",
                         .message = text(event.fields, "message"),
                         .step = whole(event.fields, "effective", event.step)};
    const Json* args = event.fields.find("args");
    if (answer.applied && answer.verb == "note" && args != nullptr) {
        mark(RunMark::Kind::Note, event, text(*args, "text"));
    } else if (answer.applied && answer.verb == "set" && args != nullptr) {
        Event effective = event;
        effective.step = answer.step;
        mark(RunMark::Kind::Control, effective,
             changesOf(*args) + ", applied at " + std::to_string(answer.step));
    } else if (answer.applied && (answer.verb == "pause" || answer.verb == "resume")) {
        mark(RunMark::Kind::Control, event, answer.verb);
    }
    if (!id.empty() && answers_.size() < kMostMarks) {
        answers_.insert_or_assign(id, std::move(answer));
    }
}

void RunHistory::takeCheckpoint(const Event& event) {
    const Json* verified = event.fields.find("verified");
    CheckpointNote note{.step = event.step,
                        .path = text(event.fields, "path"),
                        .why = text(event.fields, "why"),
                        .bytes = whole(event.fields, "bytes"),
                        .verified = verified != nullptr && verified->boolean() != nullptr &&
                                    *verified->boolean()};
    std::erase_if(checkpoints_,
                  [&](const CheckpointNote& known) { return known.step == note.step; });
    if (checkpoints_.size() < kMostMarks) {
        mark(RunMark::Kind::Checkpoint, event, note.why);
        checkpoints_.push_back(std::move(note));
    }
}

void RunHistory::mark(RunMark::Kind kind, const Event& event, std::string words) {
    if (marks_.size() >= kMostMarks) {
        ++leftOut_;
        return;
    }
    marks_.push_back({kind, event.step, event.wall, std::move(words)});
}

void RunHistory::takeStep(const Event& event) {
    const StepTime time{event.step, event.monotonic};
    if (times_.size() < kTimes) {
        times_.push_back(time);
    } else {
        times_[nextTime_] = time;
    }
    nextTime_ = (nextTime_ + 1) % kTimes;
}

double RunHistory::medianStepSeconds() const {
    const std::size_t count = times_.size();
    const std::size_t oldest = count < kTimes ? 0 : nextTime_;
    std::vector<double> each;
    for (std::size_t i = 1; i < count; ++i) {
        const StepTime& before = times_[(oldest + i - 1) % count];
        const StepTime& after = times_[(oldest + i) % count];
        if (after.step > before.step && after.monotonic > before.monotonic) {
            each.push_back((after.monotonic - before.monotonic) /
                           static_cast<double>(after.step - before.step));
        }
    }
    if (each.empty()) {
        return 0;
    }
    const auto middle = each.begin() + static_cast<std::ptrdiff_t>(each.size() / 2);
    std::ranges::nth_element(each, middle);
    return *middle;
}

double RunHistory::meanStepSeconds() const {
    const std::size_t count = times_.size();
    if (count < 2) {
        return 0;
    }
    const StepTime& first = times_[count < kTimes ? 0 : nextTime_];
    const StepTime& last = times_[(nextTime_ + count - 1) % count];
    const auto steps = static_cast<double>(last.step - first.step);
    const double seconds = last.monotonic - first.monotonic;
    return steps > 0 && seconds > 0 ? seconds / steps : 0;
}

} // namespace vitrine::run
