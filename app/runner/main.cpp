#include "app/runner/help.h"
#include "app/runner/say.h"
#include "app/runner/verb.h"
#include "app/runner/waiting.h"

#include <algorithm>
#include <array>
#include <exception>
#include <span>

namespace vitrine::app {

namespace {

constexpr std::array<const Verb*, 14> kVerbs{
    &kModelsVerb,     &kInspectVerb, &kTokenizeVerb, &kPerturbVerb, &kRobustnessVerb, &kExplainVerb,
    &kGenerateVerb, &kPackVerb,       &kTrainVerb,   &kEvaluateVerb, &kExportVerb,  &kParityVerb,     &kBenchVerb,
    &kDoctorVerb};

Exit runVerb(const Verb& verb, std::span<const char* const> words) {
    const auto options = Options::parse(words, verb.options);
    if (!options) {
        return misused(options.problem(), verb.name);
    }
    if (options->has("help")) {
        say(helpOf(verb));
        return Exit::Done;
    }
    if (!verb.takesWords && !options->positional().empty()) {
        return misused({"What is this?", options->positional().front(), {}}, verb.name);
    }
    return verb.run(*options);
}

Exit run(std::span<const char* const> words) {
    if (words.empty()) {
        return misused({"A verb is missing", {}, {}}, {});
    }
    const std::string_view first = words.front();
    if (first == "--help" || first == "-h") {
        say(helpOf(kVerbs));
        return Exit::Done;
    }
    if (first == "--version") {
        say("vitrine-run " VITRINE_VERSION);
        return Exit::Done;
    }
    const auto verb = std::ranges::find(kVerbs, first, [](const Verb* each) { return each->name; });
    if (verb == kVerbs.end()) {
        return misused({"There is no such verb", std::string(first), {}}, {});
    }
    return runVerb(**verb, words.subspan(1));
}

} // namespace

} // namespace vitrine::app

int main(int argc, char** argv) {
    using namespace vitrine::app;
    waitPassively(argv);
    try {
        const std::span<const char* const> words(argv, static_cast<std::size_t>(argc));
        return static_cast<int>(run(words.subspan(1)));
    } catch (const std::exception& problem) {
        return static_cast<int>(fail({"An internal check failed", problem.what(),
                                      "Please report what was run"}));
    }
}
