#pragma once

#include "core/data/scenes/scene.h"
#include "core/neural/train/examples/examples.h"
#include "core/pixels/preparation.h"

#include <memory>
#include <vector>

namespace vitrine::neural {

/// Icons composed into scenes as they are asked for; sample n shows icon n mod the number of icons.
class SceneExamples final : public Examples {
public:
    struct Options {
        std::uint64_t seed = 0;
        std::int64_t size = 0; ///< scenes an epoch
        data::SceneOptions scene;
        pixels::Preparation preparation;
    };

    SceneExamples(std::shared_ptr<const std::vector<data::Icon>> icons, Options options);

    [[nodiscard]] std::int64_t size() const override { return options_.size; }
    [[nodiscard]] LabelledBatch batch(std::span<const Place> places) const override;

    /// The scene behind a place.
    [[nodiscard]] data::Scene scene(const Place& place) const;

private:
    std::shared_ptr<const std::vector<data::Icon>> icons_;
    Options options_;
};

} // namespace vitrine::neural
