#include "widgets/training/state/runrecord.h"

#include "core/run/curves/columns.h"
#include "widgets/training/state/runfacts.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

QString recordWords(const char* text) {
    return QCoreApplication::translate("RunRecord", text);
}

QString ofState(run::RunState state) {
    switch (state) {
    case run::RunState::Queued: return recordWords("queued");
    case run::RunState::Starting: return recordWords("starting");
    case run::RunState::Running: return recordWords("running");
    case run::RunState::Paused: return recordWords("paused");
    case run::RunState::Finishing: return recordWords("finishing");
    case run::RunState::Finished: return recordWords("finished");
    case run::RunState::Stopped: return recordWords("stopped");
    case run::RunState::Failed: return recordWords("failed");
    case run::RunState::Killed: return recordWords("killed");
    }
    return {};
}

QString textAt(const Json& object, std::string_view path) {
    const Json* found = memberAt(object, path);
    if (found == nullptr) {
        return {};
    }
    if (const std::string* text = found->string()) {
        return QString::fromStdString(*text);
    }
    return found->isNumber() ? settingText(found->number()) : QString();
}

} // namespace

const Json* memberAt(const Json& object, std::string_view path) {
    const Json* at = &object;
    while (at != nullptr && !path.empty()) {
        const std::size_t dot = std::min(path.find('.'), path.size());
        at = at->find(path.substr(0, dot));
        path.remove_prefix(std::min(dot + 1, path.size()));
    }
    return at;
}

QString describe(const run::RunConfig& config) {
    const QString model = QString::fromStdString(
        std::filesystem::path(textAt(config.resolved, "model").toStdString()).filename().string());
    const QString optimizer = textAt(config.resolved, "optimizer.type");
    const QString rate = textAt(config.resolved, "optimizer.lr");
    QStringList parts;
    for (const QString& part :
         {textAt(config.resolved, "task"), model, QString(optimizer + u' ' + rate).trimmed()}) {
        if (!part.isEmpty()) {
            parts.append(part);
        }
    }
    return parts.join(QStringLiteral(" · "));
}

QString RunRecord::name() const {
    return config.name.empty() ? QString::fromStdString(folder.filename().string())
                               : QString::fromStdString(config.name);
}

QString RunRecord::stateText() const {
    if (problem) {
        return recordWords("unreadable");
    }
    if (liveness == run::Liveness::Dead) {
        return recordWords("dead");
    }
    if (liveness == run::Liveness::Stalled) {
        return recordWords("stalled");
    }
    return ofState(status.state);
}

bool RunRecord::alive() const {
    return !problem &&
           (liveness == run::Liveness::Running || liveness == run::Liveness::Stalled ||
            liveness == run::Liveness::Waiting);
}

bool RunRecord::resumable() const {
    return !problem && !alive() && status.state != run::RunState::Finished;
}

std::int64_t RunRecord::step() const {
    return std::max(status.step, history->lastStep());
}

std::string RunRecord::metric() const {
    const Json* chosen = memberAt(config.resolved, "checkpoint.metric");
    if (chosen != nullptr && chosen->string() != nullptr && !chosen->string()->empty()) {
        return *chosen->string();
    }
    return "eval/loss";
}

bool RunRecord::metricRises() const {
    const Json* mode = memberAt(config.resolved, "checkpoint.mode");
    return mode != nullptr && mode->string() != nullptr && *mode->string() == "max";
}

std::optional<double> RunRecord::last(std::string_view tag) const {
    const run::CurveSeries* series = history->find(tag);
    if (series == nullptr || series->live.empty()) {
        return {};
    }
    return static_cast<double>(series->live.valueAt(series->live.size() - 1));
}

std::optional<RunRecord::Best> RunRecord::best() const {
    const run::CurveSeries* series = history->find(metric());
    if (series == nullptr) {
        return {};
    }
    std::optional<Best> best;
    for (std::size_t i = 0; i < series->live.size(); ++i) {
        const auto value = static_cast<double>(series->live.valueAt(i));
        const bool better =
            !best || (metricRises() ? value > best->value : value < best->value);
        if (std::isfinite(value) && better) {
            best = Best{value, series->live.stepAt(i)};
        }
    }
    return best;
}

std::vector<double> RunRecord::sketch(std::size_t count) const {
    const run::CurveSeries* series = history->find("train/loss");
    std::vector<double> values;
    if (series == nullptr || series->live.size() < 2) {
        return values;
    }
    const run::Curve& loss = series->live;
    const run::CurveView view{.from = static_cast<double>(loss.stepAt(0)),
                              .to = static_cast<double>(loss.stepAt(loss.size() - 1)),
                              .columns = count};
    if (!(view.to > view.from)) {
        return values;
    }
    for (const run::CurveColumn& column : run::columnsOf(loss, run::CurveScale(), view)) {
        if (std::isfinite(column.line)) {
            values.push_back(column.line);
        }
    }
    return values;
}

} // namespace vitrine::widgets
