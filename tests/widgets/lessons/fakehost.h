#pragma once

#include "widgets/lessons/host.h"
#include "widgets/lessons/script/lessonparser.h"

#include <QTest>

#include <map>
#include <set>
#include <string>

namespace vitrine::tests {

/// A host whose answers a test sets: stands for the window in tests of the reader alone.
class FakeHost final : public widgets::LessonHost {
public:
    void beginLesson(const widgets::Lesson& lesson) override { begun = lesson.id; }

    void showStep(const widgets::LessonStep& step) override { shown = step.title; }

    [[nodiscard]] widgets::LiveValue value(const widgets::LiveCall& call) const override {
        const auto found = numbers.find(call.name);
        if (found == numbers.end()) {
            return {.why = QStringLiteral("not there")};
        }
        return {.kind = widgets::LiveValue::Kind::Number,
                .text = QString::number(found->second),
                .number = found->second};
    }

    [[nodiscard]] bool holds(const widgets::LiveCall& condition) const override {
        return met.contains(condition.name);
    }

    [[nodiscard]] QString lacking(const std::string& need) const override {
        return lacks.contains(need) ? QStringLiteral("no ") + QString::fromStdString(need)
                                    : QString();
    }

    void useSentence(const std::string& text) override { sentence = text; }

    void tell() { Q_EMIT changed(); }

    std::map<std::string, double> numbers;
    std::set<std::string> met;
    std::set<std::string> lacks;
    std::string begun;
    std::string shown;
    std::string sentence;
};

/// A small lesson with a block of every kind.
inline const char* const kLesson = R"(---
lesson: 1
id: small
title: A small lesson
minutes: 3
needs: text
sentence: The dog sleeps.
---

# First
@view tokens

There are {token-count} tokens, **see** `D`.

@act Change *something*.
- edited: changed
- lacks "dog": no dog
@hint Type.

# Second
@view tokens

@predict How many?
- truth: token-count
- right: Yes, {said}.
- wrong: No, not {said} but {truth}.

# Third
@view head text.0.self 1 "dog"
@needs cross

@recall 2 You said {said}, it was {truth}.

@question Which?
- wrong: this | Not this.
- right: that | Right.

@try "The cat sleeps." A cat
)";

inline widgets::Lesson smallLesson() {
    auto lesson = widgets::parseLesson(kLesson, "small.md");
    if (!lesson) {
        qFatal("%s", lesson.problem().text().c_str());
    }
    return *lesson;
}

} // namespace vitrine::tests
