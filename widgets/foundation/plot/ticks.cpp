#include "widgets/foundation/plot/ticks.h"

#include "widgets/foundation/paint/words.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr int kMostTicks = 200;
constexpr double kMinute = 60;
constexpr double kHour = 3600;
constexpr double kDay = 86'400;

constexpr char16_t kThinSpace = 0x2009;

double decimalStep(double least) {
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= least * (1 - 1e-9)) {
            return factor * power;
        }
    }
    return 10 * power;
}

double timeStep(double least) {
    constexpr std::array kSteps{1.0,        2.0,        5.0,         10.0,       15.0,
                                30.0,       kMinute,    2 * kMinute, 300.0,      600.0,
                                900.0,      1800.0,     kHour,       2 * kHour,  3 * kHour,
                                6 * kHour,  12 * kHour, kDay,        2 * kDay,   7 * kDay};
    const auto* found = std::ranges::find_if(kSteps, [&](double step) { return step >= least; });
    return found != kSteps.end() ? *found : kDay * decimalStep(least / kDay);
}

QString scientific(double value) {
    const QString text = QString::number(value, 'e', 1);
    QString digits = text.section(u'e', 0, 0);
    if (digits.endsWith(QStringLiteral(".0"))) {
        digits.chop(2);
    }
    return digits + u'e' + QString::number(text.section(u'e', 1, 1).toInt());
}

QString countOf(double value, double step) {
    const double size = std::abs(value);
    const double unit = size >= 1e6 && (step == 0 || step >= 1e5) ? 1e6
                        : size >= 1e3 && (step == 0 || step >= 100) ? 1e3
                                                                    : 1;
    if (unit == 1) {
        return countText(std::llround(value));
    }
    const double part = value / unit;
    const bool whole = std::abs(part - std::round(part)) < 1e-6;
    return numberText(part, whole ? 0 : 1) + QChar(kThinSpace) + (unit == 1e3 ? u'k' : u'M');
}

QString numberOf(double value, double step) {
    const double size = std::abs(value);
    if (size < 1e-12) {
        return QStringLiteral("0");
    }
    if (size < 1e-3 || size >= 1e6) {
        return scientific(value);
    }
    const double unit = step > 0 ? step : size;
    const int digits = std::clamp(static_cast<int>(-std::floor(std::log10(unit) + 1e-9)), 0, 6);
    return numberText(value, digits);
}

QString elapsedOf(double value) {
    const auto seconds = static_cast<qint64>(std::llround(std::abs(value)));
    const QString sign = value < -0.5 ? QString(QChar(0x2212)) : QString();
    const qint64 hours = seconds / 3600;
    const QString rest = QStringLiteral("%1:%2")
                             .arg(seconds / 60 % 60, hours > 0 ? 2 : 1, 10, QChar(u'0'))
                             .arg(seconds % 60, 2, 10, QChar(u'0'));
    return sign + (hours > 0 ? QString::number(hours) + u':' + rest : rest);
}

QString wallOf(double value, double step) {
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(std::llround(value * 1000));
    return time.toString(step >= kDay      ? QStringLiteral("d MMM")
                         : step >= kMinute ? QStringLiteral("HH:mm")
                                           : QStringLiteral("HH:mm:ss"));
}

std::vector<double> evenTicks(PlotRange range, double step) {
    std::vector<double> ticks;
    const double first = std::ceil(range.low / step - 1e-9);
    for (int i = 0; i < kMostTicks; ++i) {
        const double tick = (first + i) * step;
        if (tick > range.high + step * 1e-9) {
            break;
        }
        ticks.push_back(tick);
    }
    return ticks;
}

std::vector<double> powerTicks(PlotRange range, int count) {
    const double decades = std::log10(range.high / range.low);
    std::vector<double> factors{1};
    if (decades * 3 <= count) {
        factors = {1, 2, 5};
    }
    const int every = std::max(1, static_cast<int>(std::ceil(decades / std::max(count, 1))));
    std::vector<double> ticks;
    const int last = static_cast<int>(std::floor(std::log10(range.high)));
    for (int power = static_cast<int>(std::floor(std::log10(range.low))); power <= last; ++power) {
        for (const double factor : factors) {
            const double tick = factor * std::pow(10.0, power);
            if (tick >= range.low && tick <= range.high && power % every == 0) {
                ticks.push_back(tick);
            }
        }
    }
    return ticks;
}

} // namespace

double tickStep(PlotAxis axis, PlotRange range, int count) {
    const double least = range.length() / std::max(count, 1);
    if (!(least > 0) || !std::isfinite(least)) {
        return 1;
    }
    switch (axis) {
    case PlotAxis::Elapsed:
    case PlotAxis::Wall: return timeStep(least);
    case PlotAxis::Count: return std::max(1.0, decimalStep(least));
    case PlotAxis::Number: break;
    }
    return decimalStep(least);
}

std::vector<double> ticksOf(PlotAxis axis, PlotRange range, int count, bool logarithmic) {
    if (logarithmic && range.low > 0) {
        std::vector<double> ticks = powerTicks(range, count);
        if (ticks.size() >= 2) {
            return ticks;
        }
    }
    return evenTicks(range, tickStep(axis, range, count));
}

QString tickText(PlotAxis axis, double value, double step) {
    switch (axis) {
    case PlotAxis::Count: return countOf(value, step);
    case PlotAxis::Elapsed: return elapsedOf(value);
    case PlotAxis::Wall: return wallOf(value, step);
    case PlotAxis::Number: break;
    }
    return numberOf(value, step);
}

PlotRange roomFor(PlotRange values, bool logarithmic) {
    if (logarithmic) {
        const double low = std::log10(values.low);
        const double high = std::log10(values.high);
        const double pad = std::max(0.04 * (high - low), (1.0 / 3 - (high - low)) / 2);
        const double room = std::max(pad, 0.02);
        return {std::pow(10.0, low - room), std::pow(10.0, high + room)};
    }
    const double length = values.length();
    const double size = std::max(std::abs(values.low), std::abs(values.high));
    // A flat line still needs a frame around it.
    const double pad = length > 1e-9 * size ? 0.06 * length : std::max(0.1 * size, 1e-6);
    const bool fromZero = values.low >= 0 && values.low < 0.5 * values.high;
    return {fromZero ? 0 : values.low - pad, values.high + pad};
}

} // namespace vitrine::widgets
