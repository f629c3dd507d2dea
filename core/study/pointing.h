#pragma once

#include "core/base/outcome.h"
#include "core/base/tick.h"
#include "core/data/scenes/scene.h"
#include "core/engine/model.h"

#include <cstdint>
#include <span>
#include <string>

namespace vitrine::study {

struct PointingOptions {
    std::string method = "rollout"; ///< one of Model::methods() that scores tokens
    std::int64_t scenes = 200;
    std::uint64_t seed = 0;
    data::SceneOptions scene;
};

/// Where an explanation of the answer lies on scenes whose object is known.
struct Pointing {
    double mass = 0;     ///< mean share of the scores over patches that lies in the object's box
    double area = 0;     ///< mean share of the picture that the box covers: what chance would give
    double above = 0;    ///< share of scenes whose mass is above their area
    double accuracy = 0; ///< share of scenes whose best class is the object's; 0 without a classifier
    std::int64_t scenes = 0;
};

/// Composes scenes of the icons in turn, traces each, and explains the best class by the patches: the
/// method's first scores, those below 0 and the class token's own left out. A patch counts by the part
/// of it that the box covers. `classes` names the icons' labels as the model's classifier spells
/// them.
[[nodiscard]] Outcome<Pointing> pointingOf(engine::Model& model, std::span<const data::Icon> icons,
                                           std::span<const std::string> classes,
                                           const PointingOptions& options, const Tick& tick);

/// Share of the weights over patches that lies in a box; 0 where there are none.
[[nodiscard]] double massInBox(const Axis& axis, std::span<const float> weights, const Box& box);

} // namespace vitrine::study
