#include "app/vitrine/session/history.h"

#include "app/vitrine/document/workspace.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace vitrine::app {

namespace {

constexpr qsizetype kMostLabel = 28;
constexpr qsizetype kMostCompared = 4096; ///< longer texts are named, not compared

QString shortened(const QString& text) {
    return text.size() <= kMostLabel ? text : text.left(kMostLabel - 1) + QChar(0x2026);
}

qsizetype commonStart(const QStringList& a, const QStringList& b) {
    qsizetype count = 0;
    while (count < a.size() && count < b.size() && a[count] == b[count]) {
        ++count;
    }
    return count;
}

qsizetype commonEnd(const QStringList& a, const QStringList& b, qsizetype start) {
    qsizetype count = 0;
    while (count < a.size() - start && count < b.size() - start &&
           a[a.size() - 1 - count] == b[b.size() - 1 - count]) {
        ++count;
    }
    return count;
}

} // namespace

QString changedWords(const QString& before, const QString& after) {
    static const QRegularExpression space(QStringLiteral("\\s+"));
    const QStringList a = before.split(space, Qt::SkipEmptyParts);
    const QStringList b = after.split(space, Qt::SkipEmptyParts);
    const qsizetype start = commonStart(a, b);
    const qsizetype end = commonEnd(a, b, start);
    const qsizetype count = b.size() - start - end;
    if (count <= 0) {
        return {};
    }
    const qsizetype from = std::max<qsizetype>(0, start - 1);
    return shortened(b.mid(from, start - from + count).join(u' '));
}

History::History(QObject* parent)
    : QObject(parent) {}

QString History::labelFor(const TraceRequest& request) const {
    if (current_ < 0) {
        return tr("first trace");
    }
    const TraceRequest& last = entries_[static_cast<std::size_t>(current_)].request;
    if (last.model != request.model && last.sample == request.sample) {
        return tr("on %1").arg(QString::fromStdString(request.modelName));
    }
    if (request.sample.picture != nullptr || request.sample.clip != nullptr) {
        return shortened(QString::fromStdString(shownName(request.sample)));
    }
    const QString text = QString::fromStdString(request.sample.text);
    if (text.size() < kMostCompared && last.sample.text.size() < kMostCompared &&
        !text.isEmpty()) {
        const QString words = changedWords(QString::fromStdString(last.sample.text), text);
        if (!words.isEmpty()) {
            return QChar(0x201C) + words + QChar(0x201D);
        }
        return tr("words removed");
    }
    return shortened(QString::fromStdString(shownName(request.sample)));
}

void History::add(const TraceRequest& request, const PicturePointer& picture,
                  double milliseconds) {
    HistoryEntry entry{.request = request,
                       .picture = picture,
                       .milliseconds = milliseconds,
                       .label = labelFor(request)};
    if (!entries_.empty() && sinceLast_.isValid() && sinceLast_.elapsed() < kBurstMilliseconds) {
        HistoryEntry& last = entries_.back();
        const bool sameRun = current_ == static_cast<int>(entries_.size()) - 1 &&
                             last.request.model == request.model &&
                             last.request.sample.name == request.sample.name;
        if (sameRun && entries_.size() > 1) {
            last.passing = true;
        }
    }
    sinceLast_.restart();
    entries_.push_back(std::move(entry));
    current_ = static_cast<int>(entries_.size()) - 1;
    dropOldest();
    Q_EMIT changed();
}

PicturePointer History::recall(const TraceRequest& request) {
    for (std::size_t index = entries_.size(); index-- > 0;) {
        const TraceRequest& kept = entries_[index].request;
        // The name is no input: a renamed sample has the same trace.
        if (kept.model == request.model && kept.sample.text == request.sample.text &&
            kept.sample.pair == request.sample.pair &&
            kept.sample.picture == request.sample.picture &&
            kept.sample.clip == request.sample.clip) {
            if (current_ != static_cast<int>(index)) {
                current_ = static_cast<int>(index);
                Q_EMIT changed();
            }
            return entries_[index].picture;
        }
    }
    return nullptr;
}

std::vector<std::size_t> History::listed() const {
    std::vector<std::size_t> indices;
    for (std::size_t index = 0; index < entries_.size(); ++index) {
        if (!entries_[index].passing || static_cast<int>(index) == current_) {
            indices.push_back(index);
        }
    }
    return indices;
}

std::size_t History::bytes() const {
    std::size_t bytes = 0;
    for (const HistoryEntry& entry : entries_) {
        bytes += entry.picture->trace->bytes();
    }
    return bytes;
}

void History::dropOldest() {
    std::size_t held = bytes();
    while (held > kMostBytes && entries_.size() > 1) {
        auto victim = std::ranges::find(entries_, true, &HistoryEntry::passing);
        if (victim == entries_.end() || victim - entries_.begin() >= current_) {
            victim = entries_.begin();
        }
        held -= victim->picture->trace->bytes();
        entries_.erase(victim);
        --current_;
    }
}

void History::clear() {
    entries_.clear();
    current_ = -1;
    sinceLast_.invalidate();
    Q_EMIT changed();
}

} // namespace vitrine::app
