#pragma once

#include "core/analysis/regroup.h"
#include "core/study/picture.h"

#include "widgets/attention/state/attentionstate.h"
#include "widgets/lessons/script/lesson.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::app {

/// A trace with its tokens gathered into words, for what lessons ask by word.
class LessonWords {
public:
    explicit LessonWords(widgets::PicturePointer picture);

    [[nodiscard]] const engine::Trace& trace() const { return *picture_->trace; }
    [[nodiscard]] const study::TracePicture& picture() const { return *picture_; }
    [[nodiscard]] const analysis::Grouping& grouping() const { return grouping_; }
    [[nodiscard]] const std::vector<AxisToken>& tokens() const;

    /// The nth word with that text, from 1; added tokens by their label ("[CLS]").
    [[nodiscard]] std::optional<std::size_t> find(const std::string& word, int nth) const;

    /// Tokens of a word.
    [[nodiscard]] std::vector<std::size_t> tokensOf(std::size_t word) const;

    [[nodiscard]] const std::string& label(std::size_t word) const;

    /// The site of that name and a head of it; nothing where the model lacks them.
    [[nodiscard]] std::optional<engine::HeadRef> head(const std::string& site, int head) const;

    /// The row of a word over words: keys summed, the query's tokens averaged.
    [[nodiscard]] std::vector<double> row(engine::HeadRef head, std::size_t query) const;

private:
    widgets::PicturePointer picture_;
    analysis::Grouping grouping_;
};

/// The first word that two sentences do not share, in each of them.
struct ChangedWord {
    std::string before;
    std::string after;
};

[[nodiscard]] std::optional<ChangedWord> changedWord(const widgets::PicturePointer& before,
                                                     const widgets::PicturePointer& after);

} // namespace vitrine::app
