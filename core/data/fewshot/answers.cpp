#include "core/data/fewshot/answers.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace vitrine::data {

namespace {

bool isPunctuation(char byte) {
    const auto code = static_cast<unsigned char>(byte);
    return code > 0x20 && code < 0x7F && !(byte >= '0' && byte <= '9') &&
           !(byte >= 'a' && byte <= 'z') && !(byte >= 'A' && byte <= 'Z');
}

char lowered(char byte) {
    return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
}

} // namespace

std::string plainAnswer(std::string_view answer) {
    constexpr std::array<std::string_view, 3> kArticles{"a", "an", "the"};
    std::string plain;
    std::string word;
    const auto finish = [&] {
        if (!word.empty() && std::ranges::find(kArticles, word) == kArticles.end()) {
            plain += (plain.empty() ? "" : " ") + word;
        }
        word.clear();
    };
    for (const char byte : answer) {
        if (static_cast<unsigned char>(byte) <= 0x20) {
            finish();
        } else if (!isPunctuation(byte)) {
            word += lowered(byte);
        }
    }
    finish();
    return plain;
}

double vqaScore(std::string_view answer, std::span<const std::string> people) {
    if (people.empty()) {
        return 0;
    }
    constexpr double kEnough = 3;
    const std::string plain = plainAnswer(answer);
    const auto same = std::ranges::count_if(
        people, [&](const std::string& each) { return plainAnswer(each) == plain; });
    const auto of = [](std::ptrdiff_t agreeing) {
        return std::min(static_cast<double>(agreeing) / kEnough, 1.0);
    };
    const auto count = static_cast<double>(people.size());
    const auto agreeing = static_cast<double>(same);
    // Who is left out said the same, or something else.
    return (agreeing * of(same - 1) + (count - agreeing) * of(same)) / count;
}

} // namespace vitrine::data
