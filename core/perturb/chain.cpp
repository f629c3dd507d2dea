#include "core/perturb/chain.h"

#include <algorithm>

namespace vitrine::perturb {

namespace {

Problem wrongForm(std::string_view where, std::string what) {
    return {std::move(what), std::string(where),
            R"(Write {"name": …, "stages": [{"kind": …, "severity": …, "params": {…}}]})"};
}

Outcome<Stage> stageFrom(const Json& json, std::string_view where) {
    if (json.object() == nullptr) {
        return wrongForm(where, "A stage of the chain is not an object");
    }
    Stage stage;
    for (const auto& [key, value] : *json.object()) {
        if (key == "kind" && value.string() != nullptr) {
            stage.kind = *value.string();
        } else if (key == "severity" && value.isNumber()) {
            stage.severity = value.number();
        } else if (key == "params" && value.object() != nullptr) {
            stage.parameters = *value.object();
        } else if (key == "on" && value.boolean() != nullptr) {
            stage.on = *value.boolean();
        } else {
            return wrongForm(where, "A stage has an unknown key or a value of the wrong type: " +
                                        key);
        }
    }
    if (stage.kind.empty()) {
        return wrongForm(where, "A stage of the chain has no kind");
    }
    return stage;
}

void take(ChainResult& result, std::size_t stage, Perturbed&& perturbed) {
    result.sample = std::move(perturbed.sample);
    if (perturbed.effect == Effect::Changed) {
        result.script = composed(result.script, perturbed.script);
        result.effect = Effect::Changed;
        result.label = std::max(result.label, perturbed.label);
    } else {
        result.reason = perturbed.reason;
    }
    result.stages.push_back({stage, std::move(perturbed.script), perturbed.effect,
                             std::move(perturbed.reason)});
}

} // namespace

Outcome<ChainResult> applyChain(const Catalogue& catalogue, const Chain& chain,
                                const Sample& sample, const ChainSetting& setting,
                                const Tick& tick) {
    ChainResult result{.sample = sample, .reason = "no stage is on"};
    for (std::size_t i = 0; i < chain.stages.size(); ++i) {
        const Stage& stage = chain.stages[i];
        if (!stage.on) {
            continue;
        }
        const Perturbation* kind = catalogue.find(stage.kind);
        if (kind == nullptr) {
            return Problem{"There is no such kind of perturbation", stage.kind,
                           "Choose one of `vitrine-run perturb --list`, or enable its plugin"};
        }
        auto perturbed = perturb(*kind, result.sample,
                                 {.severity = stage.severity.value_or(setting.severity),
                                  .seed = setting.seed,
                                  .example = setting.example,
                                  .stage = static_cast<int>(i),
                                  .parameters = stage.parameters},
                                 tick);
        if (!perturbed) {
            return perturbed.as<ChainResult>();
        }
        take(result, i, *std::move(perturbed));
    }
    if (result.effect == Effect::Changed) {
        result.reason.clear();
    }
    return result;
}

Json jsonOf(const Chain& chain) {
    Json::Array stages;
    for (const Stage& stage : chain.stages) {
        Json json;
        json.set("kind", stage.kind);
        if (stage.severity) {
            json.set("severity", *stage.severity);
        }
        if (!stage.parameters.empty()) {
            json.set("params", stage.parameters);
        }
        if (!stage.on) {
            json.set("on", false);
        }
        stages.push_back(std::move(json));
    }
    Json json;
    json.set("name", chain.name);
    json.set("stages", std::move(stages));
    return json;
}

Outcome<Chain> chainFrom(const Json& json, std::string_view where) {
    if (json.object() == nullptr) {
        return wrongForm(where, "The chain is not an object");
    }
    Chain chain;
    for (const auto& [key, value] : *json.object()) {
        if (key == "name" && value.string() != nullptr) {
            chain.name = *value.string();
        } else if (key == "stages" && value.array() != nullptr) {
            for (const Json& each : *value.array()) {
                auto stage = stageFrom(each, where);
                if (!stage) {
                    return stage.as<Chain>();
                }
                chain.stages.push_back(*std::move(stage));
            }
        } else {
            return wrongForm(where, "The chain has an unknown key or a value of the wrong type: " +
                                        key);
        }
    }
    return chain;
}

} // namespace vitrine::perturb
