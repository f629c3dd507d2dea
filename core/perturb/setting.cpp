#include "core/perturb/setting.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <string>

namespace vitrine::perturb {

namespace {

/// Levenshtein distance of two short names.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({row[j] + 1, diagonal + 1, replaced});
        }
    }
    return row.back();
}

Problem unknown(const KindRecord& record, std::string_view name) {
    const auto nearest = std::ranges::min_element(record.parameters, {}, [&](const Parameter& known) {
        return distance(known.name, name);
    });
    return {"The kind has no such parameter", record.id + ": " + std::string(name),
            nearest == record.parameters.end() ? "Leave it out"
                                               : "The nearest one is " + nearest->name};
}

bool allTexts(const Json& value) {
    return value.array() != nullptr &&
           std::ranges::all_of(*value.array(), [](const Json& each) { return each.string(); });
}

/// What is wrong with a value, or nothing.
std::optional<std::string> faultOf(const Parameter& parameter, const Json& value) {
    const auto unless = [](bool right, std::string wanted) {
        return right ? std::nullopt : std::optional(std::move(wanted));
    };
    const auto inRange = [&] {
        return value.number() >= parameter.least && value.number() <= parameter.most;
    };
    const auto range = [&] {
        return " from " + Json(parameter.least).dump() + " to " + Json(parameter.most).dump();
    };
    switch (parameter.type) {
    case ParameterType::Flag: return unless(value.boolean() != nullptr, "true or false");
    case ParameterType::Whole:
        return unless(value.integer() != nullptr && inRange(), "a whole number" + range());
    case ParameterType::Number: return unless(value.isNumber() && inRange(), "a number" + range());
    case ParameterType::Choice: {
        const bool known = value.string() != nullptr &&
                           std::ranges::find(parameter.choices, *value.string()) !=
                               parameter.choices.end();
        std::string list = "one of";
        for (const std::string& choice : parameter.choices) {
            list += " " + choice;
        }
        return unless(known, std::move(list));
    }
    case ParameterType::Text: return unless(value.string() != nullptr, "a text");
    case ParameterType::Texts: return unless(allTexts(value), "a list of texts");
    }
    return std::nullopt;
}

double mixed(Between between, double low, double high, double part) {
    return between == Between::Inverse ? 1 / ((1 - part) / low + part / high)
                                       : (1 - part) * low + part * high;
}

} // namespace

Outcome<Done> checkSetting(const KindRecord& record, const Setting& setting) {
    if (!(setting.severity >= 0 && setting.severity <= kMostSeverity)) {
        return Problem{"The severity is outside 0 to 5",
                       record.id + ": " + Json(setting.severity).dump(),
                       "Choose a severity from 0 to 5"};
    }
    for (const auto& [name, value] : setting.parameters) {
        const Parameter* parameter = parameterOf(record, name);
        if (parameter == nullptr) {
            return unknown(record, name);
        }
        if (const auto wanted = faultOf(*parameter, value)) {
            return Problem{"The parameter has not the value it needs",
                           record.id + ": " + name + " = " + value.dump(), "Give " + *wanted};
        }
    }
    return Done{};
}

std::vector<double> interpolate(const KindRecord& record, const SeverityTable& table,
                                double severity) {
    std::vector<double> values;
    for (std::size_t column = 0; column < record.columns.size(); ++column) {
        const auto at = [&](std::size_t whole) {
            return whole == 0 ? record.columns[column].identity : table.rows[whole - 1][column];
        };
        const auto above = static_cast<std::size_t>(std::ceil(severity));
        const auto below = static_cast<std::size_t>(std::floor(severity));
        double value = at(above);
        if (record.between != Between::Step && above != below) {
            value = mixed(record.between, at(below), at(above),
                          severity - static_cast<double>(below));
        }
        values.push_back(record.columns[column].whole ? std::floor(value + 0.5) : value);
    }
    return values;
}

std::vector<double> severityValues(const KindRecord& record, std::string_view preset,
                                   const Setting& setting) {
    const auto table = std::ranges::find(record.tables, preset, &SeverityTable::preset);
    if (table == record.tables.end()) {
        throw std::invalid_argument(record.id + " has no table of severities named \"" +
                                    std::string(preset) + "\"");
    }
    std::vector<double> values = interpolate(record, *table, setting.severity);
    for (std::size_t column = 0; column < values.size(); ++column) {
        if (const Json* given = explicitParameter(setting, record.columns[column].name)) {
            values[column] = given->number();
        }
    }
    return values;
}

const Json* explicitParameter(const Setting& setting, std::string_view name) {
    const auto found = std::ranges::find(setting.parameters, name, &Json::Member::first);
    return found == setting.parameters.end() ? nullptr : &found->second;
}

const Json& parameterValue(const KindRecord& record, const Setting& setting,
                           std::string_view name) {
    if (const Json* given = explicitParameter(setting, name)) {
        return *given;
    }
    const Parameter* parameter = parameterOf(record, name);
    if (parameter == nullptr) {
        throw std::invalid_argument(record.id + " has no parameter " + std::string(name));
    }
    return parameter->otherwise;
}

DrawKey drawKeyOf(const KindRecord& record, const Setting& setting) {
    const std::string purpose =
        setting.stage > 0 ? record.id + "#" + std::to_string(setting.stage) : record.id;
    return {setting.seed, purpose, setting.example};
}

} // namespace vitrine::perturb
