// What the stage offers to be written to files.

#include "widgets/attention/export/mapcsv.h"
#include "widgets/attention/export/overlaycsv.h"
#include "widgets/attention/lines/tokenlines.h"
#include "widgets/attention/map/mapview.h"
#include "widgets/attention/overlay/pictureoverlay.h"
#include "widgets/attention/pane/stagepane.h"
#include "widgets/attention/rows/rowprofile.h"
#include "widgets/foundation/figure/figure.h"

namespace vitrine::widgets {

namespace {

std::function<Outcome<std::string>(const Tick&)> csvWork(WeightChoice choice) {
    if (!choice.trace || choice.heads.empty()) {
        return {};
    }
    return [choice = std::move(choice)](const Tick& tick) { return weightsCsv(choice, tick); };
}

WeightChoice shownWeights(const AttentionState& state) {
    const auto head = state.shownHead();
    if (!head) {
        return {};
    }
    return {.trace = state.picture()->trace, .heads = {*head}};
}

} // namespace

Exportable StagePane::mapExport() const {
    return {.name = tr("Map"),
            .figure = [this] { return map_->figure(); },
            .csv = [this] { return csvWork(shownWeights(state_)); }};
}

Exportable StagePane::linesExport() const {
    return {.name = tr("Lines"),
            .figure = [this] { return lines_->figure(); },
            .csv = [this] { return csvWork(shownWeights(state_)); }};
}

Exportable StagePane::overlayExport() const {
    return {.name = tr("Picture"),
            .figure = [this] { return overlay_->figure(); },
            .csv = [this]() -> std::function<Outcome<std::string>(const Tick&)> {
                if (!overlay_->scene()) {
                    return {};
                }
                return [scene = *overlay_->scene()](const Tick&) -> Outcome<std::string> {
                    return overlayCsv(scene);
                };
            }};
}

Exportable StagePane::profileExport() const {
    return {.name = tr("Row profile"),
            .figure = [this] { return profile_->figure(); },
            .csv = [this]() -> std::function<Outcome<std::string>(const Tick&)> {
                WeightChoice choice = shownWeights(state_);
                if (state_.reversed()) {
                    choice.key = state_.shownKey();
                } else {
                    choice.query = state_.shownQuery();
                }
                return choice.key || choice.query ? csvWork(std::move(choice)) : nullptr;
            }};
}

std::vector<Exportable> StagePane::exportables() const {
    std::vector<Exportable> result;
    switch (state_.form()) {
    case MapForm::Map: result.push_back(mapExport()); break;
    case MapForm::Lines: result.push_back(linesExport()); break;
    case MapForm::Picture: result.push_back(overlayExport()); break;
    }
    if (state_.shownQuery() || state_.shownKey()) {
        result.push_back(profileExport());
    }
    return result;
}

} // namespace vitrine::widgets
