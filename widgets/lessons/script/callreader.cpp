#include "widgets/lessons/script/callreader.h"

#include <charconv>

namespace vitrine::widgets {

namespace {

constexpr std::string_view kWhite = " \t";
constexpr std::size_t kMostArguments = 8;

Problem problem(const std::string& what, const LessonPlace& where, const std::string& advice) {
    return {what, where.text(), advice};
}

/// Reads arguments one after the other.
class ArgumentReader {
public:
    ArgumentReader(std::string_view rest, const LessonPlace& where)
        : rest_(trimmed(rest))
        , where_(where) {}

    [[nodiscard]] bool atEnd() const { return rest_.empty(); }

    [[nodiscard]] Outcome<LiveArgument> next() {
        auto argument = rest_.front() == '"' ? quoted() : bare();
        rest_ = trimmed(rest_);
        return argument;
    }

private:
    Outcome<LiveArgument> bare() {
        const std::size_t end = std::min(rest_.find_first_of(kWhite), rest_.size());
        LiveArgument argument{.text = std::string(rest_.substr(0, end))};
        rest_.remove_prefix(end);
        return argument;
    }

    Outcome<LiveArgument> quoted() {
        const std::size_t end = rest_.find('"', 1);
        if (end == std::string_view::npos) {
            return problem("A quote is not closed", where_, "Write \" at the end of the word");
        }
        LiveArgument argument{.text = std::string(rest_.substr(1, end - 1)), .quoted = true};
        rest_.remove_prefix(end + 1);
        if (rest_.starts_with('#')) {
            const char* begin = rest_.data() + 1;
            const auto read =
                std::from_chars(begin, rest_.data() + rest_.size(), argument.nth);
            if (read.ec != std::errc() || argument.nth < 1 || argument.nth > 99) {
                return problem("There is no number after #", where_,
                               "\"the\"#2 means the second “the” of the sentence");
            }
            rest_.remove_prefix(static_cast<std::size_t>(read.ptr - rest_.data()));
        }
        return argument;
    }

    std::string_view rest_;
    LessonPlace where_;
};

/// Splits a text into its runs.
class TextReader {
public:
    TextReader(std::string_view words, CallPlace place, const LessonPlace& where)
        : rest_(words)
        , place_(place)
        , where_(where) {}

    Outcome<LessonText> read() {
        while (!rest_.empty()) {
            if (rest_.front() == '\\' && rest_.size() > 1) {
                plain_ += rest_[1];
                rest_.remove_prefix(2);
            } else if (rest_.starts_with("**")) {
                if (!take("**", LessonRun::Style::Strong)) {
                    return unclosed("**");
                }
            } else if (rest_.front() == '*') {
                if (!take("*", LessonRun::Style::Emphasis)) {
                    return unclosed("*");
                }
            } else if (rest_.front() == '`') {
                if (!take("`", LessonRun::Style::Key)) {
                    return unclosed("`");
                }
            } else if (rest_.front() == '{') {
                if (auto taken = takeCall(); !taken) {
                    return taken.as<LessonText>();
                }
            } else {
                plain_ += rest_.front();
                rest_.remove_prefix(1);
            }
        }
        flush();
        if (nested_) {
            return nested();
        }
        return std::move(text_);
    }

private:
    Problem nested() const {
        return problem("A live value stands within strong or emphasised words", where_,
                       "End the words before it: **one** {token-count}");
    }

    Problem unclosed(const std::string& mark) const {
        return problem("“" + mark + "” is not closed", where_,
                       "Write it again at the end of the words, or \\" + mark.substr(0, 1) +
                           " for the sign itself");
    }

    bool take(std::string_view mark, LessonRun::Style style) {
        const std::size_t end = rest_.find(mark, mark.size());
        if (end == std::string_view::npos || end == mark.size()) {
            return false;
        }
        flush();
        const std::string_view inside = rest_.substr(mark.size(), end - mark.size());
        nested_ = nested_ || inside.find('{') != std::string_view::npos;
        text_.push_back({.style = style, .text = std::string(inside), .call = {}});
        rest_.remove_prefix(end + mark.size());
        return true;
    }

    Outcome<Done> takeCall() {
        const std::size_t end = rest_.find('}');
        if (end == std::string_view::npos) {
            return unclosed("{");
        }
        auto call = readCall(rest_.substr(1, end - 1), place_, where_);
        if (!call) {
            return call.as<Done>();
        }
        flush();
        text_.push_back({.style = LessonRun::Style::Live, .text = {}, .call = *std::move(call)});
        rest_.remove_prefix(end + 1);
        return Done{};
    }

    void flush() {
        if (!plain_.empty()) {
            text_.push_back({.style = LessonRun::Style::Plain, .text = plain_, .call = {}});
            plain_.clear();
        }
    }

    std::string_view rest_;
    CallPlace place_;
    LessonPlace where_;
    std::string plain_;
    bool nested_ = false;
    LessonText text_;
};

} // namespace

std::string LessonPlace::text() const {
    return file + ", line " + std::to_string(line);
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(kWhite);
    if (begin == std::string_view::npos) {
        return {};
    }
    return text.substr(begin, text.find_last_not_of(kWhite) - begin + 1);
}

Outcome<LiveCall> readCall(std::string_view words, CallPlace place, const LessonPlace& where) {
    const std::string_view text = trimmed(words);
    const std::size_t end = std::min(text.find_first_of(kWhite), text.size());
    LiveCall call{.name = std::string(text.substr(0, end)), .arguments = {}, .line = where.line};
    ArgumentReader reader(text.substr(end), where);
    while (!reader.atEnd()) {
        auto argument = reader.next();
        if (!argument) {
            return argument.as<LiveCall>();
        }
        call.arguments.push_back(*std::move(argument));
        if (call.arguments.size() > kMostArguments) {
            return problem("“" + call.name + "” has too many arguments", where,
                           "No name takes more than " + std::to_string(kMostArguments));
        }
    }
    if (const auto fault = faultOf(call, place)) {
        return problem(*fault, where, "resources/lessons/README.md lists what a lesson may say");
    }
    return call;
}

Outcome<LessonText> readText(std::string_view words, CallPlace place, const LessonPlace& where) {
    return TextReader(words, place, where).read();
}

Outcome<QuotedStart> readQuoted(std::string_view words, const LessonPlace& where) {
    const std::string_view text = trimmed(words);
    const std::size_t end = text.empty() || text.front() != '"' ? std::string_view::npos
                                                                : text.find('"', 1);
    if (end == std::string_view::npos || end == 1) {
        return problem("A sentence in quotes is missing", where, "Write @try \"…\" and a label");
    }
    return QuotedStart{.text = std::string(text.substr(1, end - 1)),
                       .rest = std::string(trimmed(text.substr(end + 1)))};
}

} // namespace vitrine::widgets
