#pragma once

#include "core/engine/trace.h"
#include "widgets/attention/map/mapframe.h"

#include <QString>

#include <optional>
#include <vector>

class QPainter;

namespace vitrine::widgets {

class Look;

/// Token labels at the sides of a map: queries left, keys above at −50°. A label is whole or absent;
/// below 9 px pitch only the one pointed at is written, with a leader line.
class MapLabels {
public:
    MapLabels() = default;
    MapLabels(const engine::Trace& trace, int site, const Look& look);
    MapLabels(std::vector<QString> queries, std::vector<QString> keys, const Look& look);

    [[nodiscard]] const std::vector<QString>& queries() const { return queries_; }
    [[nodiscard]] const std::vector<QString>& keys() const { return keys_; }

    /// The room that labels take left of and above a map, with the gap.
    [[nodiscard]] double left() const { return left_; }
    [[nodiscard]] double top() const { return top_; }

    /// What the last slanted label may take right of the map.
    [[nodiscard]] double rightReach() const { return rightReach_; }

    /// Labels that are written as changed: in the danger colour.
    void setChanged(std::vector<bool> queries, std::vector<bool> keys);

    struct Emphasis {
        std::optional<std::size_t> query;
        std::optional<std::size_t> key;
    };

    void paintQueries(QPainter& painter, const MapFrame& frame, const Emphasis& emphasis,
                      const Look& look) const;
    void paintKeys(QPainter& painter, const MapFrame& frame, const Emphasis& emphasis,
                   const Look& look) const;

private:
    void measure(const Look& look);

    std::vector<QString> queries_;
    std::vector<QString> keys_;
    std::vector<bool> changedQueries_;
    std::vector<bool> changedKeys_;
    double left_ = 0;
    double top_ = 0;
    double rightReach_ = 0;
};

} // namespace vitrine::widgets
