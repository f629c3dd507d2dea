#pragma once

#include "tests/widgets/attention/stage.h"
#include "widgets/attention/map/mapsource.h"
#include "widgets/attention/map/mapview.h"

namespace vitrine::tests {

/// A map over a state, with what makes its tiles.
struct MapFixture : Stage {
    explicit MapFixture(bool dark = false)
        : Stage(dark)
        , source(worker)
        , map(state, source) {}

    QImage shot() { return map.grab().toImage(); }

    QPoint middleOf(int row, int column) { return map.cellRect(row, column).center(); }

    widgets::MapSource source;
    widgets::MapView map;
};

/// All rows alike but one, which looks at one key.
inline OracleHead onePeak(std::size_t tokens, std::size_t query, std::size_t key,
                         float score = 30) {
    OracleHead head{Grid(tokens, 1), Grid(tokens, 1)};
    head.q.at(query, 0) = score;
    head.k.at(key, 0) = 1;
    return head;
}

} // namespace vitrine::tests
