#pragma once

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

namespace vitrine::widgets {

/// A word after a name in a lesson: bare (a, text.2.self, 1, changed) or in quotes ("the"#2: the
/// second "the" of the sentence).
struct LiveArgument {
    std::string text;
    bool quoted = false;
    int nth = 1; ///< counts equal words of the sentence from 1

    bool operator==(const LiveArgument&) const = default;
};

/// Something that the live model answers: a span in braces, a condition of an act, a view.
struct LiveCall {
    std::string name;
    std::vector<LiveArgument> arguments;
    int line = 0; ///< of the file, from 1

    bool operator==(const LiveCall&) const = default;
};

/// A stretch of text in one style, or a live value.
struct LessonRun {
    enum class Style { Plain, Strong, Emphasis, Key, Live };

    Style style = Style::Plain;
    std::string text;
    LiveCall call; ///< of Style::Live
};

using LessonText = std::vector<LessonRun>;

struct LessonParagraph {
    LessonText text;
    bool bullet = false;
};

/// "Do this": noticed when all conditions were met once.
struct LessonAct {
    struct Condition {
        LiveCall call;
        std::string label;
    };

    LessonText text;
    std::vector<Condition> conditions;
    std::string hint;
};

/// A number to be guessed before the model answers.
struct LessonPrediction {
    LessonText text;
    LiveCall truth;
    LessonText right; ///< the reply; {said} and {truth} stand in it
    LessonText wrong;
};

/// What was predicted in an earlier step, shown again.
struct LessonRecall {
    std::size_t step = 0; ///< index of the step that asked
    LessonText text;
};

struct LessonQuestion {
    struct Answer {
        std::string text;
        bool right = false;
        LessonText reply;
    };

    LessonText text;
    std::vector<Answer> answers;
    std::string hint;
};

/// A sentence that one press puts in.
struct LessonOffer {
    std::string sentence;
    std::string label;
};

using LessonBlock = std::variant<LessonParagraph, LessonAct, LessonPrediction, LessonRecall,
                                 LessonQuestion, LessonOffer>;

struct LessonStep {
    std::string title;
    LiveCall view;                  ///< what the live side shows
    std::vector<std::string> needs; ///< what the model must be able to do
    std::vector<LessonBlock> blocks;
    int line = 0;
};

/// A lesson as its file tells it. The format: resources/lessons/README.md.
struct Lesson {
    std::string id;
    std::string title;
    int minutes = 0;
    std::vector<std::string> needs;
    std::string sentence; ///< what the lesson begins with
    std::string model;    ///< folder below the cache that is opened where the model at hand lacks a need
    std::string file;
    std::vector<LessonStep> steps;
};

} // namespace vitrine::widgets
