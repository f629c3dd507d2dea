#include "app/runner/explain/comparison.h"

#include "app/runner/say.h"

#include <algorithm>
#include <sstream>

namespace vitrine::app {

namespace {

Json rowsJson(const Grid& grid) {
    Json::Array rows;
    for (std::size_t row = 0; row < grid.rows(); ++row) {
        const auto values = grid.row(row);
        rows.emplace_back(Json::Array(values.begin(), values.end()));
    }
    return {std::move(rows)};
}

Problem scoresNothing(const std::string& method) {
    return {"The method " + method + " scores no token of that axis",
            {},
            "Compare methods that do, such as rollout, relevance and occlusion"};
}

} // namespace

Outcome<Comparison> comparisonOf(engine::Model& model, const engine::Trace& trace,
                                 const engine::ExplainRequest& request,
                                 const engine::Finding& finding, const std::string& list) {
    if (finding.scores.empty()) {
        return scoresNothing(finding.method);
    }
    const int axis = finding.scores.front().axis;
    Comparison comparison{.methods = {finding.method}, .agreement = {}};
    std::vector<float> rows = finding.scores.front().values;
    std::istringstream names(list);
    for (std::string name; std::getline(names, name, ',');) {
        engine::ExplainRequest next = request;
        next.method = name;
        if (!finding.target.task.empty()) {
            next.target = finding.target;
        }
        const auto other = model.explain(trace, next, {});
        if (!other) {
            return other.as<Comparison>();
        }
        const auto scores = std::ranges::find(other->scores, axis, &engine::TokenScores::axis);
        if (scores == other->scores.end()) {
            return scoresNothing(name);
        }
        comparison.methods.push_back(name);
        rows.insert(rows.end(), scores->values.begin(), scores->values.end());
    }
    const std::size_t tokens = finding.scores.front().values.size();
    comparison.agreement =
        analysis::agreementOf(Grid(comparison.methods.size(), tokens, std::move(rows)));
    return comparison;
}

Json comparisonJson(const Comparison& comparison) {
    Json json;
    json.set("methods", Json::Array(comparison.methods.begin(), comparison.methods.end()));
    json.set("spearman", rowsJson(comparison.agreement.correlation));
    json.set("top_tenth_overlap", rowsJson(comparison.agreement.overlap));
    return json;
}

void sayComparison(const Comparison& comparison) {
    for (std::size_t other = 1; other < comparison.methods.size(); ++other) {
        const auto number = [&](const Grid& grid) {
            return fixed(static_cast<double>(grid.at(0, other)), 3);
        };
        say(comparison.methods.front() + " and " + comparison.methods[other] + ": Spearman’s ρ " +
            number(comparison.agreement.correlation) + ", top tenth in common " +
            number(comparison.agreement.overlap));
    }
}

} // namespace vitrine::app
