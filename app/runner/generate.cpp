#include "core/neural/generate/optionsjson.h"

#include "app/runner/enginefor.h"
#include "app/runner/samplefrom.h"
#include "app/runner/say.h"
#include "app/runner/verb.h"

#include <algorithm>
#include <array>

namespace vitrine::app {

namespace {

constexpr std::array kOptions{
    OptionSpec{"model", "DIR", "the model's folder (needed)"},
    kTextOption,
    kWorkspaceOption,
    kSampleOption,
    OptionSpec{"max-new-tokens", "N", "how much it may write (default: 64)"},
    OptionSpec{"num-beams", "N", "beams; 1 is greedy or sampling (default: 1)"},
    OptionSpec{"do-sample", "", "draw from the distribution instead of the most probable token"},
    OptionSpec{"temperature", "X", "divides the logits (default: 1)"},
    OptionSpec{"top-k", "N", "draw among the N most probable tokens, 0 = all (default: 50)"},
    OptionSpec{"top-p", "X", "draw among the fewest tokens that reach X (default: 1)"},
    OptionSpec{"repetition-penalty", "X", "above 1: less of what is there (default: 1)"},
    OptionSpec{"no-repeat-ngram-size", "N", "no stretch of N tokens twice (default: 0, no rule)"},
    OptionSpec{"length-penalty", "X", "beams: above 0 prefers longer texts (default: 1)"},
    OptionSpec{"early-stopping", "V", "beams: true, false or never (default: false)"},
    OptionSpec{"stop", "TEXT", "end once the text has TEXT"},
    OptionSpec{"seed", "N", "of the draws (default: 0)"},
    OptionSpec{"rank", "A,B,C", "order these answers by probability instead of writing"},
    kDeviceOption,
    kThreadsOption,
    OptionSpec{"json", "", "one object: text, tokens with probabilities"},
};

constexpr std::array kGenerationOptions{"max-new-tokens",
                                        "num-beams",
                                        "temperature",
                                        "top-k",
                                        "top-p",
                                        "repetition-penalty",
                                        "no-repeat-ngram-size",
                                        "length-penalty",
                                        "early-stopping",
                                        "seed"};

// Their names are transformers', with dashes as is usual on a command line.
Outcome<engine::GenerationOptions> generationFrom(const Options& options) {
    Json json{Json::Object{}};
    for (const char* option : kGenerationOptions) {
        if (const auto given = options.text(option)) {
            std::string name = option;
            std::ranges::replace(name, '-', '_');
            const auto value = parseJson(*given, "--" + std::string(option));
            json.set(name, value ? *value : Json(*given));
        }
    }
    if (options.has("do-sample")) {
        json.set("do_sample", true);
    }
    if (const auto stop = options.text("stop")) {
        json.set("stop_strings", Json::Array{*stop});
    }
    return neural::generationOptionsFrom(json, "the command line");
}

std::vector<std::string> answersIn(const std::string& list) {
    std::vector<std::string> answers;
    std::size_t begin = 0;
    while (begin <= list.size()) {
        const std::size_t end = std::min(list.find(',', begin), list.size());
        answers.push_back(list.substr(begin, end - begin));
        begin = end + 1;
    }
    return answers;
}

Json jsonOf(const engine::Generation& generation) {
    Json::Array tokens;
    for (const engine::WrittenToken& token : generation.tokens) {
        Json each;
        each.set("id", token.id);
        each.set("piece", token.piece);
        each.set("probability", static_cast<double>(token.probability));
        Json::Array candidates;
        for (const engine::Candidate& candidate : token.candidates) {
            Json other;
            other.set("id", candidate.id);
            other.set("piece", candidate.label);
            other.set("probability", static_cast<double>(candidate.probability));
            candidates.push_back(std::move(other));
        }
        each.set("candidates", std::move(candidates));
        tokens.push_back(std::move(each));
    }
    Json::Array prompt;
    for (const std::int64_t id : generation.prompt) {
        prompt.push_back(id);
    }
    Json json;
    json.set("text", generation.text);
    json.set("tokens", std::move(tokens));
    json.set("prompt_ids", std::move(prompt));
    json.set("ended", generation.ended);
    json.set("score", generation.score);
    json.set("milliseconds", generation.milliseconds);
    return json;
}

Exit write(engine::Model& model, const Sample& sample, const engine::GenerationOptions& how,
           bool asJson) {
    const auto generation = model.generate(sample, how, {}, {});
    if (!generation) {
        return failed(generation);
    }
    if (asJson) {
        sayJson(jsonOf(*generation));
        return Exit::Done;
    }
    const auto count = static_cast<double>(generation->tokens.size());
    say(generation->text);
    say("— " + std::to_string(generation->tokens.size()) + " tokens in " +
        fixed(generation->milliseconds, 0) + " ms, " +
        fixed(1000 * count / std::max(generation->milliseconds, 1e-3), 1) + " a second" +
        (generation->ended ? "" : ", cut at the limit"));
    return Exit::Done;
}

Exit rank(engine::Model& model, const Sample& sample, const std::string& list, bool asJson) {
    const auto ranked = model.rank(sample, answersIn(list), {});
    if (!ranked) {
        return failed(ranked);
    }
    Json::Array answers;
    for (const engine::RankedAnswer& answer : *ranked) {
        if (asJson) {
            Json each;
            each.set("answer", answer.text);
            each.set("log_probability", answer.logProbability);
            each.set("tokens", answer.tokens);
            answers.push_back(std::move(each));
        } else {
            say(fixed(answer.logProbability, 4) + "  " + answer.text);
        }
    }
    if (asJson) {
        sayJson(Json(std::move(answers)));
    }
    return Exit::Done;
}

Exit run(const Options& options) {
    if (!options.has("model")) {
        return misused({"An option is missing", "--model", {}}, "generate");
    }
    if (const auto named = namesOneSample(options); !named) {
        return misused(named.problem(), "generate");
    }
    const auto how = generationFrom(options);
    if (!how) {
        return misused(how.problem(), "generate");
    }
    const auto engine = engineFor(options);
    if (!engine) {
        return misused(engine.problem(), "generate");
    }
    const auto device = deviceFor(options, **engine);
    if (!device) {
        return misused(device.problem(), "generate");
    }
    const auto sample = sampleFrom(options);
    if (!sample) {
        return failed(sample);
    }
    const auto model = (*engine)->openModel(*options.text("model"), *device, {});
    if (!model) {
        return failed(model);
    }
    const auto answers = options.text("rank");
    return answers ? rank(**model, *sample, *answers, options.has("json"))
                   : write(**model, *sample, *how, options.has("json"));
}

} // namespace

const Verb kGenerateVerb{
    .name = "generate",
    .summary = "writes on from a text, or orders answers to it by probability",
    .usage = "--model DIR (--text TEXT | --workspace FILE) [--num-beams N | --do-sample] [--json]",
    .about =
        "A decoder (GPT, GPT-2) goes on from the text; an encoder–decoder (T5, BART) reads it\n"
        "and writes another. Options have transformers' names and meaning.",
    .options = kOptions,
    .run = run,
};

} // namespace vitrine::app
