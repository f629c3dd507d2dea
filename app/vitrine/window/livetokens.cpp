#include "app/vitrine/window/livetokens.h"

#include "core/base/blank.h"
#include "core/text/axistokens.h"
#include "widgets/foundation/paint/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace vitrine::app {

namespace {

constexpr std::size_t kMostCompared = 2048;

} // namespace

std::vector<AxisToken> liveTokens(const text::Tokenizer& tokenizer, const Sample& sample) {
    const std::optional<std::string_view> pair =
        sample.pair ? std::optional<std::string_view>(*sample.pair) : std::nullopt;
    return text::axisTokens(tokenizer.encode(sample.text, pair, {}));
}

std::size_t countWords(const std::string& text) {
    std::size_t words = 0;
    bool inside = false;
    for (const char c : text) {
        const bool space = isBlank(c);
        words += !space && !inside ? 1 : 0;
        inside = !space;
    }
    return words;
}

QString countsText(std::size_t tokens, const Sample& sample) {
    const std::size_t words =
        countWords(sample.text) + (sample.pair ? countWords(*sample.pair) : 0);
    const auto say = [](const char* text, std::size_t count) {
        return QCoreApplication::translate("LiveTokens", text)
            .arg(widgets::countText(static_cast<qint64>(count)));
    };
    return say(tokens == 1 ? "%1 token" : "%1 tokens", tokens) + QStringLiteral(" · ") +
           say(words == 1 ? "%1 word" : "%1 words", words);
}

std::vector<bool> changedTokens(const std::vector<AxisToken>& tokens,
                                const std::vector<AxisToken>& other) {
    const std::size_t rows = tokens.size();
    const std::size_t columns = other.size();
    if (rows > kMostCompared || columns > kMostCompared) {
        return {};
    }
    // length[i][j]: of the longest common subsequence of the ends from i and from j.
    std::vector<std::vector<int>> length(rows + 1, std::vector<int>(columns + 1, 0));
    for (std::size_t i = rows; i-- > 0;) {
        for (std::size_t j = columns; j-- > 0;) {
            length[i][j] = tokens[i].label == other[j].label
                               ? length[i + 1][j + 1] + 1
                               : std::max(length[i + 1][j], length[i][j + 1]);
        }
    }
    std::vector<bool> changed(rows, true);
    for (std::size_t i = 0, j = 0; i < rows && j < columns;) {
        if (tokens[i].label == other[j].label) {
            changed[i] = false;
            ++i;
            ++j;
        } else if (length[i + 1][j] >= length[i][j + 1]) {
            ++i;
        } else {
            ++j;
        }
    }
    return changed;
}

} // namespace vitrine::app
