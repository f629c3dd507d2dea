#pragma once

#include "core/base/json.h"
#include "core/base/outcome.h"
#include "core/base/sample.h"
#include "core/base/tick.h"
#include "core/perturb/catalogue.h"
#include "core/perturb/editscript.h"
#include "core/perturb/perturbation.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::perturb {

/// One kind of a chain.
struct Stage {
    std::string kind;
    std::optional<double> severity; ///< none: linked, the dial's
    Json::Object parameters;
    bool on = true;

    bool operator==(const Stage&) const = default;
};

/// Kinds one after the other. Every stage draws from a stream of its own, by its place, so that
/// switching one off does not change the others.
struct Chain {
    std::string name;
    std::vector<Stage> stages;

    bool operator==(const Chain&) const = default;
};

struct ChainSetting {
    double severity = 0; ///< of the linked stages
    std::uint64_t seed = 0;
    std::uint64_t example = 0;
};

/// What one stage did to what came before it.
struct StageResult {
    std::size_t stage = 0;
    EditScript script;
    Effect effect = Effect::Unchanged;
    std::string reason;
};

struct ChainResult {
    Sample sample;
    std::vector<StageResult> stages; ///< of the stages that are on
    EditScript script;               ///< all of them against the original
    Effect effect = Effect::Unchanged; ///< Changed where any stage changed something
    std::string reason;
    LabelRule label = LabelRule::Kept; ///< the least safe of the stages that changed something
};

/// A Problem names the stage that refused, or the kind that is not there.
[[nodiscard]] Outcome<ChainResult> applyChain(const Catalogue& catalogue, const Chain& chain,
                                              const Sample& sample, const ChainSetting& setting,
                                              const Tick& tick = {});

/// `{"name": …, "stages": [{"kind": …, "severity": …, "params": {…}, "on": …}]}`; what has its
/// default is left out.
[[nodiscard]] Json jsonOf(const Chain& chain);

/// Reads that form; unknown keys are refused. `where` names the source in a Problem.
[[nodiscard]] Outcome<Chain> chainFrom(const Json& json, std::string_view where);

} // namespace vitrine::perturb
