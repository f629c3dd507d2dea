#pragma once

#include "widgets/lessons/script/callreader.h"

#include <string>
#include <string_view>
#include <vector>

namespace vitrine::widgets {

/// Reads the lines of one step, the last of `steps`, into its blocks: paragraphs end at an empty
/// line; @act, @predict, @recall, @question and @try begin blocks of their own, with items "- …".
class StepReader {
public:
    explicit StepReader(std::vector<LessonStep>& steps)
        : steps_(steps) {}

    [[nodiscard]] Outcome<Done> read(std::string_view line, const LessonPlace& where);

    /// Ends the block that is being read.
    [[nodiscard]] Outcome<Done> closeBlock();

private:
    struct Item {
        std::string text;
        LessonPlace where;
    };

    [[nodiscard]] Outcome<Done> directive(std::string_view line, const LessonPlace& where);
    [[nodiscard]] Outcome<Done> hint(std::string_view words, const LessonPlace& where);
    [[nodiscard]] Outcome<LessonBlock> block() const;
    [[nodiscard]] Outcome<LessonBlock> paragraph() const;
    [[nodiscard]] Outcome<LessonBlock> act() const;
    [[nodiscard]] Outcome<LessonBlock> prediction() const;
    [[nodiscard]] Outcome<LessonBlock> recall() const;
    [[nodiscard]] Outcome<LessonBlock> question() const;
    [[nodiscard]] Outcome<LessonBlock> offer() const;

    [[nodiscard]] Problem problem(const std::string& what, const std::string& advice) const;

    std::vector<LessonStep>& steps_;
    std::string kind_; ///< empty: no block open; "text", "bullet", or the name of a directive
    std::string text_;
    std::vector<Item> items_;
    LessonPlace where_;
};

} // namespace vitrine::widgets
