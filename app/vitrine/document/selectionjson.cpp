#include "app/vitrine/document/selectionjson.h"

#include "app/vitrine/document/jsonfields.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace vitrine::app {

namespace {

using namespace widgets;

template <class Value, std::size_t N>
using NameTable = std::array<std::pair<Value, std::string_view>, N>;

constexpr NameTable<MapForm, 3> kForms{
    {{MapForm::Map, "map"}, {MapForm::Lines, "lines"}, {MapForm::Picture, "picture"}}};
constexpr NameTable<OverlayMode, 3> kModes{{{OverlayMode::GreyOut, "grey-out"},
                                            {OverlayMode::Tint, "tint"},
                                            {OverlayMode::Lines, "lines"}}};
constexpr NameTable<OverlayLines, 3> kLines{{{OverlayLines::None, "none"},
                                             {OverlayLines::HalfAndEighty, "50 80"},
                                             {OverlayLines::AndNinetyFive, "50 80 95"}}};
constexpr NameTable<OverlayMethod, 2> kMethods{
    {{OverlayMethod::Head, "head"}, {OverlayMethod::Rollout, "rollout"}}};
constexpr NameTable<Quadrant, 5> kQuadrants{
    {{Quadrant::Row, "row"},
     {Quadrant::ClassToClass, "class to class"},
     {Quadrant::ClassToPatches, "class to patches"},
     {Quadrant::PatchesToClass, "patches to class"},
     {Quadrant::PatchesToPatches, "patches to patches"}}};
constexpr NameTable<ShownMap, 2> kShown{
    {{ShownMap::Attention, "attention"}, {ShownMap::HeadMean, "head mean"}}};
constexpr NameTable<RangePolicy, 5> kPolicies{{{RangePolicy::Absolute, "absolute"},
                                               {RangePolicy::PerLayer, "per layer"},
                                               {RangePolicy::PerHead, "per head"},
                                               {RangePolicy::PerRow, "per row"},
                                               {RangePolicy::Percentile, "percentile"}}};
constexpr NameTable<Response, 3> kResponses{{{Response::SquareRoot, "square root"},
                                             {Response::Linear, "linear"},
                                             {Response::Log, "log"}}};
constexpr NameTable<Pooling, 2> kPoolings{
    {{Pooling::Largest, "largest"}, {Pooling::Average, "average"}}};

template <class Value, std::size_t N>
std::string_view nameIn(const NameTable<Value, N>& table, Value value) {
    for (const auto& [known, name] : table) {
        if (known == value) {
            return name;
        }
    }
    return table.front().second;
}

template <class Value, std::size_t N>
Value valueIn(const NameTable<Value, N>& table, const Json& json, std::string_view key,
              Value otherwise) {
    const std::string text = textOf(json, key);
    for (const auto& [value, name] : table) {
        if (name == text) {
            return value;
        }
    }
    return otherwise;
}

Json anchorJson(const std::optional<TokenAnchor>& anchor) {
    if (!anchor) {
        return {};
    }
    Json json;
    json.set("segment", static_cast<std::int64_t>(anchor->segment));
    if (anchor->added >= 0) {
        json.set("added", anchor->added);
    } else if (anchor->box) {
        const Box& box = *anchor->box;
        json.set("box", Json::Array{static_cast<double>(box.x), static_cast<double>(box.y),
                                    static_cast<double>(box.width),
                                    static_cast<double>(box.height)});
        if (anchor->frame >= 0) {
            json.set("frame", anchor->frame);
        }
    } else {
        json.set("bytes", Json::Array{static_cast<std::int64_t>(anchor->source.begin),
                                      static_cast<std::int64_t>(anchor->source.end)});
    }
    return json;
}

// A box that a picture can have; none for anything else.
std::optional<Box> boxFrom(const Json& json) {
    constexpr double kMostPixels = 1 << 17;
    const Json::Array* numbers = json.array();
    if (numbers == nullptr || numbers->size() != 4) {
        return std::nullopt;
    }
    std::array<float, 4> values{};
    for (std::size_t index = 0; index < values.size(); ++index) {
        const double value = (*numbers)[index].number(std::nan(""));
        if (!(std::abs(value) <= kMostPixels)) {
            return std::nullopt;
        }
        values[index] = static_cast<float>(value);
    }
    return Box{values[0], values[1], values[2], values[3]};
}

Json overlayJson(const OverlayChoice& overlay) {
    Json json;
    json.set("mode", nameIn(kModes, overlay.mode));
    json.set("lines", nameIn(kLines, overlay.lines));
    json.set("method", nameIn(kMethods, overlay.method));
    json.set("quadrant", nameIn(kQuadrants, overlay.quadrant));
    json.set("range", nameIn(kPolicies, overlay.range));
    json.set("pictureThumbnails", overlay.pictureThumbnails);
    return json;
}

OverlayChoice overlayFrom(const Json* json) {
    OverlayChoice overlay;
    if (json != nullptr && json->object() != nullptr) {
        overlay.mode = valueIn(kModes, *json, "mode", overlay.mode);
        overlay.lines = valueIn(kLines, *json, "lines", overlay.lines);
        overlay.method = valueIn(kMethods, *json, "method", overlay.method);
        overlay.quadrant = valueIn(kQuadrants, *json, "quadrant", overlay.quadrant);
        overlay.range = valueIn(kPolicies, *json, "range", overlay.range);
        overlay.pictureThumbnails =
            truthOf(*json, "pictureThumbnails", overlay.pictureThumbnails);
    }
    return overlay;
}

std::optional<TokenAnchor> anchorFrom(const Json* json) {
    if (json == nullptr || json->object() == nullptr) {
        return std::nullopt;
    }
    TokenAnchor anchor{.segment = static_cast<std::int32_t>(wholeOf(*json, "segment", 0, 0, 1)),
                       .added = static_cast<int>(wholeOf(*json, "added", -1, -1, 1 << 20))};
    if (anchor.added >= 0) {
        return anchor;
    }
    if (const Json* box = json->find("box")) {
        anchor.box = boxFrom(*box);
        anchor.frame = static_cast<std::int32_t>(wholeOf(*json, "frame", -1, -1, 1 << 20));
        return anchor.box ? std::optional(anchor) : std::nullopt;
    }
    const Json* bytes = json->find("bytes");
    const Json::Array* pair = bytes != nullptr ? bytes->array() : nullptr;
    if (pair == nullptr || pair->size() != 2) {
        return std::nullopt;
    }
    const std::int64_t* begin = (*pair)[0].integer();
    const std::int64_t* end = (*pair)[1].integer();
    if (begin == nullptr || end == nullptr || *begin < 0 || *end <= *begin) {
        return std::nullopt;
    }
    anchor.source = {static_cast<std::size_t>(*begin), static_cast<std::size_t>(*end)};
    return anchor;
}

Json pinJson(const Pin& pin) {
    Json json;
    json.set("letter", std::string(1, static_cast<char>('A' + pin.letter)));
    json.set("site", pin.site);
    json.set("head", pin.head);
    if (pin.query) {
        json.set("query", anchorJson(pin.query));
    }
    if (pin.key) {
        json.set("key", anchorJson(pin.key));
    }
    return json;
}

constexpr std::int64_t kMostHeads = 1 << 16;
constexpr std::int64_t kMostFrames = 1 << 16;

std::vector<Pin> pinsFrom(const Json* json) {
    std::vector<Pin> pins;
    const Json::Array* array = json != nullptr ? json->array() : nullptr;
    if (array == nullptr) {
        return pins;
    }
    for (const Json& entry : *array) {
        const std::string letter = textOf(entry, "letter");
        const bool taken = std::ranges::any_of(pins, [&](const Pin& pin) {
            return letter.size() == 1 && pin.letter == letter[0] - 'A';
        });
        if (letter.size() != 1 || letter[0] < 'A' || letter[0] > 'H' || taken) {
            continue;
        }
        pins.push_back({.letter = letter[0] - 'A',
                        .site = textOf(entry, "site"),
                        .head = static_cast<int>(wholeOf(entry, "head", 0, kMeanHead, kMostHeads)),
                        .query = anchorFrom(entry.find("query")),
                        .key = anchorFrom(entry.find("key"))});
    }
    return pins;
}

} // namespace

