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

/// A word on one of a trace's axes: what is read, or what a model with two halves writes.
struct LessonWord {
    std::size_t axis = 0;
    std::size_t index = 0;

    bool operator==(const LessonWord&) const = default;
};

/// A trace with its tokens gathered into words, for what lessons ask by word.
class LessonWords {
public:
    explicit LessonWords(widgets::PicturePointer picture);

    [[nodiscard]] const engine::Trace& trace() const { return *picture_->trace; }
    [[nodiscard]] const study::TracePicture& picture() const { return *picture_; }
    [[nodiscard]] const std::vector<AxisToken>& tokens(std::size_t axis = 0) const;

    /// The nth word with that text, from 1, on the first axis that has one, or on that axis alone;
    /// added tokens by their label ("[CLS]").
    [[nodiscard]] std::optional<LessonWord> find(const std::string& word, int nth,
                                                 std::optional<std::size_t> axis = {}) const;

    /// Tokens of a word.
    [[nodiscard]] std::vector<std::size_t> tokensOf(const LessonWord& word) const;

    [[nodiscard]] const std::string& label(const LessonWord& word) const;

    /// The word that a token belongs to.
    [[nodiscard]] LessonWord wordOf(std::size_t axis, std::size_t token) const;

    /// The site of that name and a head of it; nothing where the model lacks them.
    [[nodiscard]] std::optional<engine::HeadRef> head(const std::string& site, int head) const;

    [[nodiscard]] std::size_t queryAxis(engine::HeadRef head) const;
    [[nodiscard]] std::size_t keyAxis(engine::HeadRef head) const;

    /// The row of a word of the head's queries over the words of its keys: keys summed, the query's
    /// tokens averaged.
    [[nodiscard]] std::vector<double> row(engine::HeadRef head, const LessonWord& query) const;

private:
    widgets::PicturePointer picture_;
    std::vector<analysis::Grouping> groupings_; ///< by axis
};

/// Whether a trace is of that text alone: without a second one that a person typed.
[[nodiscard]] bool readsAlone(const engine::Trace& trace, const std::string& text);

/// The first word that two sentences do not share, in each of them.
struct ChangedWord {
    std::string before;
    std::string after;
};

[[nodiscard]] std::optional<ChangedWord> changedWord(const widgets::PicturePointer& before,
                                                     const widgets::PicturePointer& after);

} // namespace vitrine::app
