#include "core/analysis/regroup.h"

#include "core/base/blank.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>
#include <string_view>

namespace vitrine::analysis {

namespace {

std::string_view covered(std::string_view text, const Span& source) {
    const std::size_t begin = std::min(source.begin, text.size());
    return text.substr(begin, std::min(source.end, text.size()) - begin);
}

/// Where the words between blanks end in a text.
std::vector<std::size_t> wordEnds(std::string_view text) {
    std::vector<std::size_t> ends;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!isBlank(text[at]) && (at + 1 == text.size() || isBlank(text[at + 1]))) {
            ends.push_back(at + 1);
        }
    }
    return ends;
}

/// The first word that ends behind the token's begin, else the last one; −1 without words.
std::int32_t blankWordOf(const std::vector<std::size_t>& ends, const Span& source) {
    const auto found = std::ranges::upper_bound(ends, source.begin);
    const auto word = static_cast<std::int32_t>(found - ends.begin());
    return std::min(word, static_cast<std::int32_t>(ends.size()) - 1);
}

void addTo(AxisToken& group, const AxisToken& token) {
    group.source.begin = std::min(group.source.begin, token.source.begin);
    group.source.end = std::max(group.source.end, token.source.end);
    group.id = -1;
    group.kind = TokenKind::Piece;
}

/// Tokens of one segment with the same word ≥ 0 share a group, in order of appearance.
Grouping group(const Axis& axis, const Sample& sample, const std::vector<std::int32_t>& words) {
    Grouping grouping;
    grouping.groups.name = axis.name;
    std::vector<AxisToken>& groups = grouping.groups.tokens;
    for (std::size_t index = 0; index < axis.size(); ++index) {
        const AxisToken& token = axis.tokens[index];
        const bool joins = words[index] >= 0 && !groups.empty() &&
                           groups.back().word == words[index] &&
                           groups.back().segment == token.segment;
        if (joins) {
            addTo(groups.back(), token);
        } else {
            groups.push_back(token);
            groups.back().word = words[index];
        }
        grouping.groupOf.push_back(groups.size() - 1);
    }
    for (AxisToken& token : groups) {
        if (token.word >= 0) {
            std::string_view text = covered(sample.segment(token.segment), token.source);
            while (!text.empty() && isBlank(text.front())) {
                text.remove_prefix(1);
            }
            token.label = text.empty() ? token.label : std::string(text);
        }
    }
    return grouping;
}

void requireFit(const Grid& map, const Grouping& queries, const Grouping& keys) {
    if (map.rows() != queries.groupOf.size() || map.columns() != keys.groupOf.size()) {
        throw std::invalid_argument("regroup: a map of " + std::to_string(map.rows()) + " × " +
                                    std::to_string(map.columns()) + " for " +
                                    std::to_string(queries.groupOf.size()) + " queries and " +
                                    std::to_string(keys.groupOf.size()) + " keys");
    }
}

} // namespace

Grouping groupByWord(const Axis& axis, const Sample& sample) {
    std::vector<std::int32_t> words;
    for (const AxisToken& token : axis.tokens) {
        words.push_back(token.special || token.pad ? -1 : token.word);
    }
    return group(axis, sample, words);
}

Grouping groupByBlanks(const Axis& axis, const Sample& sample) {
    const std::array ends{wordEnds(sample.segment(0)), wordEnds(sample.segment(1))};
    std::vector<std::int32_t> words;
    for (const AxisToken& token : axis.tokens) {
        const auto& segment = ends[token.segment == 0 ? 0 : 1];
        words.push_back(token.source.empty() ? -1 : blankWordOf(segment, token.source));
    }
    return group(axis, sample, words);
}

Grid regroup(const Grid& map, const Grouping& queries, const Grouping& keys) {
    requireFit(map, queries, keys);
    const std::size_t rows = queries.groups.size();
    const std::size_t columns = keys.groups.size();
    std::vector<double> sums(rows * columns, 0.0);
    std::vector<std::size_t> counts(rows, 0);
    for (std::size_t query = 0; query < map.rows(); ++query) {
        const std::span<const float> row = map.row(query);
        if (std::ranges::all_of(row, [](float weight) { return weight == 0; })) {
            continue;
        }
        ++counts[queries.groupOf[query]];
        double* const to = sums.data() + queries.groupOf[query] * columns;
        for (std::size_t key = 0; key < row.size(); ++key) {
            to[keys.groupOf[key]] += static_cast<double>(row[key]);
        }
    }
    Grid result(rows, columns);
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t column = 0; column < columns && counts[row] > 0; ++column) {
            result.at(row, column) = static_cast<float>(sums[row * columns + column] /
                                                        static_cast<double>(counts[row]));
        }
    }
    return result;
}

} // namespace vitrine::analysis