Json toJson(const AttentionSelection& selection) {
    Json json;
    json.set("site", selection.site);
    json.set("head", selection.head);
    json.set("query", anchorJson(selection.query));
    json.set("key", anchorJson(selection.key));
    Json::Array pins;
    for (const Pin& pin : selection.pins) {
        pins.push_back(pinJson(pin));
    }
    json.set("pins", std::move(pins));
    json.set("shown", nameIn(kShown, selection.shown));
    json.set("form", nameIn(kForms, selection.form));
    json.set("pictureForm", nameIn(kForms, selection.pictureForm));
    json.set("overlay", overlayJson(selection.overlay));
    json.set("frame", selection.frame);
    json.set("gridRange", nameIn(kPolicies, selection.gridRange));
    json.set("mapRange", nameIn(kPolicies, selection.mapRange));
    json.set("response", nameIn(kResponses, selection.response));
    json.set("pooling", nameIn(kPoolings, selection.pooling));
    json.set("sort", selection.sort);
    json.set("badge", selection.badge);
    json.set("linkMass", selection.linkMass);
    return json;
}

AttentionSelection selectionFromJson(const Json& json) {
    const AttentionSelection defaults;
    AttentionSelection selection;
    selection.site = textOf(json, "site", defaults.site);
    selection.head = static_cast<int>(wholeOf(json, "head", 0, kMeanHead, kMostHeads));
    selection.query = anchorFrom(json.find("query"));
    selection.key = anchorFrom(json.find("key"));
    selection.pins = pinsFrom(json.find("pins"));
    selection.shown = valueIn(kShown, json, "shown", defaults.shown);
    selection.form = valueIn(kForms, json, "form", defaults.form);
    if (selection.form == MapForm::Picture) {
        selection.form = defaults.form; // texts have none
    }
    selection.pictureForm = valueIn(kForms, json, "pictureForm", defaults.pictureForm);
    selection.overlay = overlayFrom(json.find("overlay"));
    selection.frame = static_cast<int>(wholeOf(json, "frame", 0, 0, kMostFrames));
    selection.gridRange = valueIn(kPolicies, json, "gridRange", defaults.gridRange);
    selection.mapRange = valueIn(kPolicies, json, "mapRange", defaults.mapRange);
    selection.response = valueIn(kResponses, json, "response", defaults.response);
    selection.pooling = valueIn(kPoolings, json, "pooling", defaults.pooling);
    selection.sort = textOf(json, "sort", defaults.sort);
    selection.badge = textOf(json, "badge", defaults.badge);
    if (const Json* mass = json.find("linkMass")) {
        selection.linkMass = std::clamp(mass->number(defaults.linkMass), 0.01, 1.0);
    }
    return selection;
}

} // namespace vitrine::app
