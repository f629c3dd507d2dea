#include "core/base/jsonreader.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

namespace vitrine {

namespace {

bool isDigit(char character) {
    return character >= '0' && character <= '9';
}

/// One pass over one text. Recursion is bounded by limits_.depth.
class Reader {
public:
    Reader(std::string_view text, const JsonLimits& limits, JsonEvents& events)
        : text_(text)
        , limits_(limits)
        , events_(events) {}

    bool document() {
        skipBlanks();
        if (!value(0)) {
            return false;
        }
        skipBlanks();
        return at_ == text_.size() || refuse("something follows the value");
    }

private:
    bool refuse(std::string what) { return refuseAt(std::move(what), at_); }

    bool refuseAt(std::string what, std::size_t at) {
        events_.refusal = {std::move(what), at};
        return false;
    }

    [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

    void skipBlanks() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' ||
                                      text_[at_] == '\r' || text_[at_] == '\t')) {
            ++at_;
        }
    }

    bool value(std::size_t depth) {
        const std::size_t begin = at_;
        if (++values_ > limits_.values) {
            return refuse("there are more than " + std::to_string(limits_.values) + " values");
        }
        std::string_view text;
        switch (peek()) {
        case '{':
            return object(depth + 1);
        case '[':
            return array(depth + 1);
        case '"':
            return stringToken(text) && events_.string(text, begin);
        case 't':
            return word("true") && events_.boolean(true, begin);
        case 'f':
            return word("false") && events_.boolean(false, begin);
        case 'n':
            return word("null") && events_.null(begin);
        default:
            return number();
        }
    }

    bool word(std::string_view expected) {
        if (text_.substr(at_, expected.size()) != expected) {
            return refuse("a value was expected");
        }
        at_ += expected.size();
        return true;
    }

    bool object(std::size_t depth) {
        if (depth > limits_.depth) {
            return tooDeep();
        }
        if (!events_.beginObject(at_)) {
            return false;
        }
        ++at_;
        skipBlanks();
        if (peek() != '}') {
            do {
                if (!member(depth)) {
                    return false;
                }
            } while (separator());
        }
        return close('}', "a comma or } was expected") && events_.endObject(at_ - 1);
    }

    bool member(std::size_t depth) {
        skipBlanks();
        if (peek() != '"') {
            return refuse("a key in quotes was expected");
        }
        const std::size_t begin = at_;
        std::string_view name;
        if (!stringToken(name) || !events_.key(name, begin)) {
            return false;
        }
        skipBlanks();
        if (peek() != ':') {
            return refuse("a colon was expected");
        }
        ++at_;
        skipBlanks();
        return value(depth);
    }

    bool array(std::size_t depth) {
        if (depth > limits_.depth) {
            return tooDeep();
        }
        if (!events_.beginArray(at_)) {
            return false;
        }
        ++at_;
        skipBlanks();
        if (peek() != ']') {
            do {
                skipBlanks();
                if (!value(depth)) {
                    return false;
                }
            } while (separator());
        }
        return close(']', "a comma or ] was expected") && events_.endArray(at_ - 1);
    }

    bool tooDeep() {
        return refuse("the nesting is deeper than " + std::to_string(limits_.depth) + " levels");
    }

    bool separator() {
        skipBlanks();
        if (peek() != ',') {
            return false;
        }
        ++at_;
        return true;
    }

    bool close(char bracket, const char* expected) {
        if (peek() != bracket) {
            return refuse(at_ == text_.size() ? "the text ends too early" : expected);
        }
        ++at_;
        return true;
    }

    /// A string without escapes is a view of the text itself; else it is decoded into scratch_.
    bool stringToken(std::string_view& result) {
        const std::size_t begin = ++at_;
        if (!plainRun()) {
            return false;
        }
        if (peek() == '"') {
            result = text_.substr(begin, at_ - begin);
        } else {
            scratch_.assign(text_.substr(begin, at_ - begin));
            if (!escapedRest()) {
                return false;
            }
            result = scratch_;
        }
        ++at_;
        return result.size() <= limits_.stringBytes || tooLong(begin - 1);
    }

    bool tooLong(std::size_t begin) {
        return refuseAt("a string is longer than " + std::to_string(limits_.stringBytes) + " bytes",
                        begin);
    }

    /// Goes on to the next quote or backslash.
    bool plainRun() {
        while (at_ < text_.size()) {
            const char character = text_[at_];
            if (character == '"' || character == '\\') {
                return true;
            }
            const auto byte = static_cast<unsigned char>(character);
            if (byte < 0x20) {
                return refuse("a control character stands in a string without an escape");
            }
            if (byte < 0x80) {
                ++at_;
                continue;
            }
            const Utf8Step step = utf8Step(text_, at_);
            if (!step.valid) {
                return refuse("the text is not valid UTF-8");
            }
            at_ += step.bytes;
        }
        return refuse("the text ends within a string");
    }

