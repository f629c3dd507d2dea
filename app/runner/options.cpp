#include "app/runner/options.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace vitrine::app {

namespace {

Problem misuse(std::string what, std::string_view name) {
    return {std::move(what), "--" + std::string(name), {}};
}

template <class Number>
bool parseWhole(const std::string& text, Number& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size();
}

} // namespace

Outcome<Options> Options::parse(std::span<const char* const> words,
                                std::span<const OptionSpec> specs) {
    Options options;
    for (std::size_t at = 0; at < words.size(); ++at) {
        const std::string_view word = words[at];
        if (word == "--") {
            options.positional_.insert(options.positional_.end(), words.begin() + at + 1,
                                       words.end());
            break;
        }
        if (word == "--help" || word == "-h") {
            options.given_.emplace_back("help", "");
            return options;
        }
        if (!word.starts_with("--")) {
            options.positional_.emplace_back(word);
            continue;
        }
        const auto equals = word.find('=');
        const std::string_view name = word.substr(2, equals == word.npos ? equals : equals - 2);
        const auto spec = std::ranges::find(specs, name, &OptionSpec::name);
        if (spec == specs.end()) {
            return misuse("There is no such option", name);
        }
        if (options.has(name)) {
            return misuse("The option is given twice", name);
        }
        std::string value;
        if (equals != word.npos) {
            if (spec->value.empty()) {
                return misuse("The option takes no value", name);
            }
            value = word.substr(equals + 1);
        } else if (!spec->value.empty()) {
            if (++at == words.size()) {
                return misuse("The option needs a value: " + std::string(spec->value), name);
            }
            value = words[at];
        }
        options.given_.emplace_back(name, std::move(value));
    }
    return options;
}

bool Options::has(std::string_view name) const {
    return std::ranges::any_of(given_, [&](const auto& pair) { return pair.first == name; });
}

std::optional<std::string> Options::text(std::string_view name) const {
    for (const auto& [key, value] : given_) {
        if (key == name) {
            return value;
        }
    }
    return std::nullopt;
}

Outcome<std::int64_t> Options::whole(std::string_view name, std::int64_t otherwise,
                                     std::int64_t least, std::int64_t most) const {
    const auto given = text(name);
    if (!given) {
        return otherwise;
    }
    std::int64_t number = 0;
    if (!parseWhole(*given, number) || number < least || number > most) {
        return misuse("A whole number from " + std::to_string(least) + " to " +
                          std::to_string(most) + " is expected, not \"" + *given + "\"",
                      name);
    }
    return number;
}

Outcome<double> Options::number(std::string_view name, double otherwise) const {
    const auto given = text(name);
    if (!given) {
        return otherwise;
    }
    double number = 0;
    if (!parseWhole(*given, number) || !std::isfinite(number) || number < 0) {
        return misuse("A number from 0 up is expected, not \"" + *given + "\"", name);
    }
    return number;
}

} // namespace vitrine::app
