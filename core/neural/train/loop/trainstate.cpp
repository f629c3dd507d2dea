#include "core/neural/train/loop/trainstate.h"

#include <cmath>
#include <limits>

namespace vitrine::neural {

namespace {

/// Reads members and remembers the first that is wrong.
class Reader {
public:
    Reader(const Json& json, std::string_view where)
        : json_(json)
        , where_(where) {}

    std::int64_t count(std::string_view key) {
        const Json* value = json_.find(key);
        if (value == nullptr || value->integer() == nullptr || *value->integer() < 0) {
            refuse(key);
            return 0;
        }
        return *value->integer();
    }

    double number(std::string_view key) {
        const Json* value = json_.find(key);
        // A metric that was NaN is stored as null.
        if (value != nullptr && value->isNull()) {
            return std::numeric_limits<double>::quiet_NaN();
        }
        if (value == nullptr || !value->isNumber()) {
            refuse(key);
            return 0;
        }
        return value->number();
    }

    const Json::Array& list(std::string_view key) {
        static const Json::Array kNone;
        const Json* value = json_.find(key);
        if (value == nullptr || value->array() == nullptr) {
            refuse(key);
            return kNone;
        }
        return *value->array();
    }

    void refuse(std::string_view key) {
        if (!problem_) {
            problem_ = Problem{"The state of the training is not as it was written",
                               std::string(where_) + ", “" + std::string(key) + "”",
                               "Resume from an earlier checkpoint"};
        }
    }

    [[nodiscard]] const std::optional<Problem>& problem() const { return problem_; }

private:
    const Json& json_;
    std::string_view where_;
    std::optional<Problem> problem_;
};

PlanEdit editFrom(const Json& json, std::string_view where, Reader& outer) {
    Reader read(json, where);
    PlanEdit edit{.step = read.count("step"), .key = {}, .value = read.number("value")};
    const Json* key = json.find("key");
    if (key == nullptr || key->string() == nullptr || read.problem()) {
        outer.refuse("edits");
        return edit;
    }
    edit.key = *key->string();
    return edit;
}

PastEvaluation evaluationFrom(const Json& json, std::string_view where, Reader& outer) {
    Reader read(json, where);
    const PastEvaluation evaluation{.step = read.count("step"),
                                    .metric = read.number("metric"),
                                    .stopMetric = read.number("stop_metric")};
    if (read.problem()) {
        outer.refuse("evaluations");
    }
    return evaluation;
}

} // namespace

Json toJson(const TrainState& state, const Json& updates) {
    Json::Array edits;
    for (const PlanEdit& edit : state.edits) {
        Json json;
        json.set("step", edit.step);
        json.set("key", edit.key);
        json.set("value", edit.value);
        edits.push_back(std::move(json));
    }
    Json::Array evaluations;
    for (const PastEvaluation& evaluation : state.evaluations) {
        Json json;
        json.set("step", evaluation.step);
        json.set("metric", evaluation.metric);
        json.set("stop_metric", evaluation.stopMetric);
        evaluations.push_back(std::move(json));
    }
    Json json;
    json.set("schema", 1);
    json.set("step", state.step);
    json.set("samples", state.samples);
    json.set("tokens", state.tokens);
    json.set("seconds", state.seconds);
    json.set("edits", std::move(edits));
    json.set("evaluations", std::move(evaluations));
    json.set("updates", updates);
    return json;
}

Outcome<TrainState> trainStateFrom(const Json& json, std::string_view where) {
    Reader read(json, where);
    if (read.count("schema") != 1) {
        read.refuse("schema");
    }
    TrainState state{.step = read.count("step"),
                     .samples = read.count("samples"),
                     .tokens = read.count("tokens"),
                     .seconds = read.number("seconds")};
    for (const Json& edit : read.list("edits")) {
        state.edits.push_back(editFrom(edit, where, read));
    }
    for (const Json& evaluation : read.list("evaluations")) {
        state.evaluations.push_back(evaluationFrom(evaluation, where, read));
    }
    if (read.problem()) {
        return *read.problem();
    }
    return state;
}

} // namespace vitrine::neural
