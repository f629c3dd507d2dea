#include "core/neural/explain/methods.h"

#include "core/neural/explain/change/headablation.h"
#include "core/neural/explain/change/patching.h"
#include "core/neural/explain/gradient/gradientattention.h"
#include "core/neural/explain/gradient/relevance.h"
#include "core/neural/explain/input/integratedgradients.h"
#include "core/neural/explain/input/occlusion.h"
#include "core/neural/explain/reading/contribution.h"
#include "core/neural/explain/reading/logitlens.h"
#include "core/neural/explain/reading/rollout.h"

#include <algorithm>

namespace vitrine::neural {

namespace {

struct Method {
    engine::ExplainMethod record;
    bool readsOff = false; ///< needs a task that is read off the state of one position
    Outcome<engine::Finding> (*run)(const Question& question) = nullptr;
};

const std::vector<Method>& table() {
    static const std::vector<Method> methods{
        {.record = {.id = "attention",
                    .title = "Attention",
                    .note = "Where one site looks, the mean over its heads. Looking is not using: "
                            "a weight says nothing of what is done with what is seen.",
                    .site = true},
         .run = attentionRowOf},
        {.record = {.id = "rollout",
                    .title = "Attention rollout",
                    .note = "How tokens were mixed on their way up, half by attention and half by "
                            "the residual. Mixing, not importance; knows neither class nor sign.",
                    .startLayer = true},
         .run = rolloutOf},
        {.record = {.id = "relevance",
                    .title = "Gradient-weighted relevance",
                    .note = "Attention that raised the target's score, followed through the "
                            "layers. Vision transformers often need the last layers only: with "
                            "the first ones it spreads too far.",
                    .target = true,
                    .startLayer = true},
         .run = relevanceOf},
        {.record = {.id = "gradient-attention",
                    .title = "Attention × gradient",
                    .note = "Attention of one site, each weight times how much the target's score "
                            "would change with it.",
                    .target = true,
                    .site = true},
         .run = gradientAttentionOf},
        {.record = {.id = "grad-cam",
                    .title = "Grad-CAM on attention",
                    .note = "Heads of one site weighed by their mean gradient, then added up; "
                            "what speaks against the target is cut off.",
                    .target = true,
                    .site = true},
         .run = gradCamOf},
        {.record = {.id = "integrated-gradients",
                    .title = "Integrated gradients",
                    .note = "Shares of the score that add up to its difference from the baseline, "
                            "as the input fades in. They depend on the baseline, which is named.",
                    .target = true,
                    .baseline = true},
         .run = integratedGradientsOf},
        {.record = {.id = "occlusion",
                    .title = "Occlusion",
                    .note = "Measured: how much the score falls when a token is replaced by the "
                            "baseline. One at a time, so that two that say the same may both "
                            "seem idle.",
                    .target = true,
                    .baseline = true},
         .run = occlusionOf},
        {.record = {.id = "contribution",
                    .title = "Value-weighted contribution",
                    .note = "Attention times the size of what the values write, and the share of "
                            "each token in the output of the block. Of one layer, not of the "
                            "whole model.",
                    .site = true},
         .run = contributionOf},
        {.record = {.id = "logit-lens",
                    .title = "Logit lens",
                    .note = "What the model would answer if it ended after each layer, read "
                            "through its own final norm. Early layers speak another language: "
                            "their words are hints.",
                    .target = true},
         .readsOff = true,
         .run = logitLensOf},
        {.record = {.id = "head-ablation",
                    .title = "Head ablation",
                    .note = "Measured: how the score changes when a head's output becomes zero, "
                            "which no model has met in training, beside what the gradient "
                            "foretells.",
                    .target = true},
         .run = headAblationOf},
        {.record = {.id = "patching",
                    .title = "Activation patching",
                    .note = "Measured: how much of the difference between two Samples comes back "
                            "when one state is taken from the other. Shows where, not what.",
                    .target = true,
                    .other = true},
         .run = patchingOf},
    };
    return methods;
}

// A network without attention does not show its layers either.
bool canGive(const Network& network, const Method& method) {
    const std::vector<std::string> tasks = network.card().tasks;
    const auto readsOff = [&](const std::string& task) {
        return network.readout(task).has_value();
    };
    return !network.sites().empty() && (!method.readsOff || std::ranges::any_of(tasks, readsOff));
}

Outcome<const Method*> methodNamed(const Network& network, const std::string& id) {
    std::string known;
    for (const Method& method : table()) {
        const bool possible = canGive(network, method);
        if (possible && method.record.id == id) {
            return &method;
        }
        if (possible) {
            known += (known.empty() ? "" : ", ") + method.record.id;
        }
    }
    const bool exists =
        std::ranges::any_of(table(), [&](const Method& method) { return method.record.id == id; });
    return Problem{exists ? "This model cannot be explained by " + id
                          : "There is no method “" + id + "”",
                   network.card().family,
                   known.empty() ? "Nothing in it can be looked into yet; choose a transformer"
                                 : "It can be explained by: " + known};
}

} // namespace

std::vector<engine::ExplainMethod> methodsFor(const Network& network) {
    std::vector<engine::ExplainMethod> methods;
    for (const Method& method : table()) {
        if (canGive(network, method)) {
            methods.push_back(method.record);
        }
    }
    return methods;
}

Outcome<engine::Finding> explain(const Explained& what, const engine::ExplainRequest& request,
                                 const Tick& tick) {
    const auto method = methodNamed(what.network, request.method);
    if (!method) {
        return method.as<engine::Finding>();
    }
    const engine::ExplainMethod& record = (*method)->record;
    if (record.other && what.other == nullptr) {
        return Problem{record.title + " compares two Samples", what.input.sample.name,
                       "Tell the other one"};
    }
    Question question{.network = what.network,
                      .trace = what.trace,
                      .input = what.input,
                      .request = request,
                      .other = what.other,
                      .aim = {},
                      .tick = tick};
    if (record.target) {
        auto aim = aimFor(what.network, what.input, request.target, tick);
        if (!aim) {
            return aim.as<engine::Finding>();
        }
        question.aim = *std::move(aim);
    }
    auto finding = (*method)->run(question);
    if (finding) {
        finding->method = record.id;
        finding->note = record.note;
        finding->target = question.aim.target;
        finding->targetName = question.aim.name;
        finding->score = question.aim.score;
    }
    return finding;
}

} // namespace vitrine::neural
