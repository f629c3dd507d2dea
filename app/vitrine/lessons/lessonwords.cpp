#include "app/vitrine/lessons/lessonwords.h"

#include "core/study/compare.h"

#include <algorithm>

namespace vitrine::app {

LessonWords::LessonWords(widgets::PicturePointer picture)
    : picture_(std::move(picture)) {
    for (const Axis& axis : trace().axes()) {
        groupings_.push_back(analysis::groupByWord(axis, trace().sample()));
    }
}

const std::vector<AxisToken>& LessonWords::tokens(std::size_t axis) const {
    return trace().axes()[axis].tokens;
}

std::optional<LessonWord> LessonWords::find(const std::string& word, int nth,
                                            std::optional<std::size_t> axis) const {
    for (std::size_t place = 0; place < groupings_.size(); ++place) {
        if (axis && *axis != place) {
            continue;
        }
        const Axis& groups = groupings_[place].groups;
        int left = nth;
        for (std::size_t index = 0; index < groups.size(); ++index) {
            if (groups.tokens[index].label == word && --left == 0) {
                return LessonWord{.axis = place, .index = index};
            }
        }
    }
    return std::nullopt;
}

std::vector<std::size_t> LessonWords::tokensOf(const LessonWord& word) const {
    const std::vector<std::size_t>& groupOf = groupings_[word.axis].groupOf;
    std::vector<std::size_t> tokens;
    for (std::size_t token = 0; token < groupOf.size(); ++token) {
        if (groupOf[token] == word.index) {
            tokens.push_back(token);
        }
    }
    return tokens;
}

const std::string& LessonWords::label(const LessonWord& word) const {
    return groupings_[word.axis].groups.tokens[word.index].label;
}

LessonWord LessonWords::wordOf(std::size_t axis, std::size_t token) const {
    return {.axis = axis, .index = groupings_.at(axis).groupOf.at(token)};
}

std::optional<engine::HeadRef> LessonWords::head(const std::string& site, int head) const {
    const auto sites = trace().sites();
    const auto found = std::ranges::find(sites, site, &engine::Site::name);
    if (found == sites.end() || head < 0 || head >= found->heads) {
        return std::nullopt;
    }
    return engine::HeadRef{.site = static_cast<int>(found - sites.begin()), .head = head};
}

std::size_t LessonWords::queryAxis(engine::HeadRef head) const {
    return static_cast<std::size_t>(
        trace().sites()[static_cast<std::size_t>(head.site)].queryAxis);
}

std::size_t LessonWords::keyAxis(engine::HeadRef head) const {
    return static_cast<std::size_t>(trace().sites()[static_cast<std::size_t>(head.site)].keyAxis);
}

std::vector<double> LessonWords::row(engine::HeadRef head, const LessonWord& query) const {
    const analysis::Grouping& keys = groupings_[keyAxis(head)];
    std::vector<double> row(keys.groups.size());
    const std::vector<std::size_t> queries = tokensOf(query);
    for (const std::size_t token : queries) {
        const std::vector<float> weights = trace().row(head, token);
        for (std::size_t key = 0; key < weights.size(); ++key) {
            row[keys.groupOf[key]] +=
                static_cast<double>(weights[key]) / static_cast<double>(queries.size());
        }
    }
    return row;
}

bool readsAlone(const engine::Trace& trace, const std::string& text) {
    const Sample& sample = trace.sample();
    const auto wrote = [](const Axis& axis) {
        return std::ranges::any_of(axis.tokens, &AxisToken::generated);
    };
    return sample.text == text &&
           (!sample.pair || sample.pair->empty() || std::ranges::any_of(trace.axes(), wrote));
}

std::optional<ChangedWord> changedWord(const widgets::PicturePointer& before,
                                       const widgets::PicturePointer& after) {
    const auto comparison = study::Comparison::of(before, after, study::CompareBy::Word);
    if (!comparison) {
        return std::nullopt;
    }
    for (const study::TextChange& change : study::textChanges(*comparison)) {
        if (!change.before.empty() && !change.after.empty()) {
            return ChangedWord{change.before, change.after};
        }
    }
    return std::nullopt;
}

} // namespace vitrine::app
