#include "plugins/grammar/grammarreader.h"

#include "plugins/grammar/grammar.h"

#include <algorithm>
#include <array>
#include <set>

namespace vitrine::grammar {

namespace {

constexpr std::int64_t kMostPairs = 10'000'000;
constexpr std::size_t kTickEvery = 256;

struct Options {
    Grammar grammar;
    std::int64_t count = 0;
    std::int64_t seed = 0;
    std::string licence;
};

Problem wrongOptions(const std::string& what) {
    return {"The options of the reader “grammar” cannot be used", what,
            "Give rules and count; start, seed and licence may follow"};
}

Outcome<std::string> textOption(const Json& options, std::string_view name, std::string otherwise) {
    const Json* given = options.find(name);
    if (given == nullptr) {
        return otherwise;
    }
    return given->string() != nullptr ? Outcome<std::string>(*given->string())
                                      : wrongOptions("“" + std::string(name) + "” is no text");
}

Outcome<std::int64_t> numberOption(const Json& options, std::string_view name, std::int64_t least) {
    const Json* given = options.find(name);
    if (given == nullptr && least == 0) {
        return std::int64_t{0};
    }
    if (given == nullptr || given->integer() == nullptr || *given->integer() < least ||
        *given->integer() > kMostPairs) {
        return wrongOptions("“" + std::string(name) + "” must be a whole number from " +
                            std::to_string(least) + " to " + std::to_string(kMostPairs));
    }
    return *given->integer();
}

Outcome<Options> optionsOf(const Json& json) {
    constexpr std::array<std::string_view, 5> kNames{"rules", "start", "count", "seed", "licence"};
    for (const auto& [name, value] : *json.object()) {
        if (std::ranges::find(kNames, name) == kNames.end()) {
            return wrongOptions("“" + name + "” is none of them");
        }
    }
    const Json* rules = json.find("rules");
    const auto start = textOption(json, "start", "sentence");
    const auto count = numberOption(json, "count", 1);
    const auto seed = numberOption(json, "seed", 0);
    const auto licence = textOption(json, "licence", "CC0-1.0");
    if (rules == nullptr) {
        return wrongOptions("there are no “rules”");
    }
    for (const Problem* problem :
         {start ? nullptr : &start.problem(), count ? nullptr : &count.problem(),
          seed ? nullptr : &seed.problem(), licence ? nullptr : &licence.problem()}) {
        if (problem != nullptr) {
            return *problem;
        }
    }
    auto grammar = Grammar::make(*rules, *start);
    if (!grammar) {
        return grammar.as<Options>();
    }
    return Options{*std::move(grammar), *count, *seed, *licence};
}

} // namespace

Outcome<Done> GrammarReader::read(const data::ReadRequest& request, const data::ExampleSink& sink,
                                  const Tick& tick) const {
    const auto options = optionsOf(request.options);
    if (!options) {
        return options.as<Done>();
    }
    const auto count = static_cast<std::size_t>(options->count);
    const std::size_t mostDraws = 100 * count + 1000;
    Draws draws(DrawKey(static_cast<std::uint64_t>(options->seed), "sentences of a grammar"), 0);
    std::set<SentencePair> seen;
    for (std::size_t drawn = 0; seen.size() < count; ++drawn) {
        if (drawn % kTickEvery == 0 &&
            !tick.update(static_cast<std::int64_t>(seen.size()), options->count)) {
            return Cancelled{};
        }
        if (drawn >= mostDraws) {
            return wrongOptions(
                "the rules say too few different things: " + std::to_string(seen.size()) +
                " pairs came of " + std::to_string(drawn) + " draws");
        }
        const auto [pair, isNew] = seen.insert(options->grammar.draw(draws));
        if (isNew && !sink({.text = pair->source,
                            .pair = pair->target,
                            .source = "grammar",
                            .licence = options->licence,
                            .group = pair->source})) {
            return Cancelled{};
        }
    }
    return Done{};
}

} // namespace vitrine::grammar
