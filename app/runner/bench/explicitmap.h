#pragma once

#include "core/base/grid.h"
#include "core/engine/trace.h"

#include <cstddef>
#include <vector>

namespace vitrine::app {

/// Queries and keys of one head, taken out of a trace, for an independent computation of its map in
/// double precision: what the fast paths are checked against.
class ExplicitMap {
public:
    ExplicitMap(const engine::Trace& trace, engine::HeadRef head);

    /// Softmax over the visible keys of scale · q · k, straight from the definition.
    [[nodiscard]] std::vector<double> row(std::size_t query) const;

    /// Largest absolute difference between the map's rows 0, step, 2 · step … and ours.
    [[nodiscard]] double error(const Grid& map, std::size_t step) const;

private:
    const engine::Trace& trace_;
    engine::HeadRef head_;
    double scale_ = 1;
    std::vector<std::vector<float>> queries_;
    std::vector<std::vector<float>> keys_;
};

} // namespace vitrine::app
