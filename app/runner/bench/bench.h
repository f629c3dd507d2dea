#pragma once

#include "app/runner/bench/result.h"
#include "core/base/outcome.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace vitrine::app {

/// What a bench is run with.
struct BenchContext {
    PairPlan plan;
    int threads = 1;
    std::int64_t tokens = 1024;      ///< length of the sequence for `capture` and `map`
    std::optional<std::string> peer; ///< command of a program to compare with
    std::optional<std::filesystem::path> file; ///< text for `tokenize`
    std::optional<std::filesystem::path> tokenizer; ///< for `tokenize`, instead of the usual ones
    std::string workloads; ///< for `forward` and `generate`: those whose names hold it; empty = all
    std::function<void(const CaseResult&)> tell; ///< called with each case as it is done
};

/// One row of the table of benches.
struct Bench {
    std::string_view name;
    std::string_view about;
    Outcome<Done> (*run)(const BenchContext&);
};

[[nodiscard]] Outcome<Done> benchCapture(const BenchContext& context);
[[nodiscard]] Outcome<Done> benchMap(const BenchContext& context);
[[nodiscard]] Outcome<Done> benchTokenize(const BenchContext& context);
[[nodiscard]] Outcome<Done> benchPerturb(const BenchContext& context);
[[nodiscard]] Outcome<Done> benchLoad(const BenchContext& context);
[[nodiscard]] Outcome<Done> benchTrain(const BenchContext& context);
[[nodiscard]] Outcome<Done> benchVideo(const BenchContext& context);
[[nodiscard]] Outcome<Done> benchForward(const BenchContext& context);
[[nodiscard]] Outcome<Done> benchGenerate(const BenchContext& context);

} // namespace vitrine::app