    bool escapedRest() {
        while (peek() == '\\') {
            ++at_;
            if (!escape()) {
                return false;
            }
            const std::size_t begin = at_;
            if (!plainRun()) {
                return false;
            }
            scratch_.append(text_.substr(begin, at_ - begin));
        }
        return true;
    }

    bool escape() {
        constexpr std::string_view kLetters = "\"\\/bfnrt";
        constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
        const char letter = peek();
        if (letter == 'u') {
            ++at_;
            return unicodeEscape();
        }
        const std::size_t index = kLetters.find(letter);
        if (at_ == text_.size() || index == std::string_view::npos) {
            return refuse("an unknown escape stands in a string");
        }
        scratch_.push_back(kMeanings[index]);
        ++at_;
        return true;
    }

    bool unicodeEscape() {
        char32_t character = 0;
        if (!fourHex(character)) {
            return false;
        }
        if (character >= 0xD800 && character <= 0xDBFF && text_.substr(at_, 2) == "\\u") {
            at_ += 2;
            char32_t low = 0;
            if (!fourHex(low)) {
                return false;
            }
            if (low < 0xDC00 || low > 0xDFFF) {
                return refuse("half of a surrogate pair stands alone");
            }
            character = 0x10000 + ((character - 0xD800) << 10) + (low - 0xDC00);
        }
        if (character >= 0xD800 && character <= 0xDFFF) {
            return refuse("half of a surrogate pair stands alone");
        }
        appendUtf8(scratch_, character);
        return true;
    }

    bool fourHex(char32_t& result) {
        const std::string_view digits = text_.substr(at_, 4);
        std::uint32_t code = 0;
        const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
        if (digits.size() != 4 || parsed.ptr != digits.data() + 4) {
            return refuse("four hexadecimal digits were expected");
        }
        at_ += 4;
        result = code;
        return true;
    }

    void skipDigits() {
        while (isDigit(peek())) {
            ++at_;
        }
    }

    bool number() {
        const std::size_t begin = at_;
        if (peek() == '-') {
            ++at_;
        }
        if (!isDigit(peek())) {
            return refuseAt(begin == text_.size() ? "the text ends too early"
                                                  : "a value was expected",
                            begin);
        }
        if (peek() == '0') {
            ++at_;
        } else {
            skipDigits();
        }
        const std::size_t wholeEnd = at_;
        if (!fractionAndExponent()) {
            return false;
        }
        const std::string_view digits = text_.substr(begin, at_ - begin);
        const bool whole = at_ == wholeEnd;
        if (limits_.wholeNumbersOnly && (!whole || digits.front() == '-')) {
            return refuseAt("only whole numbers without a sign belong here", begin);
        }
        return emitNumber(digits, whole, begin);
    }

    bool fractionAndExponent() {
        if (peek() == '.') {
            ++at_;
            if (!isDigit(peek())) {
                return refuse("a digit was expected after the point");
            }
            skipDigits();
        }
        if (peek() == 'e' || peek() == 'E') {
            ++at_;
            if (peek() == '+' || peek() == '-') {
                ++at_;
            }
            if (!isDigit(peek())) {
                return refuse("a digit was expected in the exponent");
            }
            skipDigits();
        }
        return true;
    }

    bool emitNumber(std::string_view digits, bool whole, std::size_t begin) {
        const char* end = digits.data() + digits.size();
        std::int64_t integer = 0;
        if (whole && std::from_chars(digits.data(), end, integer).ec == std::errc()) {
            return events_.integer(integer, begin);
        }
        double fraction = 0;
        const auto parsed = std::from_chars(digits.data(), end, fraction);
        if (limits_.wholeNumbersOnly || parsed.ec != std::errc() || !std::isfinite(fraction)) {
            return refuseAt("a number is out of range", begin);
        }
        return events_.fraction(fraction, begin);
    }

    std::string_view text_;
    const JsonLimits& limits_;
    JsonEvents& events_;
    std::size_t at_ = 0;
    std::size_t values_ = 0;
    std::string scratch_;
};

} // namespace

Problem jsonProblem(std::string_view text, std::string_view where,
                    const JsonEvents::Refusal& refusal) {
    const std::string_view before = text.substr(0, refusal.at);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    return {.what = "This is not the JSON that was expected: " + refusal.what,
            .where = std::string(where) + ", byte " + std::to_string(refusal.at) + ", line " +
                     std::to_string(line),
            .advice = "Correct the file there, or get it again from its source"};
}

Outcome<Done> readJsonEvents(std::string_view text, std::string_view where,
                             const JsonLimits& limits, JsonEvents& events) {
    if (text.size() > limits.bytes) {
        return Problem{.what = "The JSON text is too large: " + std::to_string(text.size()) +
                               " bytes, the limit is " + std::to_string(limits.bytes),
                       .where = std::string(where),
                       .advice = "Check that this is the right file"};
    }
    Reader reader(text, limits, events);
    if (!reader.document()) {
        return jsonProblem(text, where, events.refusal);
    }
    return Done{};
}

} // namespace vitrine
