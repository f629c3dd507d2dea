#pragma once

#include "widgets/foundation/colour/ramp.h"

#include <QString>

#include <vector>

namespace vitrine::widgets {

/// How a value becomes a place on the ramp.
enum class Response { SquareRoot, Linear, Log };

/// "square root", "linear", "log".
[[nodiscard]] QString nameOf(Response response);

/// From numbers to places 0 … 1 on a ramp and back. A signed scale is symmetric about 0, which sits
/// at 0.5. Logarithm: values at or below `floor` sit at 0.
struct ColourScale {
    double low = 0;
    double high = 1;
    Response response = Response::SquareRoot;
    double floor = 1e-4; ///< of the logarithm: 1 / (10 n) by custom, n = keys
    bool isSigned = false;

    /// The place of a value, clamped to 0 … 1. NaN gives NaN.
    [[nodiscard]] double position(double value) const;

    /// The value at a place 0 … 1: the inverse of `position`.
    [[nodiscard]] double value(double position) const;

    bool operator==(const ColourScale&) const = default;
};

/// A scale −limit … +limit. Signed maps are linear unless asked otherwise.
[[nodiscard]] ColourScale signedScale(double limit, Response response = Response::Linear);

/// What a cell has to be marked with, besides or instead of its colour.
enum class CellMark { None, NotANumber, Infinity, MinusInfinity, ClippedHigh, ClippedLow };

/// Clipped means outside [low, high] by more than rounding (1e-6 of the range).
[[nodiscard]] CellMark markOf(float value, const ColourScale& scale);

/// Values for the ticks of a bar: both ends and the places that the response spreads well.
[[nodiscard]] std::vector<double> tickValues(const ColourScale& scale);

/// A value as printed at a tick: "0.99", "0.02", "1e-4", "−0.6".
[[nodiscard]] QString tickText(double value);

} // namespace vitrine::widgets
