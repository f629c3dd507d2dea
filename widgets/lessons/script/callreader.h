#pragma once

#include "core/base/outcome.h"
#include "widgets/lessons/script/vocabulary.h"

#include <string>
#include <string_view>

namespace vitrine::widgets {

/// Where a Problem is to be found: "typo.md, line 12".
struct LessonPlace {
    std::string file;
    int line = 0;

    [[nodiscard]] std::string text() const;
};

/// `name argument "quoted"#2`: a call with its arguments, checked against the vocabulary.
[[nodiscard]] Outcome<LiveCall> readCall(std::string_view words, CallPlace place,
                                         const LessonPlace& where);

/// A text with **strong**, *emphasis*, `key` and {live} runs.
[[nodiscard]] Outcome<LessonText> readText(std::string_view words, CallPlace place,
                                           const LessonPlace& where);

/// `"quoted"` and what follows it.
struct QuotedStart {
    std::string text;
    std::string rest;
};

[[nodiscard]] Outcome<QuotedStart> readQuoted(std::string_view words, const LessonPlace& where);

/// Without white space at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

} // namespace vitrine::widgets
