#include "widgets/training/curves/curveseries.h"

#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/plot/ticks.h"
#include "widgets/training/curves/curvesource.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <set>

namespace vitrine::widgets {

using run::CurveAxis;
using run::RunMark;

namespace {

constexpr std::size_t kMostDimmed = 20; // stretches of one run

QString tr(const char* text) {
    return QCoreApplication::translate("CurveSeries", text);
}

std::optional<PlotMark::Kind> kindOf(RunMark::Kind kind) {
    switch (kind) {
    case RunMark::Kind::Checkpoint: return PlotMark::Kind::Checkpoint;
    case RunMark::Kind::Control: return PlotMark::Kind::Control;
    case RunMark::Kind::Note:
    case RunMark::Kind::Restart: return PlotMark::Kind::Note;
    case RunMark::Kind::NotFinite:
    case RunMark::Kind::OutOfMemory: return PlotMark::Kind::Fault;
    case RunMark::Kind::Evaluation: break; // a curve of its own says it
    }
    return {};
}

PlotSeries seriesFor(const RunRecord& record, const std::string& tag, CurveAxis axis, double beta,
                     bool front) {
    return {.name = record.name(),
            .source = std::make_shared<CurveSource>(
                record.history, CurveChoice{.tag = tag, .axis = axis, .beta = beta}),
            .color = record.ink.color,
            .dash = record.ink.dash,
            .width = record.ink.width,
            .envelope = front};
}

} // namespace

std::vector<PlotSeries> seriesOf(const RunBook& book, const std::string& tag, CurveAxis axis,
                                 double beta) {
    std::vector<PlotSeries> all;
    for (const RunRecord* record : book.shown()) {
        all.push_back(seriesFor(*record, tag, axis, beta, record == book.current()));
    }
    for (const RunRecord* record : book.shown()) {
        const run::CurveSeries* series = record->history->find(tag);
        const std::size_t stretches =
            series != nullptr ? std::min(series->superseded.size(), kMostDimmed) : 0;
        for (std::size_t i = 0; i < stretches; ++i) {
            PlotSeries dimmed = seriesFor(*record, tag, axis, beta, /*front=*/false);
            dimmed.source = std::make_shared<CurveSource>(
                record->history, CurveChoice{.tag = tag,
                                             .axis = axis,
                                             .beta = beta,
                                             .superseded = static_cast<int>(i)});
            dimmed.dimmed = true;
            all.push_back(std::move(dimmed));
        }
    }
    return all;
}

std::vector<PlotMark> marksOf(const RunRecord& record, CurveAxis axis) {
    std::vector<PlotMark> marks;
    const run::RunHistory& history = *record.history;
    for (const RunMark& mark : history.marks()) {
        if (const auto kind = kindOf(mark.kind)) {
            marks.push_back({.x = placeOf(history, axis, mark.step, mark.wall),
                             .kind = *kind,
                             .text = QString::fromStdString(mark.text)});
        }
    }
    if (record.alive() && history.lastStep() > 0) {
        marks.push_back({.x = placeOf(history, axis, history.lastStep(), history.lastWall()),
                         .kind = PlotMark::Kind::Now,
                         .text = {}});
    }
    return marks;
}

QStringList tagsOf(const RunBook& book) {
    std::set<std::string> found;
    for (const RunRecord* record : book.shown()) {
        for (const auto& [tag, series] : record->history->series()) {
            found.insert(tag);
        }
    }
    std::vector<std::string> tags(found.begin(), found.end());
    std::ranges::stable_partition(tags, [](const std::string& tag) {
        return tag.starts_with("train/") || tag.starts_with("eval/");
    });
    QStringList names;
    for (const std::string& tag : tags) {
        names.append(QString::fromStdString(tag));
    }
    return names;
}

std::size_t supersededOf(const RunBook& book) {
    std::size_t count = 0;
    for (const RunRecord* record : book.shown()) {
        for (const auto& [tag, series] : record->history->series()) {
            count += series.superseded.size();
        }
    }
    return count;
}

PlotAxis plotAxisOf(CurveAxis axis) {
    switch (axis) {
    case CurveAxis::Epoch: return PlotAxis::Number;
    case CurveAxis::Wall: return PlotAxis::Wall;
    case CurveAxis::Elapsed: return PlotAxis::Elapsed;
    case CurveAxis::Step:
    case CurveAxis::Tokens:
    case CurveAxis::Samples: break;
    }
    return PlotAxis::Count;
}

QString placeWords(const RunRecord& record, CurveAxis axis, double x) {
    switch (axis) {
    case CurveAxis::Step: break;
    case CurveAxis::Tokens: return tr("%1 tokens").arg(countText(std::llround(x)));
    case CurveAxis::Samples: return tr("%1 samples").arg(countText(std::llround(x)));
    case CurveAxis::Epoch: return tr("epoch %1").arg(numberText(x, 2));
    case CurveAxis::Wall:
    case CurveAxis::Elapsed: return tickText(plotAxisOf(axis), x, 0);
    }
    const QString step = tr("step %1").arg(countText(std::llround(x)));
    if (record.history->find("data/epoch") == nullptr) {
        return step;
    }
    const double epoch = placeOf(*record.history, CurveAxis::Epoch, std::llround(x), 0);
    return tr("%1 · epoch %2").arg(step, numberText(epoch, 2));
}

} // namespace vitrine::widgets
