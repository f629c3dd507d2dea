#include "core/base/json.h"

#include "core/base/utf8.h"

#include <array>
#include <charconv>
#include <cmath>

namespace vitrine {

namespace {

void appendInteger(std::string& out, std::int64_t value) {
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out.append(digits.data(), end);
}

void appendFraction(std::string& out, double value) {
    if (!std::isfinite(value)) {
        out += "null";
        return;
    }
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    const std::string_view text(digits.data(), static_cast<std::size_t>(end - digits.data()));
    out += text;
    // Without a point or an exponent it would be read back as an integer.
    if (text.find_first_of(".e") == std::string_view::npos) {
        out += ".0";
    }
}

void appendEscaped(std::string& out, char32_t character) {
    constexpr std::string_view kHex = "0123456789abcdef";
    switch (character) {
    case '"':
        out += "\\\"";
        return;
    case '\\':
        out += "\\\\";
        return;
    case '\n':
        out += "\\n";
        return;
    case '\r':
        out += "\\r";
        return;
    case '\t':
        out += "\\t";
        return;
    default:
        break;
    }
    if (character < 0x20 || character == 0x7F) {
        out += "\\u00";
        out += kHex[character >> 4];
        out += kHex[character & 0xF];
    } else {
        appendUtf8(out, character);
    }
}

void appendString(std::string& out, std::string_view text) {
    out += '"';
    std::size_t at = 0;
    while (at < text.size()) {
        const Utf8Step step = utf8Step(text, at);
        appendEscaped(out, step.character);
        at += step.bytes;
    }
    out += '"';
}

class Printer {
public:
    Printer(std::string& out, int indent)
        : out_(out)
        , indent_(indent) {}

    void print(const Json& value, int depth) {
        if (const Json::Object* members = value.object()) {
            printObject(*members, depth);
        } else if (const Json::Array* items = value.array()) {
            printArray(*items, depth);
        } else if (const std::string* text = value.string()) {
            appendString(out_, *text);
        } else if (const std::int64_t* whole = value.integer()) {
            appendInteger(out_, *whole);
        } else if (value.isNumber()) {
            appendFraction(out_, value.number());
        } else if (const bool* flag = value.boolean()) {
            out_ += *flag ? "true" : "false";
        } else {
            out_ += "null";
        }
    }

private:
    void breakLine(int depth) {
        if (indent_ > 0) {
            out_ += '\n';
            out_.append(static_cast<std::size_t>(indent_) * static_cast<std::size_t>(depth), ' ');
        }
    }

    void printObject(const Json::Object& members, int depth) {
        out_ += '{';
        bool first = true;
        for (const auto& [name, value] : members) {
            out_ += first ? "" : ",";
            first = false;
            breakLine(depth + 1);
            appendString(out_, name);
            out_ += indent_ > 0 ? ": " : ":";
            print(value, depth + 1);
        }
        if (!members.empty()) {
            breakLine(depth);
        }
        out_ += '}';
    }

    // Arrays of plain numbers and texts stay on one line: they are rows of a table.
    void printArray(const Json::Array& items, int depth) {
        bool nested = false;
        for (const Json& item : items) {
            nested = nested || item.array() != nullptr || item.object() != nullptr;
        }
        out_ += '[';
        bool first = true;
        for (const Json& item : items) {
            out_ += first ? "" : (indent_ > 0 && !nested ? ", " : ",");
            first = false;
            if (nested) {
                breakLine(depth + 1);
            }
            print(item, depth + 1);
        }
        if (nested) {
            breakLine(depth);
        }
        out_ += ']';
    }

    std::string& out_;
    int indent_;
};

} // namespace

std::string Json::dump(int indent) const {
    std::string out;
    Printer(out, indent).print(*this, 0);
    return out;
}

} // namespace vitrine
