#include "app/runner/say.h"

#include <array>
#include <charconv>
#include <cstdio>

namespace vitrine::app {

namespace {

void line(std::FILE* stream, std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stream);
    std::fputc('\n', stream);
}

} // namespace

void say(std::string_view text) {
    line(stdout, text);
}

void sayJson(const Json& value) {
    line(stdout, value.dump());
}

Exit fail(const Problem& problem) {
    line(stderr, "vitrine-run: " + problem.text());
    return Exit::Failed;
}

Exit misused(const Problem& problem, std::string_view verb) {
    line(stderr, "vitrine-run: " + problem.text());
    line(stderr, "Help: vitrine-run " + std::string(verb) + " --help");
    return Exit::WrongUse;
}

std::string fixed(double number, int digits) {
    std::array<char, 400> text{};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), number,
                                            std::chars_format::fixed, digits);
    return error == std::errc{} ? std::string(text.data(), end) : std::string("?");
}

std::string bytesText(std::size_t bytes) {
    constexpr std::array kUnits{"kB", "MB", "GB", "TB"};
    if (bytes < 1000) {
        return std::to_string(bytes) + " bytes";
    }
    double amount = static_cast<double>(bytes) / 1000;
    std::size_t unit = 0;
    while (amount >= 999.95 && unit + 1 < kUnits.size()) {
        amount /= 1000;
        ++unit;
    }
    return fixed(amount, 1) + " " + kUnits[unit];
}

} // namespace vitrine::app
