#include "core/neural/picturemodel.h"

#include "core/neural/border.h"
#include "core/neural/trace/tracing.h"
#include "core/pixels/preparationfile.h"

#include <ATen/ops/empty.h>

#include <algorithm>

namespace vitrine::neural {

namespace {

namespace fs = std::filesystem;

at::Tensor pixelsOf(const pixels::Prepared& prepared) {
    at::Tensor tensor =
        at::empty({1, 3, static_cast<std::int64_t>(prepared.picture.height()),
                   static_cast<std::int64_t>(prepared.picture.width())},
                  at::dtype(at::kFloat));
    std::ranges::copy(prepared.values, tensor.mutable_data_ptr<float>());
    return tensor;
}

AxisToken patchToken(std::int64_t row, std::int64_t column, std::int64_t size,
                     const pixels::BackMap& toSource) {
    AxisToken token;
    token.kind = TokenKind::Patch;
    token.label = std::to_string(row) + ", " + std::to_string(column);
    token.row = static_cast<std::int32_t>(row);
    token.column = static_cast<std::int32_t>(column);
    const auto side = static_cast<float>(size);
    token.box = toSource({.x = static_cast<float>(column) * side,
                          .y = static_cast<float>(row) * side,
                          .width = side,
                          .height = side});
    return token;
}

Axis axisOf(const PatchLayout& layout, const pixels::Prepared& prepared) {
    Axis axis{.name = "image", .tokens = {}};
    for (std::int64_t index = 0; index < layout.leading; ++index) {
        AxisToken token;
        token.kind = TokenKind::Class;
        token.label = index == 0 ? "[CLS]" : "[DIST]";
        token.special = true;
        axis.tokens.push_back(std::move(token));
    }
    const auto rows = static_cast<std::int64_t>(prepared.picture.height()) / layout.patchSize;
    const auto columns = static_cast<std::int64_t>(prepared.picture.width()) / layout.patchSize;
    for (std::int64_t row = 0; row < rows; ++row) {
        for (std::int64_t column = 0; column < columns; ++column) {
            axis.tokens.push_back(patchToken(row, column, layout.patchSize, prepared.toSource));
        }
    }
    return axis;
}

// How folders of the family are usually prepared, at this model's size.
Outcome<pixels::Preparation> usualPreparation(const engine::ModelCard& card,
                                              const PatchLayout& layout) {
    auto preparation = pixels::defaultPreparation(card.family);
    if (preparation) {
        const auto side = static_cast<std::size_t>(layout.imageSize);
        preparation->resize = pixels::TargetSize{.height = side, .width = side};
        preparation->crop.reset();
    }
    return preparation;
}

} // namespace

Outcome<std::shared_ptr<engine::Model>> PictureModel::open(OpenedNetwork opened) {
    const PatchLayout layout = *opened.network->patches();
    const bool given = fs::exists(opened.card.folder / "preprocessor_config.json");
    auto preparation = given ? pixels::readPreparation(opened.card.folder, opened.card.family)
                             : usualPreparation(opened.card, layout);
    if (!preparation) {
        return preparation.as<std::shared_ptr<engine::Model>>();
    }
    if (!given) {
        opened.card.notes.push_back("There is no preprocessor_config.json: pictures are scaled to " +
                                    std::to_string(layout.imageSize) +
                                    " pixels and normalised as is usual for this family");
    }
    return std::shared_ptr<engine::Model>(std::make_shared<PictureModel>(
        std::move(opened.network), std::move(opened.card), *std::move(preparation)));
}

PictureModel::PictureModel(std::unique_ptr<Network> network, engine::ModelCard card,
                           pixels::Preparation preparation)
    : network_(std::move(network))
    , card_(std::move(card))
    , preparation_(std::move(preparation)) {}

std::size_t PictureModel::traceBytes(std::size_t) const {
    return bytesOfTrace(network_->sites(), {static_cast<std::size_t>(card_.positions)});
}

Outcome<std::shared_ptr<const engine::Trace>>
PictureModel::trace(const Sample& sample, const engine::TraceOptions& options, const Tick& tick) {
    if (sample.picture == nullptr || sample.picture->empty()) {
        return Problem{"There is no picture to look at", sample.name,
                       "Open or drop a picture: " + card_.name + " reads pictures"};
    }
    return guarded(sample.name, [&]() -> Outcome<std::shared_ptr<const engine::Trace>> {
        auto prepared = pixels::prepare(preparation_, *sample.picture);
        if (!prepared) {
            return prepared.as<std::shared_ptr<const engine::Trace>>();
        }
        const PatchLayout layout = *network_->patches();
        const auto patch = static_cast<std::size_t>(layout.patchSize);
        if (prepared->picture.width() % patch != 0 || prepared->picture.height() % patch != 0) {
            return Problem{"The prepared picture is no whole number of patches",
                           card_.folder.string() + ", preprocessor_config.json",
                           "It gives " + std::to_string(prepared->picture.width()) + " × " +
                               std::to_string(prepared->picture.height()) +
                               " pixels, the patches are of " + std::to_string(patch)};
        }
        return traceOf(*network_, card_,
                       {.sample = sample,
                        .axes = {axisOf(layout, *prepared)},
                        .batch = {.pixels = pixelsOf(*prepared)}},
                       options, tick);
    });
}

} // namespace vitrine::neural
