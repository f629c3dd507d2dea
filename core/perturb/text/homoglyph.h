#pragma once

#include "core/perturb/perturbation.h"

namespace vitrine::perturb {

/// char.homoglyph: one letter of a word that is hit becomes a Cyrillic or Greek one that looks alike
/// (robustness, 4.3). More pairs can be given; ASCII never becomes ASCII.
class Homoglyph final : public Perturbation {
public:
    Homoglyph();

    [[nodiscard]] const KindRecord& record() const override { return record_; }
    [[nodiscard]] Outcome<Perturbed> apply(const Sample& sample, const Setting& setting,
                                           const Tick& tick) const override;

private:
    KindRecord record_;
};

} // namespace vitrine::perturb
