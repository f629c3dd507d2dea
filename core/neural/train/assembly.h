#pragma once

#include "core/data/pack/pack.h"
#include "core/neural/train/examples/examples.h"
#include "core/neural/train/loop/checkpointing.h"
#include "core/neural/train/trainedmodel.h"
#include "core/run/recipe/settings.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace vitrine::neural {

/// A recipe's model and data, ready to be trained.
struct Assembly {
    std::unique_ptr<TrainedModel> model;
    std::vector<std::string> classes;
    std::int64_t choices = 0; ///< how many values a label has: classes, or tokens to be written
    std::shared_ptr<const Examples> training;
    std::shared_ptr<const Examples> evaluation;
    std::shared_ptr<const Examples> unseen; ///< of styles never learned from; null without such
    SideFiles files; ///< what makes the weights a model folder
};

/// Opens the packs and the model that the settings name. A Problem names what is missing.
[[nodiscard]] Outcome<Assembly> assemble(const run::TrainSettings& settings);

} // namespace vitrine::neural
