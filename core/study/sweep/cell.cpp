#include "core/study/sweep/cell.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace vitrine::study {

namespace {

constexpr std::array<std::pair<CellEffect, std::string_view>, 4> kEffects{{
    {CellEffect::Clean, "clean"},
    {CellEffect::Changed, "changed"},
    {CellEffect::Unchanged, "unchanged"},
    {CellEffect::Refused, "refused"},
}};

constexpr std::array kRules{perturb::LabelRule::Kept, perturb::LabelRule::Moved,
                            perturb::LabelRule::Unsafe};

std::string shortest(double number) {
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    return {digits.data(), end};
}

template <class Number>
bool readNumber(std::string_view text, Number& into) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), into);
    return error == std::errc() && end == text.data() + text.size();
}

Json orNull(const std::optional<std::string>& text) {
    return text ? Json(*text) : Json();
}

std::optional<std::string> optionalText(const Json* json) {
    return json != nullptr && json->string() != nullptr ? std::optional(*json->string())
                                                        : std::nullopt;
}

std::string textOr(const Json* json) {
    return optionalText(json).value_or(std::string());
}

bool readHeads(const Json* json, std::vector<std::vector<double>>& heads) {
    if (json == nullptr) {
        return true;
    }
    if (json->array() == nullptr) {
        return false;
    }
    for (const Json& row : *json->array()) {
        if (row.array() == nullptr) {
            return false;
        }
        std::vector<double> values;
        for (const Json& value : *row.array()) {
            values.push_back(value.number(std::numeric_limits<double>::quiet_NaN()));
        }
        heads.push_back(std::move(values));
    }
    return true;
}

bool readMetrics(const Json* json, std::vector<std::pair<std::string, double>>& metrics) {
    if (json == nullptr || json->object() == nullptr) {
        return false;
    }
    for (const auto& [name, value] : *json->object()) {
        if (!value.isNumber()) {
            return false;
        }
        metrics.emplace_back(name, value.number());
    }
    return true;
}

bool readKinds(const Json& json, Cell& cell) {
    const auto effect = std::ranges::find(kEffects, textOr(json.find("effect")),
                                          &std::pair<CellEffect, std::string_view>::second);
    const auto rule = std::ranges::find_if(kRules, [&](perturb::LabelRule each) {
        return perturb::nameOf(each) == textOr(json.find("rule"));
    });
    if (effect == kEffects.end() || rule == kRules.end()) {
        return false;
    }
    cell.effect = effect->first;
    cell.rule = *rule;
    return true;
}

} // namespace

std::string cellId(const CellPlace& place, std::size_t row) {
    return place.chain + "/" + shortest(place.severity) + "/" + std::to_string(place.seed) + "/" +
           std::to_string(row);
}

std::optional<std::pair<CellPlace, std::size_t>> cellNamed(std::string_view id) {
    std::array<std::string_view, 4> parts;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::size_t end = i + 1 < parts.size() ? id.find('/') : id.size();
        if (end == std::string_view::npos) {
            return std::nullopt;
        }
        parts[i] = id.substr(0, end);
        id.remove_prefix(std::min(end + 1, id.size()));
    }
    CellPlace place{.chain = std::string(parts[0])};
    std::size_t row = 0;
    const bool read = !place.chain.empty() && readNumber(parts[1], place.severity) &&
                      readNumber(parts[2], place.seed) && readNumber(parts[3], row);
    return read ? std::optional(std::pair(std::move(place), row)) : std::nullopt;
}

std::optional<double> Cell::metric(std::string_view name) const {
    const auto found = std::ranges::find(metrics, name, &std::pair<std::string, double>::first);
    return found == metrics.end() ? std::nullopt : std::optional(found->second);
}

Json jsonOf(const Cell& cell) {
    const auto effect = std::ranges::find(kEffects, cell.effect,
                                          &std::pair<CellEffect, std::string_view>::first);
    Json::Object metrics;
    for (const auto& [name, value] : cell.metrics) {
        metrics.emplace_back(name, value);
    }
    Json json;
    json.set("id", cellId(cell.place, cell.row));
    json.set("example", cell.example);
    json.set("effect", effect->second);
    json.set("reason", cell.reason);
    json.set("rule", perturb::nameOf(cell.rule));
    json.set("label", orNull(cell.label));
    json.set("answer", orNull(cell.answer));
    json.set("metrics", std::move(metrics));
    if (!cell.heads.empty()) {
        Json::Array rows;
        for (const std::vector<double>& row : cell.heads) {
            rows.emplace_back(Json::Array(row.begin(), row.end()));
        }
        json.set("heads", std::move(rows));
    }
    json.set("script", cell.script);
    return json;
}

Outcome<Cell> cellFrom(const Json& json, std::string_view where) {
    Cell cell;
    const auto named = cellNamed(textOr(json.find("id")));
    const Json* script = json.find("script");
    if (!named || script == nullptr || !readKinds(json, cell) ||
        !readMetrics(json.find("metrics"), cell.metrics) ||
        !readHeads(json.find("heads"), cell.heads)) {
        return Problem{"A line of the sweep's results is damaged", std::string(where),
                       "Remove the line and resume the sweep"};
    }
    cell.place = named->first;
    cell.row = named->second;
    cell.example = textOr(json.find("example"));
    cell.reason = textOr(json.find("reason"));
    cell.label = optionalText(json.find("label"));
    cell.answer = optionalText(json.find("answer"));
    cell.script = *script;
    return cell;
}

} // namespace vitrine::study
