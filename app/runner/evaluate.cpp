#include "app/runner/enginefor.h"
#include "app/runner/say.h"
#include "app/runner/verb.h"
#include "core/neural/train/runevaluation.h"

#include <array>

namespace vitrine::app {

namespace {

constexpr std::array kOptions{
    OptionSpec{"part", "NAME", "of the pack (default: eval); of scenes also “unseen”"},
    OptionSpec{"from", "step-N", "this checkpoint (default: the newest sound one)"},
    kThreadsOption,
    OptionSpec{"json", "", "one object: step, samples, loss, accuracy, f1"},
};

void tell(const neural::RunEvaluation& found, const std::string& part, bool asJson) {
    const analysis::ClassificationScore& score = found.score;
    if (asJson) {
        Json json;
        json.set("step", found.step);
        json.set("part", part);
        json.set("samples", score.count);
        json.set("loss", found.loss);
        json.set("accuracy", score.accuracy);
        json.set("f1", score.macroF1);
        if (found.exactMatch) {
            json.set("exact_match", *found.exactMatch);
        }
        sayJson(json);
        return;
    }
    say("update " + std::to_string(found.step) + ", " + std::to_string(score.count) +
        (found.exactMatch ? " tokens of " : " samples of ") + part + ": accuracy " +
        fixed(score.accuracy, 4) +
        (found.exactMatch ? ", whole texts " + fixed(*found.exactMatch, 4)
                          : ", macro-F1 " + fixed(score.macroF1, 4)) +
        ", loss " + fixed(found.loss, 4));
}

Exit run(const Options& options) {
    const auto& words = options.positional();
    if (words.size() != 1) {
        return misused({"Give one run", {}, {}}, "evaluate");
    }
    neural::RunEvaluationRequest request{.step = {},
                                         .part = options.text("part").value_or("eval")};
    if (const auto from = options.text("from")) {
        request.step = run::stepOf(*from);
        if (*request.step < 0) {
            return misused({"A checkpoint is named like step-00001000", *from, {}}, "evaluate");
        }
    }
    const auto threads = options.whole("threads", coresAllowed(), 1, 1024);
    if (!threads) {
        return misused(threads.problem(), "evaluate");
    }
    request.threads = static_cast<int>(*threads);
    const auto directory = run::RunDirectory::open(words.front());
    if (!directory) {
        return failed(directory);
    }
    const auto found = neural::evaluateRun(*directory, request, Tick());
    if (!found) {
        return failed(found);
    }
    tell(*found, request.part, options.has("json"));
    return Exit::Done;
}

} // namespace

const Verb kEvaluateVerb{
    .name = "evaluate",
    .summary = "how well a run's checkpoint does on a part of its data",
    .usage = "RUN [--part test] [--from step-N] [--json]",
    .about = "Accuracy and macro-F1, also on parts that the training never looked at. Reads only.",
    .options = kOptions,
    .run = run,
    .takesWords = true,
};

} // namespace vitrine::app
