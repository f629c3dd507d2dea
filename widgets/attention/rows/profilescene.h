#pragma once

#include "widgets/attention/state/attentionstate.h"

#include <QRectF>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

class QPainter;

namespace vitrine::widgets {

class Look;

/// One row (or column) of a map as bars.
struct ProfileScene {
    std::vector<float> weights;
    std::vector<bool> visible; ///< masked entries get no bar
    QString token;             ///< whose row or column
    bool reversed = false;     ///< a column: who looks at the token
    std::optional<std::size_t> marked;
    double uniform = 0; ///< 1/n; 0 for columns, which have no such share
    double top = 1;     ///< the value at the upper edge
};

/// What the state shows now; none without a query (or key, reversed).
[[nodiscard]] std::optional<ProfileScene> profileOf(const AttentionState& state);

/// The next place above the largest weight for an axis: a tenth of room, then a whole tenth.
[[nodiscard]] double axisTop(double largest);

/// Left edge and width of the bar's column; empty where it is out of sight.
using ColumnPlace = std::function<QRectF(std::size_t)>;

/// Paints bars between `area`'s upper and lower edge over the columns that `place` gives; words go
/// left of and right of the area.
void paintProfile(QPainter& painter, const QRectF& area, const ProfileScene& scene,
                  const ColumnPlace& place, const Look& look);

} // namespace vitrine::widgets
