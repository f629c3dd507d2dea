#include "core/run/events/event.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace vitrine::run {

namespace {

constexpr JsonLimits kLimits{.bytes = kLongestEvent, .depth = 16, .values = 200'000};

/// JSON has no such numbers.
std::string_view nonFinite(double value) {
    return std::isnan(value) ? "nan" : value > 0 ? "inf" : "-inf";
}

void appendNumber(std::string& text, double value) {
    std::array<char, 32> digits{};
    if (!std::isfinite(value)) {
        text.append("\"").append(nonFinite(value)).append("\"");
        return;
    }
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    text.append(digits.data(), written.ptr);
}

/// Seconds with microseconds: more says nothing, and equal widths read well.
void appendSeconds(std::string& text, double seconds) {
    std::array<char, 64> digits{};
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), seconds,
                                       std::chars_format::fixed, 6);
    text.append(digits.data(), written.ptr);
}

Json withoutNonFinite(const Json& json) {
    if (json.array() != nullptr) {
        Json::Array copy;
        for (const Json& item : *json.array()) {
            copy.push_back(withoutNonFinite(item));
        }
        return copy;
    }
    if (json.object() != nullptr) {
        Json::Object copy;
        for (const auto& [key, value] : *json.object()) {
            copy.emplace_back(key, withoutNonFinite(value));
        }
        return copy;
    }
    const bool fraction = json.isNumber() && json.integer() == nullptr;
    return fraction && !std::isfinite(json.number()) ? Json(nonFinite(json.number())) : json;
}

void appendKey(std::string& text, std::string_view key) {
    text.append(Json(key).dump()).append(":");
}

void appendValues(std::string& text, std::span<const Scalar> values) {
    text.append(",\"v\":{");
    bool first = true;
    for (const Scalar& scalar : values) {
        if (!first) {
            text.push_back(',');
        }
        first = false;
        appendKey(text, scalar.tag);
        appendNumber(text, scalar.value);
    }
    text.push_back('}');
}

std::optional<double> valueOf(const Json& json) {
    if (json.isNumber()) {
        return json.number();
    }
    using Limits = std::numeric_limits<double>;
    if (json.string() != nullptr) {
        const std::string& text = *json.string();
        if (text == "nan") {
            return Limits::quiet_NaN();
        }
        if (text == "inf" || text == "-inf") {
            return text == "inf" ? Limits::infinity() : -Limits::infinity();
        }
    }
    return std::nullopt;
}

bool takeValues(const Json& json, std::vector<Scalar>& values) {
    if (json.object() == nullptr) {
        return false;
    }
    values.reserve(json.object()->size());
    for (const auto& [tag, number] : *json.object()) {
        const auto value = valueOf(number);
        if (!value) {
            return false;
        }
        values.push_back({tag, *value});
    }
    return true;
}

/// Whether one member of the line is in order; what belongs to the event's own fields is moved.
bool takeMember(Json::Member& member, Event& event, Json::Object& fields) {
    auto& [key, value] = member;
    if (key == "t" || key == "m") {
        (key == "t" ? event.wall : event.monotonic) = value.number();
        return value.isNumber();
    }
    if (key == "s") {
        event.step = value.integer() != nullptr ? *value.integer() : -1;
        return event.step >= 0;
    }
    if (key == "k") {
        event.kind = value.string() != nullptr ? *value.string() : "";
        return !event.kind.empty();
    }
    if (key == "v") {
        return takeValues(value, event.values);
    }
    fields.push_back(std::move(member));
    return true;
}

} // namespace

std::string lineOf(const Event& event) {
    std::string line = "{\"t\":";
    appendSeconds(line, event.wall);
    line.append(",\"m\":");
    appendSeconds(line, event.monotonic);
    line.append(",\"s\":").append(std::to_string(event.step)).append(",\"k\":");
    line.append(Json(event.kind).dump());
    if (!event.values.empty()) {
        appendValues(line, event.values);
    }
    if (event.fields.object() != nullptr) {
        for (const auto& [key, value] : *event.fields.object()) {
            line.push_back(',');
            appendKey(line, key);
            line.append(withoutNonFinite(value).dump());
        }
    }
    line.append("}\n");
    return line;
}

std::optional<Event> eventFrom(std::string_view line) {
    auto json = parseJson(line, "events", kLimits);
    if (!json || json->object() == nullptr) {
        return std::nullopt;
    }
    Event event;
    Json::Object fields;
    for (Json::Member& member : *json->object()) {
        if (!takeMember(member, event, fields)) {
            return std::nullopt;
        }
    }
    if (json->find("s") == nullptr || json->find("t") == nullptr || event.kind.empty()) {
        return std::nullopt;
    }
    event.fields = std::move(fields);
    return event;
}

} // namespace vitrine::run
