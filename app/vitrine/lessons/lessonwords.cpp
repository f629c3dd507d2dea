#include "app/vitrine/lessons/lessonwords.h"

#include "core/study/compare.h"

#include <algorithm>

namespace vitrine::app {

LessonWords::LessonWords(widgets::PicturePointer picture)
    : picture_(std::move(picture))
    , grouping_(analysis::groupByWord(picture_->trace->axes().front(),
                                      picture_->trace->sample())) {}

const std::vector<AxisToken>& LessonWords::tokens() const {
    return trace().axes().front().tokens;
}

std::optional<std::size_t> LessonWords::find(const std::string& word, int nth) const {
    for (std::size_t index = 0; index < grouping_.groups.size(); ++index) {
        if (grouping_.groups.tokens[index].label == word && --nth == 0) {
            return index;
        }
    }
    return std::nullopt;
}

std::vector<std::size_t> LessonWords::tokensOf(std::size_t word) const {
    std::vector<std::size_t> tokens;
    for (std::size_t token = 0; token < grouping_.groupOf.size(); ++token) {
        if (grouping_.groupOf[token] == word) {
            tokens.push_back(token);
        }
    }
    return tokens;
}

const std::string& LessonWords::label(std::size_t word) const {
    return grouping_.groups.tokens[word].label;
}

std::optional<engine::HeadRef> LessonWords::head(const std::string& site, int head) const {
    const auto sites = trace().sites();
    const auto found = std::ranges::find(sites, site, &engine::Site::name);
    if (found == sites.end() || head < 0 || head >= found->heads) {
        return std::nullopt;
    }
    return engine::HeadRef{.site = static_cast<int>(found - sites.begin()), .head = head};
}

std::vector<double> LessonWords::row(engine::HeadRef head, std::size_t query) const {
    std::vector<double> row(grouping_.groups.size());
    const std::vector<std::size_t> queries = tokensOf(query);
    for (const std::size_t token : queries) {
        const std::vector<float> weights = trace().row(head, token);
        for (std::size_t key = 0; key < weights.size(); ++key) {
            row[grouping_.groupOf[key]] +=
                static_cast<double>(weights[key]) / static_cast<double>(queries.size());
        }
    }
    return row;
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
