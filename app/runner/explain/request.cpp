#include "app/runner/explain/request.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace vitrine::app {

namespace {

constexpr std::int64_t kMost = 1'000'000;

std::optional<std::int64_t> wholeIn(const std::string& text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool all = error == std::errc() && end == text.data() + text.size();
    return all && value >= 0 ? std::optional(value) : std::nullopt;
}

bool answersTokens(const std::string& task) {
    static constexpr std::array kTasks{"generate", "fill-mask", "tag", "replaced"};
    return std::ranges::find(kTasks, task) != kTasks.end();
}

// A class by number or by name.
void setClass(const std::string& text, std::int64_t& id, std::string& name) {
    if (const auto number = wholeIn(text)) {
        id = *number;
    } else {
        name = text;
    }
}

} // namespace

engine::Target targetFrom(const Options& options, const engine::ModelCard& card) {
    engine::Target target{.task = options.text("task").value_or(card.tasks.front())};
    if (const auto against = options.text("against")) {
        setClass(*against, target.against, target.againstName);
    }
    const auto asked = options.text("target");
    if (!asked) {
        return target;
    }
    const std::size_t colon = asked->find(':');
    const auto position = wholeIn(asked->substr(0, colon));
    if (!answersTokens(target.task) || !position) {
        setClass(*asked, target.id, target.name);
        return target;
    }
    target.position = *position;
    if (colon != std::string::npos) {
        target.name = asked->substr(colon + 1);
    }
    return target;
}

Outcome<engine::ExplainRequest> requestFrom(const Options& options) {
    const auto startLayer = options.whole("start-layer", 0, 0, kMost);
    const auto query = options.whole("query", -1, 0, kMost);
    const auto steps = options.whole("steps", 0, 1, kMost);
    for (const auto* number : {&startLayer, &query, &steps}) {
        if (!*number) {
            return number->as<engine::ExplainRequest>();
        }
    }
    return engine::ExplainRequest{.method = *options.text("method"),
                                  .startLayer = static_cast<int>(*startLayer),
                                  .site = options.text("site").value_or(std::string()),
                                  .query = *query,
                                  .steps = *steps,
                                  .baseline = options.text("baseline").value_or(std::string()),
                                  .group = options.has("words")};
}

} // namespace vitrine::app
