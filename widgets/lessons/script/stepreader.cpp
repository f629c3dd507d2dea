#include "widgets/lessons/script/stepreader.h"

#include "widgets/lessons/script/lessonparser.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace vitrine::widgets {

namespace {

constexpr std::array<std::string_view, 5> kBlocks{"act", "predict", "recall", "question", "try"};
constexpr std::size_t kMostItems = 8;

/// The words before and after the first ": " that is not within quotes.
std::pair<std::string_view, std::string_view> splitAtColon(std::string_view text) {
    bool quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        quoted = quoted != (text[at] == '"');
        if (!quoted && text.substr(at).starts_with(": ")) {
            return {trimmed(text.substr(0, at)), trimmed(text.substr(at + 2))};
        }
    }
    return {trimmed(text), {}};
}

} // namespace

Problem StepReader::problem(const std::string& what, const std::string& advice) const {
    return {what, where_.text(), advice};
}

Outcome<Done> StepReader::read(std::string_view line, const LessonPlace& where) {
    const std::string_view words = trimmed(line);
    if (words.empty()) {
        return closeBlock();
    }
    if (words.front() == '@') {
        return directive(words.substr(1), where);
    }
    if (words.front() == '#') {
        where_ = where;
        return problem("A heading within a step", "Steps begin with “# ”; there are no others");
    }
    const bool item = words.starts_with("- ");
    if (item && !kind_.empty() && kind_ != "text" && kind_ != "bullet") {
        items_.push_back({.text = std::string(trimmed(words.substr(2))), .where = where});
        return items_.size() <= kMostItems
                   ? Outcome<Done>(Done{})
                   : problem("There are too many items", "A card has at most " +
                                                             std::to_string(kMostItems));
    }
    if (item || kind_.empty()) {
        if (auto closed = closeBlock(); !closed) {
            return closed;
        }
        kind_ = item ? "bullet" : "text";
        where_ = where;
        text_ = item ? trimmed(words.substr(2)) : words;
        return Done{};
    }
    if (!items_.empty()) { // a line that goes on with the item above
        items_.back().text += ' ' + std::string(words);
    } else {
        text_ += ' ' + std::string(words);
    }
    return Done{};
}

Outcome<Done> StepReader::directive(std::string_view line, const LessonPlace& where) {
    const std::size_t end = std::min(line.find(' '), line.size());
    const std::string name(line.substr(0, end));
    const std::string_view rest = trimmed(line.substr(end));
    if (name == "hint") {
        return hint(rest, where);
    }
    if (auto closed = closeBlock(); !closed) {
        return closed;
    }
    where_ = where;
    if (name == "view") {
        auto view = readCall(rest, CallPlace::View, where);
        if (!view) {
            return view.as<Done>();
        }
        if (!steps_.back().view.name.empty()) {
            return problem("The step has a second view", "Keep one of them");
        }
        steps_.back().view = *std::move(view);
        return Done{};
    }
    if (std::ranges::find(kBlocks, name) == kBlocks.end()) {
        return problem("“@" + name + "” is not known",
                       "There are @view, @needs, @act, @predict, @recall, @question, @try, @hint");
    }
    kind_ = name;
    text_ = rest;
    return Done{};
}

Outcome<Done> StepReader::hint(std::string_view words, const LessonPlace& where) {
    if (auto closed = closeBlock(); !closed) {
        return closed;
    }
    where_ = where;
    auto& blocks = steps_.back().blocks;
    if (!blocks.empty()) {
        if (auto* act = std::get_if<LessonAct>(&blocks.back())) {
            act->hint = words;
            return Done{};
        }
        if (auto* question = std::get_if<LessonQuestion>(&blocks.back())) {
            question->hint = words;
            return Done{};
        }
    }
    return problem("The hint belongs to nothing", "It stands below an @act or a @question");
}

Outcome<Done> StepReader::closeBlock() {
    if (kind_.empty()) {
        return Done{};
    }
    auto made = block();
    kind_.clear();
    text_.clear();
    items_.clear();
    if (!made) {
        return made.as<Done>();
    }
    auto& blocks = steps_.back().blocks;
    if (blocks.size() >= kMostStepBlocks) {
        return problem("The step is too long",
                       "It may have " + std::to_string(kMostStepBlocks) + " blocks");
    }
    blocks.push_back(*std::move(made));
    return Done{};
}

Outcome<LessonBlock> StepReader::block() const {
    if (kind_ == "act") {
        return act();
    }
    if (kind_ == "predict") {
        return prediction();
    }
    if (kind_ == "recall") {
        return recall();
    }
    if (kind_ == "question") {
        return question();
    }
    return kind_ == "try" ? offer() : paragraph();
}

Outcome<LessonBlock> StepReader::paragraph() const {
    auto text = readText(text_, CallPlace::Span, where_);
    if (!text) {
        return text.as<LessonBlock>();
    }
    return LessonBlock(LessonParagraph{*std::move(text), kind_ == "bullet"});
}

