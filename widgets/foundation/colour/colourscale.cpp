#include "widgets/foundation/colour/colourscale.h"

#include "widgets/foundation/colour/valuerange.h"

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

double limitOf(const ColourScale& scale) {
    return std::max(std::abs(scale.low), std::abs(scale.high));
}

// 0 … 1 to 0 … 1; `span` is the range's length, of which the logarithm's floor is a part.
double respond(double share, double span, const ColourScale& scale) {
    switch (scale.response) {
    case Response::SquareRoot:
        return std::sqrt(share);
    case Response::Linear:
        return share;
    case Response::Log: {
        const double least = scale.floor / span;
        return share <= least || least >= 1 ? 0 : std::log(share / least) / -std::log(least);
    }
    }
    return share;
}

double unrespond(double place, double span, const ColourScale& scale) {
    switch (scale.response) {
    case Response::SquareRoot:
        return place * place;
    case Response::Linear:
        return place;
    case Response::Log: {
        const double least = scale.floor / span;
        return place <= 0 ? 0 : std::pow(least, 1 - place);
    }
    }
    return place;
}

// The nearest of 1, 2, 2.5, 5 times a power of ten.
double niceNear(double value) {
    const double decade = std::pow(10.0, std::floor(std::log10(value)));
    double best = decade;
    for (const double step : {1.0, 2.0, 2.5, 5.0, 10.0}) {
        if (std::abs(step * decade - value) < std::abs(best - value)) {
            best = step * decade;
        }
    }
    return best;
}

std::vector<double> decades(const ColourScale& scale) {
    std::vector<double> ticks = {scale.floor};
    const int first = static_cast<int>(std::floor(std::log10(scale.floor))) + 1;
    for (double value = std::pow(10.0, first); value < scale.high * 0.7; value *= 10) {
        if (value > scale.floor * 1.5) {
            ticks.push_back(value);
        }
    }
    ticks.push_back(scale.high);
    return ticks;
}

std::vector<double> signedTicks(const ColourScale& scale) {
    const double limit = limitOf(scale);
    const double step = niceNear(limit / 2);
    return {-limit, -step, 0, step, limit};
}

} // namespace

QString nameOf(Response response) {
    switch (response) {
    case Response::SquareRoot:
        return QStringLiteral("square root");
    case Response::Linear:
        return QStringLiteral("linear");
    case Response::Log:
        return QStringLiteral("log");
    }
    return {};
}

double ColourScale::position(double value) const {
    if (std::isnan(value)) {
        return value;
    }
    if (isSigned) {
        const double limit = limitOf(*this);
        const double share = limit > 0 ? std::clamp(value / limit, -1.0, 1.0) : 0;
        return 0.5 + std::copysign(0.5 * respond(std::abs(share), limit, *this), share);
    }
    const double span = high - low;
    return span > 0 ? respond(std::clamp((value - low) / span, 0.0, 1.0), span, *this) : 0;
}

double ColourScale::value(double position) const {
    if (isSigned) {
        const double limit = limitOf(*this);
        const double place = std::clamp(2 * position - 1, -1.0, 1.0);
        return std::copysign(limit * unrespond(std::abs(place), limit, *this), place);
    }
    return low + (high - low) * unrespond(std::clamp(position, 0.0, 1.0), high - low, *this);
}

ColourScale signedScale(double limit, Response response) {
    return {
        .low = -std::abs(limit), .high = std::abs(limit), .response = response, .isSigned = true};
}

CellMark markOf(float value, const ColourScale& scale) {
    if (std::isnan(value)) {
        return CellMark::NotANumber;
    }
    if (std::isinf(value)) {
        return value > 0 ? CellMark::Infinity : CellMark::MinusInfinity;
    }
    const double slack = 1e-6 * (scale.high - scale.low);
    if (value > scale.high + slack) {
        return CellMark::ClippedHigh;
    }
    return value < scale.low - slack ? CellMark::ClippedLow : CellMark::None;
}

std::vector<double> tickValues(const ColourScale& scale) {
    if (!(scale.high > scale.low)) {
        return {scale.low};
    }
    if (scale.isSigned) {
        return signedTicks(scale);
    }
    if (scale.response == Response::Log && scale.floor < scale.high) {
        return decades(scale);
    }
    const double span = scale.high - scale.low;
    std::vector<double> ticks = {scale.low};
    if (scale.response == Response::SquareRoot) {
        ticks.push_back(scale.low + niceNear(span / 50)); // a seventh of the way up
    }
    const double step = niceNear(span / 4);
    for (int i = 1; i * step < span * 0.9; ++i) {
        ticks.push_back(scale.low + i * step);
    }
    ticks.push_back(scale.high);
    return ticks;
}

QString tickText(double value) {
    return boundText(value);
}

} // namespace vitrine::widgets
