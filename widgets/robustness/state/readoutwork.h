#pragma once

#include "widgets/robustness/state/engineside.h"
#include "widgets/robustness/state/modelsource.h"
#include "widgets/robustness/state/readouts.h"
#include "widgets/robustness/state/robustnessstudy.h"

#include <memory>

namespace vitrine::widgets {

// What the study's workers do: pure functions of values, apart from what `side` keeps.

[[nodiscard]] Outcome<std::shared_ptr<const PerturbedText>>
perturbedText(const perturb::Catalogue& catalogue, const Sample& sample,
              const RobustnessChoice& choice, const Tick& tick);

/// Both traces, the answers, the pieces and the shift of every head. On the engine thread.
[[nodiscard]] Outcome<std::shared_ptr<const ReadOuts>>
readOutsOf(EngineSide& side, const ModelSource& model, const study::LabelSet& labels,
           const std::shared_ptr<const PerturbedText>& text, const Tick& tick);

/// The maps of one head; of the one that moved most where layer or head is −1 or not there.
[[nodiscard]] Outcome<std::shared_ptr<const HeadDetail>>
headDetailOf(const std::shared_ptr<const ReadOuts>& of, int layer, int head, const Tick& tick);

} // namespace vitrine::widgets
