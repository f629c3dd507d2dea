#include "app/runner/enginefor.h"
#include "app/runner/explain/comparison.h"
#include "app/runner/explain/faithfulnessjson.h"
#include "app/runner/explain/findingfiles.h"
#include "app/runner/explain/request.h"
#include "app/runner/explain/scenes.h"
#include "app/runner/explain/telling.h"
#include "app/runner/samplefrom.h"
#include "app/runner/say.h"
#include "app/runner/verb.h"

#include <algorithm>
#include <array>
#include <optional>

namespace vitrine::app {

namespace {

constexpr std::array kOwnOptions{
    OptionSpec{"model", "DIR", "the model's folder (needed)"},
    OptionSpec{"method", "NAME", "how to explain (needed; --list tells which there are)"},
    OptionSpec{"list", "", "tell the methods that this model can be explained by"},
    kTextOption,
    kPairOption,
    kWorkspaceOption,
    kSampleOption,
    kPictureOption,
    kClipOption,
    kFrameOption,
    kFramesOption,
    OptionSpec{"out", "DIR", "where finding.safetensors and finding.json go"},
    OptionSpec{"task", "NAME", "the question whose answer is explained (default: the first)"},
    OptionSpec{"target", "CLASS|POSITION",
               "a class by name or number; where tokens are answered a position, or "
               "POSITION:TOKEN (default: the best answer)"},
    OptionSpec{"against", "CLASS", "why the target and not this one"},
    OptionSpec{"other", "TEXT",
               "the second text of a method that compares two, or of a similarity"},
    OptionSpec{"site", "NAME", "an attention site, e.g. text.3.self (default: the last)"},
    OptionSpec{"query", "N", "the row of the site (default: where the answer is read)"},
    OptionSpec{"start-layer", "N", "leave out the layers below it (default: 0)"},
    OptionSpec{"steps", "N", "points of integrated gradients (default: as many as needed)"},
    OptionSpec{"baseline", "NAME", "mask, pad, end; mean, blur, black"},
    OptionSpec{"compare", "NAMES", "other methods, divided by commas: how far they agree with it"},
    OptionSpec{"faithfulness", "", "measure it: take tokens away in its order and in random ones"},
    OptionSpec{"words", "", "occlude words, or a place in all frames, instead of tokens"},
};

constexpr std::array kLastOptions{
    kDeviceOption,
    kThreadsOption,
    OptionSpec{"json", "", "one object"},
};

constexpr auto kOptions = [] {
    std::array<OptionSpec, kOwnOptions.size() + kSceneOptions.size() + kLastOptions.size()> all{};
    auto next = std::ranges::copy(kOwnOptions, all.begin()).out;
    next = std::ranges::copy(kSceneOptions, next).out;
    std::ranges::copy(kLastOptions, next);
    return all;
}();

using SharedTrace = std::shared_ptr<const engine::Trace>;

// The second Sample, and what it is to a similarity.
Outcome<Done> addOther(const Options& options, engine::Model& model,
                       engine::ExplainRequest& request) {
    const auto text = options.text("other");
    if (!text) {
        return Done{};
    }
    const auto trace = model.trace({.name = "the other text", .text = *text}, {}, {});
    if (!trace) {
        return trace.as<Done>();
    }
    request.other = *trace;
    for (const engine::Prediction& prediction : (*trace)->predictions()) {
        if (!prediction.vector.empty()) {
            request.target.like = prediction.vector;
        }
    }
    return Done{};
}

struct Answer {
    SharedTrace trace;
    engine::Finding finding;
    std::optional<study::Faithfulness> faithfulness;
    std::optional<Comparison> comparison;
};

// Of the first scores of the finding: with the finding's own target, so that it stays the same.
Outcome<Done> measure(engine::Model& model, const std::string& baseline, Answer& answer) {
    const engine::Finding& finding = answer.finding;
    if (finding.scores.empty() || finding.target.task.empty()) {
        return Problem{"The faithfulness of " + finding.method + " cannot be measured",
                       {},
                       "Choose a method that scores tokens for a target"};
    }
    const engine::TokenScores& scores = finding.scores.front();
    const auto measured =
        study::faithfulnessOf(model, *answer.trace, finding.target, scores.values,
                              {.axis = scores.axis, .baseline = baseline}, Tick());
    if (!measured) {
        return measured.as<Done>();
    }
    answer.faithfulness = *measured;
    return Done{};
}

Outcome<Answer> answerOf(const Options& options, engine::Model& model,
                         engine::ExplainRequest request) {
    const auto sample = sampleFrom(options);
    if (!sample) {
        return sample.as<Answer>();
    }
    request.target = targetFrom(options, model.card());
    const auto trace = model.trace(*sample, {.task = request.target.task}, {});
    if (!trace) {
        return trace.as<Answer>();
    }
    if (auto added = addOther(options, model, request); !added) {
        return added.as<Answer>();
    }
    auto finding = model.explain(**trace, request, {});
    if (!finding) {
        return finding.as<Answer>();
    }
    Answer answer{.trace = *trace, .finding = *std::move(finding)};
    if (const auto list = options.text("compare")) {
        auto comparison = comparisonOf(model, **trace, request, answer.finding, *list);
        if (!comparison) {
            return comparison.as<Answer>();
        }
        answer.comparison = *std::move(comparison);
    }
    if (options.has("faithfulness")) {
        if (auto done = measure(model, request.baseline, answer); !done) {
            return done.as<Answer>();
        }
    }
    return answer;
}

Json jsonOf(const Answer& answer) {
    Json json = findingJson(answer.finding, *answer.trace);
    if (answer.faithfulness) {
        json.set("faithfulness", faithfulnessJson(*answer.faithfulness));
    }
    if (answer.comparison) {
        json.set("agreement", comparisonJson(*answer.comparison));
    }
    return json;
}

Outcome<Done> optionsFit(const Options& options) {
    for (const char* needed : {"model", "method"}) {
        if (!options.has(needed) &&
            !(options.has("list") && needed == std::string_view("method"))) {
            return Problem{"An option is missing", "--" + std::string(needed), {}};
        }
    }
    return options.has("list") || options.has("scenes") ? Outcome<Done>(Done{})
                                                        : namesOneSample(options);
}

Exit explainSample(const Options& options, engine::Model& model) {
    auto request = requestFrom(options);
    if (!request) {
        return misused(request.problem(), "explain");
    }
    const auto answer = answerOf(options, model, *std::move(request));
    if (!answer) {
        return failed(answer);
    }
    if (const auto folder = options.text("out")) {
        if (const auto written =
                writeFinding(*folder, answer->finding, *answer->trace, jsonOf(*answer));
            !written) {
            return failed(written);
        }
    }
    if (options.has("json")) {
        sayJson(jsonOf(*answer));
    } else {
        sayFinding(answer->finding, *answer->trace);
        if (answer->faithfulness) {
            say(faithfulnessText(*answer->faithfulness));
        }
        if (answer->comparison) {
            sayComparison(*answer->comparison);
        }
    }
    return Exit::Done;
}

Exit run(const Options& options) {
    if (const auto fit = optionsFit(options); !fit) {
        return misused(fit.problem(), "explain");
    }
    if (options.has("scenes")) {
        return explainScenes(options);
    }
    const auto engine = engineFor(options);
    if (!engine) {
        return misused(engine.problem(), "explain");
    }
    const auto device = deviceFor(options, **engine);
    if (!device) {
        return misused(device.problem(), "explain");
    }
    const auto model = (*engine)->openModel(*options.text("model"), *device, {});
    if (!model) {
        return failed(model);
    }
    if (options.has("list")) {
        sayMethods(**model, options.has("json"));
        return Exit::Done;
    }
    return explainSample(options, **model);
}

} // namespace

const Verb kExplainVerb{
    .name = "explain",
    .summary = "why a model answered as it did: relevance, gradients, occlusion, lenses, patching",
    .usage =
        "--model DIR --method NAME (--text TEXT | --picture FILE | …) [--target CLASS|POSITION] "
        "[--out DIR] [--json]",
    .about = "Explains one answer of a model on one sample, or lists the methods (--list). With "
             "--scenes\n"
             "it composes scenes of a pack's icons, whose boxes are known, and tells which share "
             "of the\n"
             "method's scores lies in them, beside their share of the picture.",
    .options = kOptions,
    .run = run,
};

} // namespace vitrine::app
