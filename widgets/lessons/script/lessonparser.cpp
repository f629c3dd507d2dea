#include "widgets/lessons/script/lessonparser.h"

#include "core/base/utf8.h"
#include "widgets/lessons/script/stepreader.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>

namespace vitrine::widgets {

namespace {

constexpr std::size_t kMostLine = 4000;
constexpr std::string_view kFence = "---";
constexpr std::string_view kFormat = "1";

std::vector<std::string> listOf(std::string_view words) {
    std::vector<std::string> list;
    while (!trimmed(words).empty()) {
        words = trimmed(words);
        const std::size_t end = std::min(words.find_first_of(" ,"), words.size());
        if (end > 0) {
            list.emplace_back(words.substr(0, end));
        }
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return list;
}

class LessonParser {
public:
    LessonParser(std::string_view text, const std::string& file)
        : rest_(text)
        , place_{.file = file, .line = 0} {
        lesson_.file = file;
    }

    Outcome<Lesson> parse() {
        if (auto header = readHeader(); !header) {
            return header.as<Lesson>();
        }
        while (const auto line = nextLine()) {
            if (auto read = readLine(*line); !read) {
                return read.as<Lesson>();
            }
        }
        if (auto closed = closeStep(); !closed) {
            return closed.as<Lesson>();
        }
        if (lesson_.steps.empty()) {
            return problem("The lesson has no steps", "A step begins with # and its title");
        }
        return std::move(lesson_);
    }

private:
    Problem problem(const std::string& what, const std::string& advice) const {
        return {what, place_.text(), advice};
    }

    std::optional<std::string_view> nextLine() {
        if (rest_.empty()) {
            return std::nullopt;
        }
        const std::size_t end = std::min(rest_.find('\n'), rest_.size());
        std::string_view line = rest_.substr(0, end);
        rest_.remove_prefix(std::min(end + 1, rest_.size()));
        ++place_.line;
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        return line;
    }

    Outcome<Done> readHeader() {
        auto line = nextLine();
        if (!line || trimmed(*line) != kFence) {
            return problem("This is no lesson", "A lesson begins with a header between two lines "
                                                "of three hyphens");
        }
        std::set<std::string> seen;
        while ((line = nextLine()) && trimmed(*line) != kFence) {
            if (auto read = readField(*line, seen); !read) {
                return read;
            }
        }
        if (!line) {
            return problem("The header is not closed", "Write --- below its last line");
        }
        for (const char* field : {"lesson", "id", "title", "minutes", "sentence"}) {
            if (!seen.contains(field)) {
                return problem(std::string("The header lacks “") + field + "”",
                               "Add a line “" + std::string(field) + ": …”");
            }
        }
        return Done{};
    }

    Outcome<Done> readField(std::string_view line, std::set<std::string>& seen) {
        if (trimmed(line).empty()) {
            return Done{};
        }
        const std::size_t colon = line.find(':');
        const std::string name(trimmed(line.substr(0, std::min(colon, line.size()))));
        if (colon == std::string_view::npos) {
            return problem("A line of the header has no colon", "Write “name: value”");
        }
        if (!seen.insert(name).second) {
            return problem("“" + name + "” is there twice", "Keep one of the lines");
        }
        const std::string value(trimmed(line.substr(colon + 1)));
        if (value.empty() || value.size() > kMostLine) {
            return problem("“" + name + "” has no value, or too long a one", "Write it after the "
                                                                             "colon");
        }
        return setField(name, value);
    }

    Outcome<Done> setField(const std::string& name, const std::string& value) {
        if (name == "lesson") {
            return value == kFormat ? Outcome<Done>(Done{})
                                    : problem("The format “" + value + "” is not known",
                                              "This Vitrine reads format 1");
        }
        if (name == "id") {
            const bool plain = std::ranges::all_of(value, [](char c) {
                return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
            });
            lesson_.id = value;
            return plain ? Outcome<Done>(Done{})
                         : problem("The id “" + value + "” is not plain",
                                   "Use small letters, digits and hyphens");
        }
        if (name == "title") {
            lesson_.title = value;
        } else if (name == "sentence") {
            lesson_.sentence = value;
        } else if (name == "model") {
            return setModel(value);
        } else if (name == "needs") {
            return setNeeds(lesson_.needs, value);
        } else if (name == "minutes") {
            const char* end = value.data() + value.size();
            const auto read = std::from_chars(value.data(), end, lesson_.minutes);
            if (read.ec != std::errc() || read.ptr != end || lesson_.minutes < 1 ||
                lesson_.minutes > 600) {
                return problem("“minutes” is no number from 1 to 600", "Write minutes: 10");
            }
        } else {
            return problem("“" + name + "” is not known in a header",
                           "There are lesson, id, title, minutes, needs, sentence and model");
        }
        return Done{};
    }

    Outcome<Done> setModel(const std::string& value) {
        const bool leavesTheCache = value.starts_with('/') || value.find("..") != std::string::npos;
        lesson_.model = value;
        return leavesTheCache ? problem("“model” names a folder below the cache",
                                        "Write model: models/translator")
                              : Outcome<Done>(Done{});
    }

    Outcome<Done> setNeeds(std::vector<std::string>& needs, std::string_view words) {
        for (std::string& need : listOf(words)) {
            if (!isNeed(need)) {
                return problem("A model cannot be asked for “" + need + "”",
                               "It may be " + needNames());
            }
            needs.push_back(std::move(need));
        }
        return Done{};
    }

    Outcome<Done> readLine(std::string_view line) {
        if (line.size() > kMostLine) {
            return problem("The line is too long",
                           "Break it before " + std::to_string(kMostLine) + " bytes");
        }
        if (line.starts_with("# ")) {
            return openStep(trimmed(line.substr(2)));
        }
        if (lesson_.steps.empty()) {
            return trimmed(line).empty() ? Outcome<Done>(Done{})
                                         : problem("There is text before the first step",
                                                   "Begin a step with # and its title");
        }
        if (line.starts_with("@needs ")) {
            if (auto closed = reader_->closeBlock(); !closed) {
                return closed;
            }
            return setNeeds(lesson_.steps.back().needs, line.substr(7));
        }
        return reader_->read(line, place_);
    }

    Outcome<Done> openStep(std::string_view title) {
        if (auto closed = closeStep(); !closed) {
            return closed;
        }
        if (title.empty() || lesson_.steps.size() >= kMostLessonSteps) {
            return problem("A step without a title, or one too many",
                           "A lesson has at most " + std::to_string(kMostLessonSteps) + " steps");
        }
        lesson_.steps.push_back({.title = std::string(title), .view = {}, .line = place_.line});
        reader_.emplace(lesson_.steps);
        return Done{};
    }

    Outcome<Done> closeStep() {
        if (!reader_) {
            return Done{};
        }
        if (auto closed = reader_->closeBlock(); !closed) {
            return closed;
        }
        const LessonStep& step = lesson_.steps.back();
        if (step.view.name.empty()) {
            return Problem{"The step “" + step.title + "” has no view",
                           LessonPlace{place_.file, step.line}.text(),
                           "Add a line such as “@view tokens”"};
        }
        return Done{};
    }

    std::string_view rest_;
    LessonPlace place_;
    Lesson lesson_;
    std::optional<StepReader> reader_;
};

} // namespace

Outcome<Lesson> parseLesson(std::string_view text, const std::string& file) {
    if (text.size() > kMostLessonBytes) {
        return Problem{"The lesson is too large", file,
                       "It has " + std::to_string(text.size()) + " bytes, at most " +
                           std::to_string(kMostLessonBytes) + " are read"};
    }
    if (!isUtf8(text) || text.find('\0') != std::string_view::npos) {
        return Problem{"The lesson is no UTF-8 text", file, "Save it as UTF-8"};
    }
    return LessonParser(text, file).parse();
}

} // namespace vitrine::widgets
