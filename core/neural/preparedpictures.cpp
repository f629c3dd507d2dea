#include "core/neural/preparedpictures.h"

#include "core/pixels/preparationfile.h"

#include <ATen/ops/empty.h>

#include <algorithm>
#include <filesystem>
#include <string>

namespace vitrine::neural {

namespace {

// How folders of the family are usually prepared, at this model's size: the whole picture, but
// where the family looks at the middle of a larger one.
Outcome<pixels::Preparation> usualPreparation(const std::string& family, std::size_t side) {
    auto preparation = pixels::defaultPreparation(family);
    if (preparation) {
        const pixels::TargetSize square{.height = side, .width = side};
        const auto& crop = preparation->crop;
        if (crop && preparation->resize->shortestEdge > crop->height) {
            preparation->resize->shortestEdge =
                preparation->resize->shortestEdge * side / crop->height;
            preparation->crop = square;
        } else {
            preparation->resize = square;
            preparation->crop.reset();
        }
    }
    return preparation;
}

} // namespace

Outcome<pixels::Preparation> preparationFor(engine::ModelCard& card, std::int64_t side) {
    std::error_code error;
    if (std::filesystem::exists(card.folder / "preprocessor_config.json", error)) {
        return pixels::readPreparation(card.folder, card.family);
    }
    auto preparation = usualPreparation(card.family, static_cast<std::size_t>(side));
    if (preparation) {
        card.notes.push_back("There is no preprocessor_config.json: pictures are scaled to " +
                             std::to_string(side) +
                             " pixels and normalised as is usual for this family");
    }
    return preparation;
}

at::Tensor pixelsOf(std::span<const pixels::Prepared> pictures) {
    const Image& first = pictures.front().picture;
    at::Tensor tensor = at::empty({static_cast<std::int64_t>(pictures.size()), 3,
                                   static_cast<std::int64_t>(first.height()),
                                   static_cast<std::int64_t>(first.width())},
                                  at::dtype(at::kFloat));
    float* values = tensor.mutable_data_ptr<float>();
    for (const pixels::Prepared& picture : pictures) {
        values = std::ranges::copy(picture.values, values).out;
    }
    return tensor;
}

} // namespace vitrine::neural
