#include "widgets/training/state/runfacts.h"

#include "widgets/foundation/paint/words.h"

#include <QCoreApplication>

#include <array>
#include <cmath>

namespace vitrine::widgets {

namespace {

QString factWords(const char* text) {
    return QCoreApplication::translate("RunFacts", text);
}

// The first of these that the run logs, in order of what a person asks for.
std::optional<double> memoryOf(const RunRecord& record) {
    for (const char* tag : {"mem/device", "mem/peak", "mem/allocated", "mem/rss"}) {
        const std::optional<double> bytes = record.last(tag);
        if (bytes && std::isfinite(*bytes) && *bytes > 0) {
            return bytes;
        }
    }
    return {};
}

QStringList ratesOf(const RunRecord& record) {
    QStringList rates;
    const double seconds = record.history->medianStepSeconds();
    if (seconds > 0) {
        rates.append(factWords("%1 steps/s").arg(rateText(1 / seconds)));
    }
    const auto tokens = record.last("perf/tokens_per_s");
    const auto samples = record.last("perf/samples_per_s");
    if (tokens && *tokens > 0) {
        rates.append(factWords("%1 tokens/s").arg(rateText(*tokens)));
    } else if (samples && *samples > 0) {
        rates.append(factWords("%1 samples/s").arg(rateText(*samples)));
    }
    if (const auto bytes = memoryOf(record)) {
        rates.append(bytesText(*bytes));
    }
    return rates;
}

std::string placeOf(const RunRecord& record) {
    return record.folder.filename().string() + ", step " + std::to_string(record.step());
}

} // namespace

QString durationText(double seconds) {
    const auto whole = static_cast<qint64>(std::llround(std::max(seconds, 0.0)));
    if (whole >= 86'400) {
        return factWords("%1 d %2 h").arg(whole / 86'400).arg(whole / 3600 % 24);
    }
    if (whole >= 3600) {
        return factWords("%1 h %2 min").arg(whole / 3600).arg(whole / 60 % 60, 2, 10, QChar(u'0'));
    }
    if (whole >= 60) {
        return factWords("%1 min %2 s").arg(whole / 60).arg(whole % 60);
    }
    return factWords("%1 s").arg(whole);
}

QString bytesText(double bytes) {
    constexpr std::array kUnits{"B", "kB", "MB", "GB", "TB"};
    std::size_t unit = 0;
    while (bytes >= 1000 && unit + 1 < kUnits.size()) {
        bytes /= 1000;
        ++unit;
    }
    return numberText(bytes, bytes < 10 && unit > 0 ? 1 : 0) + u' ' +
           QLatin1StringView(kUnits[unit]);
}

QString settingText(double value) {
    return hoverText(value).replace(QStringLiteral(".0e"), QStringLiteral("e"));
}

QString rateText(double rate) {
    if (rate >= 1e6) {
        return numberText(rate / 1e6, 1) + QStringLiteral(" M");
    }
    if (rate >= 1e3) {
        return numberText(rate / 1e3, 1) + QStringLiteral(" k");
    }
    return numberText(rate, rate < 100 ? 1 : 0);
}

RunFacts factsOf(const RunRecord& record) {
    RunFacts facts;
    const std::int64_t step = record.step();
    const std::int64_t steps = record.steps();
    if (steps > 0) {
        facts.done = factWords("%1 of %2 steps").arg(countText(step), countText(steps));
        facts.share = std::min(1.0, static_cast<double>(step) / static_cast<double>(steps));
        facts.percent = numberText(std::floor(100 * facts.share), 0) + QStringLiteral(" %");
    } else {
        facts.done = factWords("%1 steps").arg(countText(step));
    }
    if (!record.alive()) {
        return facts;
    }
    const double each = record.history->meanStepSeconds();
    const bool running = record.liveness == run::Liveness::Running &&
                         record.status.state == run::RunState::Running;
    if (running && each > 0 && steps > step) {
        facts.left =
            factWords("%1 left").arg(durationText(each * static_cast<double>(steps - step)));
    }
    facts.rates = ratesOf(record);
    if (record.pulseAge) {
        facts.pulse = factWords("heartbeat %1 s ago").arg(numberText(*record.pulseAge, 1));
    }
    return facts;
}

std::optional<Problem> explanationOf(const RunRecord& record) {
    if (record.problem) {
        return record.problem;
    }
    const QString name = record.name();
    const auto sentence = [](const QString& text) { return text.toStdString(); };
    if (record.liveness == run::Liveness::Dead) {
        return Problem{sentence(factWords("%1 died: its process is gone, and nobody wrote down why")
                                    .arg(name)),
                       placeOf(record),
                       sentence(factWords("Look at the last lines of its log, then resume it: it goes on "
                                   "from its newest checkpoint to the same bits"))};
    }
    if (record.liveness == run::Liveness::Stalled) {
        return Problem{sentence(factWords("%1 stands still: its process lives, but no step was finished "
                                   "for a while")
                                    .arg(name)),
                       placeOf(record),
                       sentence(factWords("Look at the last lines of its log; Stop asks it to end, and a "
                                   "stopped run can be resumed"))};
    }
    if (record.status.state == run::RunState::Failed ||
        record.status.state == run::RunState::Killed) {
        const QString reason = QString::fromStdString(record.status.reason);
        return Problem{sentence(reason.isEmpty() ? factWords("%1 %2").arg(name, record.stateText())
                                                 : factWords("%1 %2: %3").arg(name, record.stateText(),
                                                                       reason)),
                       placeOf(record),
                       sentence(factWords("Look at the last lines of its log; mend the cause, then resume "
                                   "it"))};
    }
    return {};
}

} // namespace vitrine::widgets
