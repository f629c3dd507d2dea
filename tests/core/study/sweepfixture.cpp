#include "tests/core/study/sweepfixture.h"

#include "core/base/draws.h"
#include "tests/core/study/countingmodel.h"

#include <algorithm>
#include <array>

namespace vitrine::tests {

namespace {

constexpr int kThreshold = 4;

constexpr std::array kWords{"never", "seldom", "people", "remember", "evening", "to", "walk",
                            "slowly", "around", "garden", "between", "trees", "and", "flowers"};

} // namespace

study::SweepRecipe smallRecipe(const std::filesystem::path& data) {
    study::SweepRecipe recipe{.name = "small", .model = "counting"};
    recipe.data.file = data.string();
    recipe.chains = {{.name = "swap", .stages = {{.kind = "char.swap"}}},
                     {.name = "both", .stages = {{.kind = "char.drop"}, {.kind = "char.add"}}}};
    recipe.severities = {0, 2, 5};
    recipe.seeds = {1, 2};
    recipe.bootstrap = 100;
    return recipe;
}

std::string sentenceLines(std::size_t count) {
    std::string lines;
    for (std::size_t row = 0; row < count; ++row) {
        Draws draws(DrawKey(6, "sentences"), static_cast<std::uint32_t>(row));
        std::string text;
        for (std::uint32_t word = 3 + draws.below(6); word > 0; --word) {
            text += kWords[draws.below(kWords.size())];
            text += word > 1 ? " " : "";
        }
        Json json;
        json.set("text", text);
        json.set("label", std::ranges::count(text, 'e') >= kThreshold ? "many" : "few");
        lines += json.dump() + "\n";
    }
    return lines;
}

Outcome<run::RunDirectory> beginRun(const std::filesystem::path& folder,
                                    const std::filesystem::path& data) {
    const Json recipe = jsonOf(smallRecipe(data));
    return run::RunDirectory::create(folder, {.kind = "sweep",
                                              .id = "abcdef",
                                              .name = "small",
                                              .created = "2026-11-22T20:15:00Z",
                                              .recipe = recipe,
                                              .resolved = recipe,
                                              .code = "test"});
}

Outcome<Done> fillRun(const std::filesystem::path& folder, const std::filesystem::path& data,
                      int delayMicroseconds, const Tick& tick) {
    const study::SweepRecipe recipe = smallRecipe(data);
    const auto examples = study::readExamples(data, recipe.data);
    if (!examples) {
        return examples.as<Done>();
    }
    auto directory = run::RunDirectory::open(folder);
    if (!directory) {
        directory = beginRun(folder, data);
    }
    if (!directory) {
        return directory.as<Done>();
    }
    CountingModel model(kThreshold, std::chrono::microseconds(delayMicroseconds));
    const perturb::Catalogue catalogue;
    return study::runSweep({.recipe = recipe,
                            .examples = *examples,
                            .model = model,
                            .catalogue = catalogue,
                            .directory = *directory},
                           tick);
}

} // namespace vitrine::tests
