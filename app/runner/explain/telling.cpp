#include "app/runner/explain/telling.h"

#include "app/runner/say.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace vitrine::app {

namespace {

// The tokens that count most.
void sayScores(const engine::TokenScores& scores, const Axis& axis) {
    constexpr std::size_t kTold = 8;
    std::vector<std::size_t> order(scores.values.size());
    for (std::size_t place = 0; place < order.size(); ++place) {
        order[place] = place;
    }
    const std::size_t told = std::min(kTold, order.size());
    std::ranges::partial_sort(order, order.begin() + static_cast<std::ptrdiff_t>(told),
                              std::ranges::greater(),
                              [&](std::size_t place) { return std::abs(scores.values[place]); });
    say(scores.name + ", " + axis.name + ":");
    for (std::size_t rank = 0; rank < told; ++rank) {
        const std::size_t place = order[rank];
        say("  " + fixed(static_cast<double>(scores.values[place]), 4) + "  " +
            std::to_string(place) + " " + axis.tokens[place].label);
    }
}

} // namespace

void sayFinding(const engine::Finding& finding, const engine::Trace& trace) {
    say(finding.method + (finding.targetName.empty() ? "" : " of " + finding.targetName));
    for (const engine::TokenScores& scores : finding.scores) {
        sayScores(scores, trace.axes()[static_cast<std::size_t>(scores.axis)]);
    }
    for (const engine::FindingNumber& number : finding.numbers) {
        say(number.name + ": " + fixed(number.value, 4));
    }
    for (const std::string& warning : finding.warnings) {
        say("Note: " + warning);
    }
    say(finding.note);
}

void sayMethods(const engine::Model& model, bool asJson) {
    Json::Array list;
    for (const engine::ExplainMethod& method : model.methods()) {
        Json::Array needs;
        const std::pair<bool, const char*> all[]{{method.target, "target"},
                                                 {method.startLayer, "start-layer"},
                                                 {method.site, "site"},
                                                 {method.baseline, "baseline"},
                                                 {method.other, "other"}};
        for (const auto& [reads, name] : all) {
            if (reads) {
                needs.emplace_back(name);
            }
        }
        if (!asJson) {
            say(method.id + "  " + method.title + ". " + method.note);
            continue;
        }
        Json json;
        json.set("id", method.id);
        json.set("title", method.title);
        json.set("note", method.note);
        json.set("reads", std::move(needs));
        list.push_back(std::move(json));
    }
    if (asJson) {
        sayJson(Json(std::move(list)));
    }
}

} // namespace vitrine::app
