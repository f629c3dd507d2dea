#pragma once

#include "core/base/outcome.h"
#include "core/base/sample.h"
#include "core/base/tick.h"
#include "core/perturb/editscript.h"
#include "core/perturb/kindrecord.h"
#include "core/perturb/setting.h"

#include <string>

namespace vitrine::perturb {

enum class Effect { Changed, Unchanged };

/// What one kind made of a Sample.
struct Perturbed {
    Sample sample;
    EditScript script;
    Effect effect = Effect::Unchanged;
    std::string reason; ///< of Unchanged: "no eligible word"
    LabelRule label = LabelRule::Kept;

    /// The Sample as it was, and why.
    [[nodiscard]] static Perturbed unchanged(Sample sample, std::string reason) {
        return {.sample = std::move(sample), .reason = std::move(reason)};
    }
};

/// A kind of perturbation: a named, seeded function of a Sample. Immutable: any thread may use it.
class Perturbation {
public:
    virtual ~Perturbation() = default;

    [[nodiscard]] virtual const KindRecord& record() const = 0;

    /// Called through perturb() alone, with a checked setting and a severity above 0. A Problem where
    /// the kind refuses, for example a Sample without its medium.
    [[nodiscard]] virtual Outcome<Perturbed> apply(const Sample& sample, const Setting& setting,
                                                   const Tick& tick) const = 0;
};

/// Applies a kind: checks the setting, answers severity 0 with the Sample as it is, and makes a
/// Problem of an exception of the kind, so that none crosses.
[[nodiscard]] Outcome<Perturbed> perturb(const Perturbation& kind, const Sample& sample,
                                         const Setting& setting, const Tick& tick = {});

} // namespace vitrine::perturb
