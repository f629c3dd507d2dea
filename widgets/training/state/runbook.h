#pragma once

#include "widgets/training/state/runrecord.h"

#include <QObject>

#include <filesystem>
#include <memory>
#include <vector>

namespace vitrine::widgets {

/// All runs that are known, which one is in front, and whose curves are drawn. GUI thread.
class RunBook final : public QObject {
    Q_OBJECT

public:
    static constexpr int kMostShown = 8;

    using QObject::QObject;

    [[nodiscard]] int count() const { return static_cast<int>(records_.size()); }
    [[nodiscard]] const RunRecord& at(int index) const {
        return *records_.at(static_cast<std::size_t>(index));
    }

    /// −1 if there is none.
    [[nodiscard]] int indexOf(const std::filesystem::path& folder) const;

    /// The run in front, or nullptr.
    [[nodiscard]] const RunRecord* current() const;
    [[nodiscard]] int currentIndex() const { return current_; }
    void setCurrent(int index); ///< a run in front is always shown; beyond the last: ignored

    /// The first of those shown is the one in front.
    [[nodiscard]] std::vector<const RunRecord*> shown() const;
    void setShown(int index, bool shown); ///< the one in front stays; a ninth takes the oldest's place

    void take(const std::vector<RunNews>& news);

Q_SIGNALS:
    void runAboutToBeAdded(int index);
    void runAdded(int index);
    void runChanged(int index, bool points); ///< `points`: its curves gained some
    void currentChanged();
    void shownChanged(); ///< which runs are drawn, or how

private:
    int add(const RunNews& news);
    void takeOne(RunRecord& record, const RunNews& news);
    void ink();
    void bringToFront(int index);
    void choose();

    std::vector<std::unique_ptr<RunRecord>> records_; ///< newest first
    std::vector<RunRecord*> shown_;                   ///< in the order of their being chosen
    int current_ = -1;
    bool chosen_ = false; ///< the person said which run is in front
};

} // namespace vitrine::widgets
