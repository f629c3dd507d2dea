#pragma once

#include "app/vitrine/session/livetracer.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>

#include <cstddef>
#include <vector>

namespace vitrine::app {

/// One Trace that was made.
struct HistoryEntry {
    TraceRequest request;
    PicturePointer picture;
    double milliseconds = 0;
    QString label;        ///< what was new: “was gliding”
    bool passing = false; ///< one keystroke of a burst: kept, but not listed
};

/// Every Trace of this session, kept so that going back needs no new run, up to `kMostBytes`: then
/// the oldest go, passing ones first. GUI thread.
class History final : public QObject {
    Q_OBJECT

public:
    static constexpr std::size_t kMostBytes = std::size_t{256} << 20;
    static constexpr qint64 kBurstMilliseconds = 1000;

    explicit History(QObject* parent = nullptr);

    void add(const TraceRequest& request, const PicturePointer& picture, double milliseconds);

    /// The kept trace of that request, null if there is none; it becomes the current one.
    [[nodiscard]] PicturePointer recall(const TraceRequest& request);

    [[nodiscard]] const std::vector<HistoryEntry>& entries() const { return entries_; }

    /// Entries that the rail lists, oldest first; indices into entries().
    [[nodiscard]] std::vector<std::size_t> listed() const;

    /// Index of the trace on screen, −1 before the first.
    [[nodiscard]] int current() const { return current_; }

    [[nodiscard]] std::size_t bytes() const;
    void clear();

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] QString labelFor(const TraceRequest& request) const;
    void dropOldest();

    std::vector<HistoryEntry> entries_;
    int current_ = -1;
    QElapsedTimer sinceLast_;
};

/// The words that differ, with the one before them: "was gliding". Empty if nothing was added.
[[nodiscard]] QString changedWords(const QString& before, const QString& after);

} // namespace vitrine::app