Outcome<LessonBlock> StepReader::act() const {
    auto text = readText(text_, CallPlace::Span, where_);
    if (!text) {
        return text.as<LessonBlock>();
    }
    LessonAct act{.text = *std::move(text), .conditions = {}, .hint = {}};
    for (const Item& item : items_) {
        const auto [words, label] = splitAtColon(item.text);
        auto call = readCall(words, CallPlace::Condition, item.where);
        if (!call) {
            return call.as<LessonBlock>();
        }
        if (label.empty()) {
            return Problem{"A condition has no label", item.where.text(),
                           "Write “- edited: the sentence changed”"};
        }
        act.conditions.push_back({*std::move(call), std::string(label)});
    }
    if (act.text.empty() || act.conditions.empty()) {
        return problem("An act without words or without conditions",
                       "Write what to do, and below it “- condition: label”");
    }
    return LessonBlock(std::move(act));
}

Outcome<LessonBlock> StepReader::prediction() const {
    auto text = readText(text_, CallPlace::Span, where_);
    if (!text) {
        return text.as<LessonBlock>();
    }
    LessonPrediction prediction{.text = *std::move(text), .truth = {}, .right = {}, .wrong = {}};
    for (const Item& item : items_) {
        const auto [name, words] = splitAtColon(item.text);
        if (name == "truth") {
            auto call = readCall(words, CallPlace::Span, item.where);
            if (!call) {
                return call.as<LessonBlock>();
            }
            if (!call->name.ends_with("-count")) {
                return Problem{"A prediction wants a count", item.where.text(),
                               "Its truth is piece-count, token-count or word-count"};
            }
            prediction.truth = *std::move(call);
            continue;
        }
        if (name != "right" && name != "wrong") {
            return Problem{"“" + std::string(name) + "” is no part of a prediction",
                           item.where.text(), "There are truth, right and wrong"};
        }
        auto reply = readText(words, CallPlace::Reply, item.where);
        if (!reply) {
            return reply.as<LessonBlock>();
        }
        (name == "right" ? prediction.right : prediction.wrong) = *std::move(reply);
    }
    if (prediction.text.empty() || prediction.truth.name.empty() || prediction.right.empty() ||
        prediction.wrong.empty()) {
        return problem("A prediction lacks a part",
                       "It has words, and below them “- truth:”, “- right:” and “- wrong:”");
    }
    return LessonBlock(std::move(prediction));
}

Outcome<LessonBlock> StepReader::recall() const {
    std::size_t number = 0;
    const std::string_view words = text_;
    const auto read = std::from_chars(words.data(), words.data() + words.size(), number);
    const bool there = read.ec == std::errc() && number >= 1 && number < steps_.size();
    const auto asked = [](const LessonBlock& block) {
        return std::holds_alternative<LessonPrediction>(block);
    };
    if (!there || std::ranges::none_of(steps_[number - 1].blocks, asked)) {
        return problem("No prediction was asked there",
                       "Write @recall and the number of an earlier step that has a @predict");
    }
    auto text = readText(trimmed(words.substr(static_cast<std::size_t>(read.ptr - words.data()))),
                         CallPlace::Reply, where_);
    if (!text) {
        return text.as<LessonBlock>();
    }
    return LessonBlock(LessonRecall{.step = number - 1, .text = *std::move(text)});
}

Outcome<LessonBlock> StepReader::question() const {
    auto text = readText(text_, CallPlace::Span, where_);
    if (!text) {
        return text.as<LessonBlock>();
    }
    LessonQuestion question{.text = *std::move(text), .answers = {}, .hint = {}};
    for (const Item& item : items_) {
        const auto [name, words] = splitAtColon(item.text);
        const std::size_t bar = words.find(" | ");
        if ((name != "right" && name != "wrong") || bar == std::string_view::npos) {
            return Problem{"An answer is not written as one", item.where.text(),
                           "Write “- right: answer | reply” or “- wrong: answer | reply”"};
        }
        auto reply = readText(trimmed(words.substr(bar + 3)), CallPlace::Span, item.where);
        if (!reply) {
            return reply.as<LessonBlock>();
        }
        question.answers.push_back({.text = std::string(trimmed(words.substr(0, bar))),
                                    .right = name == "right",
                                    .reply = *std::move(reply)});
    }
    if (question.answers.size() < 2 ||
        std::ranges::none_of(question.answers, &LessonQuestion::Answer::right)) {
        return problem("A question without a choice, or without a right answer",
                       "Give two answers or more, one of them “- right:”");
    }
    return LessonBlock(std::move(question));
}

Outcome<LessonBlock> StepReader::offer() const {
    auto start = readQuoted(text_, where_);
    if (!start) {
        return start.as<LessonBlock>();
    }
    if (start->rest.empty()) {
        return problem("The offer has no label", "Write @try \"sentence\" and what its button says");
    }
    return LessonBlock(LessonOffer{.sentence = start->text, .label = start->rest});
}

} // namespace vitrine::widgets
