// How progress is written down: {"lesson-id": {"0": {"met": [0, 1], "said": 4, …}}}.

#include "widgets/lessons/course.h"

#include <charconv>
#include <limits>

namespace vitrine::widgets {

namespace {

constexpr std::int64_t kMost = 1000; ///< of any number that is kept

std::optional<std::size_t> countIn(const Json* json) {
    const std::int64_t* value = json != nullptr ? json->integer() : nullptr;
    if (value == nullptr || *value < 0 || *value > kMost) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(*value);
}

std::optional<std::size_t> countOf(const std::string& text) {
    std::size_t value = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    return read.ec == std::errc() && read.ptr == end ? std::optional(value) : std::nullopt;
}

std::optional<int> numberIn(const Json* json) {
    const auto count = countIn(json);
    return count ? std::optional(static_cast<int>(*count)) : std::nullopt;
}

Json stepJson(const StepProgress& progress) {
    Json json;
    json.set("seen", progress.seen);
    Json::Array met;
    for (const std::size_t index : progress.met) {
        met.emplace_back(static_cast<std::int64_t>(index));
    }
    json.set("met", std::move(met));
    if (progress.said) {
        json.set("said", *progress.said);
    }
    if (progress.truth) {
        json.set("truth", *progress.truth);
    }
    Json::Object answers;
    for (const auto& [question, answer] : progress.answered) {
        answers.emplace_back(std::to_string(question), static_cast<std::int64_t>(answer));
    }
    json.set("answered", std::move(answers));
    return json;
}

StepProgress stepFrom(const Json& json) {
    StepProgress progress;
    const Json* seen = json.find("seen");
    progress.seen = seen != nullptr && seen->boolean() != nullptr && *seen->boolean();
    const Json* met = json.find("met");
    if (met != nullptr && met->array() != nullptr) {
        for (const Json& index : *met->array()) {
            if (const auto count = countIn(&index)) {
                progress.met.insert(*count);
            }
        }
    }
    progress.said = numberIn(json.find("said"));
    progress.truth = numberIn(json.find("truth"));
    if (!progress.said) {
        progress.truth.reset();
    }
    const Json* answered = json.find("answered");
    if (answered != nullptr && answered->object() != nullptr) {
        for (const auto& [question, answer] : *answered->object()) {
            const auto which = countOf(question);
            const auto chosen = countIn(&answer);
            if (which && chosen) {
                progress.answered[*which] = *chosen;
            }
        }
    }
    return progress;
}

} // namespace

Json toJson(const LessonProgress& progress) {
    Json::Object lessons;
    for (const auto& [id, steps] : progress) {
        Json::Object json;
        for (const auto& [step, done] : steps) {
            json.emplace_back(std::to_string(step), stepJson(done));
        }
        lessons.emplace_back(id, std::move(json));
    }
    return lessons;
}

LessonProgress progressFrom(const Json& json) {
    LessonProgress progress;
    if (json.object() == nullptr) {
        return progress;
    }
    for (const auto& [id, steps] : *json.object()) {
        if (steps.object() == nullptr) {
            continue;
        }
        for (const auto& [step, done] : *steps.object()) {
            if (const auto index = countOf(step)) {
                progress[id][*index] = stepFrom(done);
            }
        }
    }
    return progress;
}

} // namespace vitrine::widgets
