#include "widgets/foundation/colour/valuerange.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace vitrine::widgets {

namespace {

const QChar kMinus(0x2212);
const QChar kEnDash(0x2013);

QString trimmedDecimals(double value, int digits) {
    QString text = QString::number(value, 'f', digits);
    while (digits > 0 && text.endsWith(u'0')) {
        text.chop(1);
        --digits;
    }
    if (text.endsWith(u'.')) {
        text.chop(1);
    }
    return text;
}

QString sharing(const ValueRange& range) {
    const QString who = range.what.isEmpty() ? QString() : QStringLiteral(", ") + range.what;
    switch (range.policy) {
    case RangePolicy::Absolute:
        return QStringLiteral("absolute");
    case RangePolicy::PerLayer:
        return QStringLiteral("shared") + who;
    case RangePolicy::PerHead:
    case RangePolicy::PerRow:
        return QStringLiteral("own range") + who;
    case RangePolicy::Percentile:
        return QStringLiteral("percentile 99.5") + who;
    }
    return {};
}

} // namespace

QString nameOf(RangePolicy policy) {
    switch (policy) {
    case RangePolicy::Absolute:
        return QStringLiteral("absolute 0") + kEnDash + u'1';
    case RangePolicy::PerLayer:
        return QStringLiteral("per layer");
    case RangePolicy::PerHead:
        return QStringLiteral("per head");
    case RangePolicy::PerRow:
        return QStringLiteral("per row");
    case RangePolicy::Percentile:
        return QStringLiteral("percentile 99.5");
    }
    return {};
}

ColourScale ValueRange::scale(Response response, double floor) const {
    return {.low = low, .high = high, .response = response, .floor = floor};
}

ValueRange rangeFromZero(std::span<const float> values, RangePolicy policy, const QString& what,
                         double least) {
    double largest = 0;
    for (const float value : values) {
        if (std::isfinite(value) && value > largest) {
            largest = value;
        }
    }
    return {0, std::max(largest, least), policy, what};
}

double percentile(std::span<const float> values, double percent) {
    std::vector<float> finite;
    finite.reserve(values.size());
    std::ranges::copy_if(values, std::back_inserter(finite),
                         [](float value) { return std::isfinite(value); });
    if (finite.empty()) {
        return 0;
    }
    const double rank = std::ceil(percent / 100 * static_cast<double>(finite.size()));
    const auto index = static_cast<std::ptrdiff_t>(std::max(rank, 1.0)) - 1;
    const auto place = finite.begin() + std::min(index, std::ssize(finite) - 1);
    std::ranges::nth_element(finite, place);
    return *place;
}

QString ruleText(const ValueRange& range, Response response) {
    return sharing(range) + QStringLiteral(": ") + boundText(range.low) + kEnDash +
           boundText(range.high) + QStringLiteral(", ") + nameOf(response);
}

QString boundText(double value) {
    if (!std::isfinite(value)) {
        return std::isnan(value) ? QStringLiteral("not a number")
                                 : (value > 0 ? QStringLiteral("∞") : kMinus + QStringLiteral("∞"));
    }
    const double size = std::abs(value);
    QString text;
    if (size == 0) {
        return QStringLiteral("0");
    }
    if (size < 1e-3 || size >= 1e6) {
        const int exponent = static_cast<int>(std::floor(std::log10(size) + 1e-9));
        text =
            trimmedDecimals(size / std::pow(10.0, exponent), 1) + u'e' + QString::number(exponent);
    } else {
        const int digits = size >= 100    ? 0
                           : size >= 10   ? 1
                           : size >= 0.1  ? 2
                           : size >= 0.01 ? 3
                                          : 4;
        text = trimmedDecimals(size, digits);
    }
    return value < 0 ? kMinus + text : text;
}

} // namespace vitrine::widgets
