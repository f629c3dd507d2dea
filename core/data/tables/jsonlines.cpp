#include "core/base/json.h"
#include "core/base/utf8.h"
#include "core/data/tables/lines.h"
#include "core/data/tables/rows.h"

#include <optional>

namespace vitrine::data {

namespace {

constexpr JsonLimits kLimits{.bytes = kLongestRow, .depth = 16, .stringBytes = kLongestRow};

/// A simple value as the text of a field; nothing for lists, objects and null.
std::optional<std::string> textOf(const Json& value) {
    if (value.string() != nullptr) {
        return *value.string();
    }
    if (value.isNumber() || value.boolean() != nullptr) {
        return value.dump();
    }
    return std::nullopt;
}

/// The row of a line, or why there is none.
std::optional<Row> rowOf(std::string_view line, std::size_t number, RowFault& fault) {
    const auto json = parseJson(line, "line", kLimits);
    if (!json || json->object() == nullptr) {
        fault = {number, 0, json ? "the line is no JSON object" : json.problem().what};
        return std::nullopt;
    }
    Row row{.line = number};
    for (const auto& [name, value] : *json->object()) {
        auto text = textOf(value);
        if (!text && !value.isNull()) {
            fault = {number, 0, "\"" + name + "\" is neither text nor number"};
            return std::nullopt;
        }
        if (text) {
            row.fields.emplace_back(name, *std::move(text));
        }
    }
    return row;
}

} // namespace

bool readJsonLines(std::string_view text, const RowSink& sink) {
    Lines lines(text);
    while (!lines.atEnd()) {
        const std::size_t number = lines.number();
        const std::string_view line = lines.take();
        if (line.find_first_not_of(" \t") == std::string_view::npos) {
            continue;
        }
        RowFault fault = faultOfBytes(line, number);
        std::optional<Row> row;
        if (fault.what.empty()) {
            const bool valid = isUtf8(line);
            row = valid ? rowOf(line, number, fault) : rowOf(toValidUtf8(line), number, fault);
            if (row && !valid) {
                fault = {number, 0, "bytes that are no UTF-8 were replaced", true};
            }
        }
        if (!fault.what.empty() && !sink.fault(std::move(fault))) {
            return false;
        }
        if (row && !sink.row(*std::move(row))) {
            return false;
        }
    }
    return true;
}

} // namespace vitrine::data
