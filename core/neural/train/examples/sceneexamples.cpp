#include "core/neural/train/examples/sceneexamples.h"

#include <ATen/ops/empty.h>

#include <algorithm>
#include <stdexcept>

namespace vitrine::neural {

SceneExamples::SceneExamples(std::shared_ptr<const std::vector<data::Icon>> icons, Options options)
    : icons_(std::move(icons))
    , options_(std::move(options)) {
    if (icons_->empty()) {
        throw std::invalid_argument("SceneExamples: there are no icons");
    }
}

data::Scene SceneExamples::scene(const Place& place) const {
    const auto icon = static_cast<std::size_t>(place.sample) % icons_->size();
    return data::composeScene((*icons_)[icon], options_.seed, place.sample, place.epoch,
                              options_.scene);
}

LabelledBatch SceneExamples::batch(std::span<const Place> places) const {
    const auto count = static_cast<std::int64_t>(places.size());
    const auto side = static_cast<std::int64_t>(options_.scene.side);
    LabelledBatch batch;
    batch.input.pixels = at::empty({count, 3, side, side}, at::dtype(at::kFloat));
    batch.labels = at::empty({count}, at::dtype(at::kLong));
    float* values = batch.input.pixels.mutable_data_ptr<float>();
    auto* labels = batch.labels.mutable_data_ptr<std::int64_t>();
    for (const Place& place : places) {
        const data::Scene scene = this->scene(place);
        const std::vector<float> prepared =
            pixels::valuesOf(options_.preparation, scene.picture);
        values = std::ranges::copy(prepared, values).out;
        *labels++ = scene.label;
    }
    return batch;
}

} // namespace vitrine::neural
