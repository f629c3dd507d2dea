#pragma once

#include "widgets/foundation/theme/token.h"

#include <QString>

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace vitrine::widgets {

/// A stretch of an axis, low < high.
struct PlotRange {
    double low = 0;
    double high = 1;

    [[nodiscard]] double length() const { return high - low; }
    bool operator==(const PlotRange&) const = default;
};

/// What one column of pixels shows of a series.
struct PlotColumn {
    double x = 0;
    double low = 0;  ///< the least and greatest value of its points
    double high = 0;
    double line = 0; ///< where the line goes; NaN breaks it
    std::size_t points = 0;
    std::size_t gaps = 0; ///< points that are no finite number: marked at the axis
};

/// The point of a series nearest to a place.
struct PlotReading {
    double x = 0;
    double shown = 0; ///< on the line
    double raw = 0;   ///< as logged; may be NaN
    double low = 0;   ///< of the pixel column around it
    double high = 0;
};

/// What the points of a stretch come to.
struct PlotFit {
    double mean = 0;
    double slope = 0; ///< of the least-squares line, a unit of x
    std::size_t points = 0; ///< finite ones
};

/// Where a series gets its columns from. Asked at every repaint, on the GUI thread: it must answer
/// in time that depends on the columns, not on the points.
class PlotSource {
  public:
    virtual ~PlotSource() = default;

    /// First and last x; nothing where there are no points. Both ends may be equal.
    [[nodiscard]] virtual std::optional<PlotRange> reach() const = 0;

    /// From left to right, with one more at each side where there is one, so that the line enters
    /// and leaves. `logarithmic`: the columns are even in log x.
    [[nodiscard]] virtual std::vector<PlotColumn> columns(PlotRange x, std::size_t count,
                                                          bool logarithmic) const = 0;

    /// `width`: of a pixel column there, for low and high.
    [[nodiscard]] virtual std::optional<PlotReading> at(double x, double width) const = 0;

    [[nodiscard]] virtual std::optional<PlotFit> fit(PlotRange x) const = 0;
};

enum class PlotDash { Solid, Dotted, Dashed, DashDot };

struct PlotSeries {
    QString name;
    std::shared_ptr<const PlotSource> source;
    Token color = Token::Ink;
    PlotDash dash = PlotDash::Solid;
    double width = 1.5;    ///< logical pixels
    bool envelope = false; ///< fill between low and high
    bool dimmed = false;   ///< superseded: faint, and not in the read-out
};

/// Something that happened at a place of the x axis.
struct PlotMark {
    enum class Kind {
        Checkpoint, ///< a triangle on the axis
        Control,    ///< amber dashed line with its text on top
        Note,       ///< dotted line with its text
        Fault,      ///< red dashed line with its text: NaN, out of memory
        Now         ///< dotted line: where the run is
    };
    double x = 0;
    Kind kind = Kind::Checkpoint;
    QString text;
};

enum class PlotAxis {
    Count,   ///< whole numbers: 1 k, 2 k
    Number,  ///< 0.25, 3e-4
    Elapsed, ///< seconds, as 1:05:00
    Wall     ///< seconds since 1970, as local time
};

} // namespace vitrine::widgets
