#include "widgets/attention/export/overlaycsv.h"

#include "widgets/foundation/figure/csv.h"

#include <cstdint>

namespace vitrine::widgets {

namespace {

std::string methodOf(const OverlayScene& scene) {
    if (scene.choice.method == OverlayMethod::Rollout) {
        return "rollout";
    }
    return scene.row.asks ? "attention given" : "attention";
}

} // namespace

std::string overlayCsv(const OverlayScene& scene) {
    CsvWriter csv({"method", "site", "head", "fixed", "token_index", "token", "row", "column",
                   "box_x", "box_y", "box_width", "box_height", "value"});
    const engine::Trace& trace = *scene.picture->trace;
    const engine::Site& site = trace.sites()[static_cast<std::size_t>(scene.ask.head.site)];
    const bool rollout = scene.choice.method == OverlayMethod::Rollout;
    const std::string method = methodOf(scene);
    const std::string head = rollout                             ? "all"
                             : scene.ask.head.head == kMeanHead ? "mean"
                                                                 : std::to_string(scene.ask.head.head);
    const std::string where = rollout ? site.tower : site.name;
    const Axis& axis = trace.axes()[static_cast<std::size_t>(site.keyAxis)];
    const std::string fixed = scene.row.fixed ? axis.tokens[*scene.row.fixed].label : std::string();
    const std::string_view none;
    for (std::size_t token = 0; token < scene.row.weights.size(); ++token) {
        const AxisToken& each = axis.tokens[token];
        using Cell = CsvWriter::Cell;
        std::vector<Cell> record{std::string_view(method), std::string_view(where),
                                 std::string_view(head), std::string_view(fixed),
                                 static_cast<std::int64_t>(token), std::string_view(each.label)};
        if (scene.grid.isPatch(token)) {
            record.insert(record.end(),
                          {Cell(static_cast<std::int64_t>(each.row)),
                           Cell(static_cast<std::int64_t>(each.column)), Cell(each.box.x),
                           Cell(each.box.y), Cell(each.box.width), Cell(each.box.height)});
        } else {
            record.insert(record.end(), 6, Cell(none));
        }
        record.emplace_back(scene.row.weights[token]);
        csv.add(record);
    }
    return std::move(csv).take();
}

} // namespace vitrine::widgets
