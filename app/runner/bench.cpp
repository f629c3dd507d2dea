#include "app/runner/bench/bench.h"

#include "app/runner/enginefor.h"
#include "app/runner/say.h"
#include "app/runner/verb.h"

#include <algorithm>
#include <array>

namespace vitrine::app {

namespace {

constexpr std::array kOptions{
    OptionSpec{"pairs", "N", "interleaved runs, 20 at least (default: 20)"},
    OptionSpec{"tokens", "N", "length of the sequence of capture and map (default: 1024)"},
    OptionSpec{"peer", "COMMAND", "a program to compare with (all but capture, map)"},
    OptionSpec{"file", "FILE", "text for tokenize, clip for video, instead of the built-in choice"},
    OptionSpec{"tokenizer", "PATH", "for tokenize, instead of BERT's and GPT-2's"},
    OptionSpec{"workloads", "TEXT", "of forward and generate: those whose names hold it"},
    OptionSpec{"strict", "", "bars in milliseconds count too: on a quiet machine"},
    kThreadsOption,
    OptionSpec{"json", "", "one object a case"},
};

constexpr std::array kBenches{
    Bench{"capture", "a forward pass that keeps attention, beside one that does not", benchCapture},
    Bench{"map", "row, column, map, tile, thumbnails, rollout of a kept trace", benchMap},
    Bench{"tokenize", "text to ids with byte offsets", benchTokenize},
    Bench{"perturb", "character attacks, and kinds of pictures", benchPerturb},
    Bench{"load", "safetensors files and the model", benchLoad},
    Bench{"train", "one update of a small ViT and of MiniLM", benchTrain},
    Bench{"forward", "one pass of each family, with and without attention kept", benchForward},
    Bench{"generate", "greedy writing of GPT-2 and T5", benchGenerate},
    Bench{"video", "8 frames spread over a clip, through the decoder process", benchVideo},
};

constexpr std::int64_t kFewestPairs = 20;

std::string versionsOf(const engine::Engine& engine) {
    return "Vitrine " VITRINE_VERSION ", " + engine.version();
}

/// The benches named, or all.
Outcome<std::vector<const Bench*>> chosen(const std::vector<std::string>& names) {
    std::vector<const Bench*> benches;
    for (const std::string& name : names) {
        const auto bench = std::ranges::find(kBenches, name, &Bench::name);
        if (bench == kBenches.end()) {
            return Problem{"There is no such bench", name, {}};
        }
        benches.push_back(&*bench);
    }
    if (benches.empty()) {
        for (const Bench& bench : kBenches) {
            benches.push_back(&bench);
        }
    }
    return benches;
}

Outcome<BenchContext> contextFrom(const Options& options) {
    const auto pairs = options.whole("pairs", kFewestPairs, kFewestPairs, 10'000);
    if (!pairs) {
        return pairs.as<BenchContext>();
    }
    const auto tokens = options.whole("tokens", 1024, 2, 1024);
    if (!tokens) {
        return tokens.as<BenchContext>();
    }
    const auto threads = options.whole("threads", coresAllowed(), 1, 1024);
    if (!threads) {
        return threads.as<BenchContext>();
    }
    BenchContext context;
    context.plan.pairs = static_cast<int>(*pairs) + context.plan.dropped;
    context.tokens = *tokens;
    context.threads = static_cast<int>(*threads);
    context.peer = options.text("peer");
    if (const auto file = options.text("file")) {
        context.file = *file;
    }
    if (const auto tokenizer = options.text("tokenizer")) {
        context.tokenizer = *tokenizer;
    }
    context.workloads = options.text("workloads").value_or("");
    return context;
}

Exit run(const Options& options) {
    const auto benches = chosen(options.positional());
    if (!benches) {
        return misused(benches.problem(), "bench");
    }
    auto context = contextFrom(options);
    if (!context) {
        return misused(context.problem(), "bench");
    }
    const auto engine = engineFor(options);
    if (!engine) {
        return misused(engine.problem(), "bench");
    }
    const RunFacts facts{.constants = measureConstants(context->threads),
                         .threads = context->threads,
                         .versions = versionsOf(**engine)};
    if (!options.has("json")) {
        say(facts.versions + ", " + std::to_string(facts.threads) + " threads; this machine: " +
            fixed(facts.constants.productGflops, 0) + " GFLOP/s, " +
            fixed(facts.constants.copyGbs, 1) + " GB/s");
    }
    bool allStand = true;
    context->tell = [&](const CaseResult& result) {
        options.has("json") ? sayJson(jsonOf(result, facts)) : say(lineOf(result));
        allStand = allStand && stands(result, options.has("strict"));
    };
    for (const Bench* bench : *benches) {
        if (const auto done = bench->run(*context); !done) {
            return failed(done);
        }
    }
    return allStand ? Exit::Done : Exit::Failed;
}

} // namespace

const Verb kBenchVerb{
    .name = "bench",
    .summary = "how fast, beside a baseline in the same run",
    .usage = "[capture | map | tokenize | perturb | load | train | forward | generate | video ...] [--peer COMMAND]"
             " [--json]",
    .about =
        "Runs ours and the baseline in turns, drops the first three pairs, and tells the median\n"
        "of their ratios with its 95 % bootstrap interval. Exit code 1 if outputs differ or a bar\n"
        "on a ratio is missed. A peer reads lines on its standard input and answers each with one\n"
        "line of JSON: `run` with {\"ms\": time}, `result` with what it computed.",
    .options = kOptions,
    .run = run,
    .takesWords = true,
};

} // namespace vitrine::app
