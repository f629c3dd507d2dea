#include "widgets/training/state/runbook.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace vitrine::widgets {

namespace {

// The run in front is ink and solid; the others differ in hue, dash and place.
constexpr std::array kInks{RunInk{Token::PinB, PlotDash::Dotted, 1.5},
                           RunInk{Token::PinA, PlotDash::Dashed, 1.5},
                           RunInk{Token::PinC, PlotDash::DashDot, 1.5},
                           RunInk{Token::PinG, PlotDash::Dotted, 1.5},
                           RunInk{Token::PinF, PlotDash::Dashed, 1.5},
                           RunInk{Token::PinE, PlotDash::DashDot, 1.5},
                           RunInk{Token::PinD, PlotDash::Dotted, 1.5}};
static_assert(kInks.size() + 1 == RunBook::kMostShown);

} // namespace

int RunBook::indexOf(const std::filesystem::path& folder) const {
    const auto found = std::ranges::find_if(
        records_, [&](const auto& record) { return record->folder == folder; });
    return found != records_.end() ? static_cast<int>(found - records_.begin()) : -1;
}

const RunRecord* RunBook::current() const {
    return current_ >= 0 ? &at(current_) : nullptr;
}

void RunBook::setCurrent(int index) {
    if (index >= 0 && index < count()) {
        chosen_ = true;
        bringToFront(index);
    }
}

void RunBook::bringToFront(int index) {
    if (index == current_) {
        return;
    }
    // What came to the front by itself goes as it came.
    if (!chosen_ && current_ >= 0) {
        RunRecord* before = records_[static_cast<std::size_t>(current_)].get();
        before->shown = false;
        std::erase(shown_, before);
    }
    current_ = index;
    setShown(index, true);
    ink();
    Q_EMIT currentChanged();
    Q_EMIT shownChanged();
}

// Until the person chooses: a run that works, else the newest.
void RunBook::choose() {
    if (chosen_ || records_.empty()) {
        return;
    }
    const auto working = std::ranges::find_if(records_, [](const auto& record) {
        return record->liveness == run::Liveness::Running;
    });
    bringToFront(working != records_.end() ? static_cast<int>(working - records_.begin()) : 0);
}

std::vector<const RunRecord*> RunBook::shown() const {
    std::vector<const RunRecord*> all;
    if (const RunRecord* front = current()) {
        all.push_back(front);
    }
    for (const RunRecord* record : shown_) {
        if (record != current()) {
            all.push_back(record);
        }
    }
    return all;
}

void RunBook::setShown(int index, bool shown) {
    RunRecord* record = records_.at(static_cast<std::size_t>(index)).get();
    const bool keep = shown || index == current_;
    if (record->shown == keep) {
        return;
    }
    record->shown = keep;
    if (keep) {
        if (shown_.size() >= kMostShown) {
            const auto oldest = std::ranges::find_if(
                shown_, [this](const RunRecord* one) { return one != current(); });
            (*oldest)->shown = false;
            shown_.erase(oldest);
        }
        shown_.push_back(record);
    } else {
        std::erase(shown_, record);
    }
    ink();
    Q_EMIT shownChanged();
}

void RunBook::ink() {
    std::size_t next = 0;
    for (RunRecord* record : shown_) {
        record->ink = record == current() ? RunInk() : kInks.at(next);
        next += record == current() ? 0 : 1;
    }
}

int RunBook::add(const RunNews& news) {
    auto record = std::make_unique<RunRecord>();
    record->folder = news.folder;
    const std::string created = news.config ? news.config->created : std::string();
    const auto place = std::ranges::find_if(records_, [&](const auto& other) {
        return std::tie(other->config.created, other->folder) < std::tie(created, news.folder);
    });
    const int index = static_cast<int>(place - records_.begin());
    Q_EMIT runAboutToBeAdded(index);
    records_.insert(place, std::move(record));
    if (current_ >= index) {
        ++current_;
    }
    Q_EMIT runAdded(index);
    return index;
}

void RunBook::take(const std::vector<RunNews>& news) {
    for (const RunNews& one : news) {
        int index = indexOf(one.folder);
        const bool fresh = index < 0;
        if (fresh) {
            index = add(one);
        }
        RunRecord& record = *records_[static_cast<std::size_t>(index)];
        takeOne(record, one);
        Q_EMIT runChanged(index, !one.events.empty());
        if (one.config && !fresh) {
            Q_EMIT shownChanged(); // its curves are others now
        }
    }
    choose();
}

void RunBook::takeOne(RunRecord& record, const RunNews& news) {
    if (news.config) { // read anew from its beginning
        record.config = *news.config;
        record.history = std::make_shared<run::RunHistory>();
        record.badLines = 0;
        record.problem.reset();
    }
    if (news.status) {
        record.status = *news.status;
    }
    for (const run::Event& event : news.events) {
        record.history->take(event);
    }
    record.liveness = news.liveness;
    record.pulseAge = news.pulseAge;
    record.badLines += news.badLines;
    record.loading = news.more;
    if (news.problem) {
        record.problem = news.problem;
    }
}

} // namespace vitrine::widgets
