#pragma once

#include "core/perturb/perturbation.h"
#include "core/perturb/text/charrules.h"

namespace vitrine::perturb {

/// char.drop, char.add, char.swap, char.key and char.mix: one edit a word that is hit (Pruthi,
/// Dhingra and Lipton 2019; Ma et al. 2020, CharBERT).
class CharKind final : public Perturbation {
public:
    explicit CharKind(CharMove move);

    [[nodiscard]] const KindRecord& record() const override { return record_; }
    [[nodiscard]] Outcome<Perturbed> apply(const Sample& sample, const Setting& setting,
                                           const Tick& tick) const override;

private:
    CharMove move_;
    KindRecord record_;
};

/// The Sample with the edits made to its text, and why nothing changed where there are none.
struct WordTally;
[[nodiscard]] Perturbed editedText(const Sample& sample, TextScript script,
                                   const WordTally& tally);

} // namespace vitrine::perturb
