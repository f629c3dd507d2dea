#include "app/vitrine/actions/fuzzy.h"

#include <algorithm>
#include <limits>

namespace vitrine::app {

namespace {

constexpr int kNone = std::numeric_limits<int>::min() / 2;
constexpr int kLetter = 1;
constexpr int kWordStart = 8;
constexpr int kRun = 5;
constexpr int kFirst = 4;
constexpr qsizetype kMostText = 200;

bool startsWord(const QString& text, qsizetype at) {
    return at == 0 || !text[at - 1].isLetterOrNumber();
}

int gain(const QString& text, qsizetype at) {
    return kLetter + (startsWord(text, at) ? kWordStart : 0) + (at == 0 ? kFirst : 0);
}

} // namespace

std::optional<FuzzyMatch> fuzzyMatch(const QString& typed, const QString& text) {
    QString wanted = typed.toCaseFolded();
    wanted.remove(u' ');
    const QString in = text.left(kMostText).toCaseFolded();
    const auto rows = static_cast<std::size_t>(wanted.size());
    const auto columns = static_cast<std::size_t>(in.size());
    if (rows == 0) {
        return FuzzyMatch{};
    }
    // best[i][j]: the best score of the first i + 1 letters with the last of them at j.
    std::vector<std::vector<int>> best(rows, std::vector<int>(columns, kNone));
    std::vector<std::vector<int>> from(rows, std::vector<int>(columns, -1));
    for (std::size_t i = 0; i < rows; ++i) {
        int reach = i == 0 ? 0 : kNone; // the best that ends before j
        int reachAt = -1;
        for (std::size_t j = 0; j < columns; ++j) {
            if (i > 0 && j > 0 && best[i - 1][j - 1] > reach) {
                reach = best[i - 1][j - 1];
                reachAt = static_cast<int>(j) - 1;
            }
            if (in[static_cast<qsizetype>(j)] != wanted[static_cast<qsizetype>(i)] ||
                reach <= kNone) {
                continue;
            }
            best[i][j] = reach;
            from[i][j] = reachAt;
            if (i > 0 && j > 0 && best[i - 1][j - 1] + kRun > reach) {
                best[i][j] = best[i - 1][j - 1] + kRun;
                from[i][j] = static_cast<int>(j) - 1;
            }
            best[i][j] += gain(in, static_cast<qsizetype>(j));
        }
    }
    const auto last = std::max_element(best.back().begin(), best.back().end());
    if (last == best.back().end() || *last <= kNone) {
        return std::nullopt;
    }
    FuzzyMatch match{.score = *last * 8 - static_cast<int>(columns), .letters = {}};
    int at = static_cast<int>(last - best.back().begin());
    for (std::size_t i = rows; i-- > 0;) {
        match.letters.push_back(at);
        at = from[i][static_cast<std::size_t>(at)];
    }
    std::ranges::reverse(match.letters);
    return match;
}

} // namespace vitrine::app
