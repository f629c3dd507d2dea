#include "core/neural/picturemodel.h"

#include "core/neural/pictureaxis.h"
#include "core/neural/preparedpictures.h"

#include <algorithm>

namespace vitrine::neural {

namespace {

// What the network is to look at: the frames of a clip, or the picture alone.
std::vector<const Image*> picturesOf(const Sample& sample, bool clips) {
    std::vector<const Image*> pictures;
    if (clips && sample.clip != nullptr) {
        for (const Frame& frame : sample.clip->frames) {
            pictures.push_back(frame.picture.get());
        }
    } else {
        pictures.push_back(sample.picture.get());
    }
    std::erase_if(pictures, [](const Image* each) { return each == nullptr || each->empty(); });
    return pictures;
}

} // namespace

Outcome<std::shared_ptr<engine::Model>> PictureModel::open(OpenedNetwork opened) {
    auto preparation = preparationFor(opened.card, opened.network->patches()->imageSize);
    if (!preparation) {
        return preparation.as<std::shared_ptr<engine::Model>>();
    }
    return std::shared_ptr<engine::Model>(std::make_shared<PictureModel>(
        std::move(opened.network), std::move(opened.card), *std::move(preparation)));
}

PictureModel::PictureModel(std::unique_ptr<Network> network, engine::ModelCard card,
                           pixels::Preparation preparation)
    : NetworkModel(std::move(network), std::move(card))
    , preparation_(std::move(preparation)) {}

std::size_t PictureModel::traceBytes(std::size_t) const {
    const PatchLayout layout = *network().patches();
    const auto patches = static_cast<std::size_t>(layout.side() * layout.side());
    const auto frames = static_cast<std::size_t>(layout.frames);
    std::size_t bytes = 0;
    for (const engine::Site& site : network().sites()) {
        auto rows = static_cast<std::size_t>(card().positions);
        if (site.kind == engine::SiteKind::Temporal) {
            rows = patches * frames;
        } else if (site.kind == engine::SiteKind::Spatial) {
            rows = (1 + patches) * frames;
        }
        bytes += bytesOfTrace({site}, {rows});
    }
    return bytes;
}

Outcome<std::vector<pixels::Prepared>>
PictureModel::prepared(const std::vector<const Image*>& pictures, const Tick& tick) const {
    const auto patch = static_cast<std::size_t>(network().patches()->patchSize);
    std::vector<pixels::Prepared> frames;
    for (const Image* picture : pictures) {
        if (tick.stopped()) {
            return Cancelled{};
        }
        auto frame = pixels::prepare(preparation_, *picture);
        if (!frame) {
            return frame.as<std::vector<pixels::Prepared>>();
        }
        const std::size_t width = frame->picture.width();
        const std::size_t height = frame->picture.height();
        if (width % patch != 0 || height % patch != 0) {
            return Problem{"The prepared picture is no whole number of patches",
                           card().folder.string() + ", preprocessor_config.json",
                           "It gives " + std::to_string(width) + " × " + std::to_string(height) +
                               " pixels, the patches are of " + std::to_string(patch)};
        }
        if (!frames.empty() && frames.front().values.size() != frame->values.size()) {
            return Problem{"The frames of the clip are not of one size", card().folder.string(),
                           "Choose a clip whose size does not change"};
        }
        frames.push_back(*std::move(frame));
    }
    return frames;
}

Outcome<TraceInput> PictureModel::inputOf(const Sample& sample, const Tick& tick) const {
    const std::vector<const Image*> pictures = picturesOf(sample, card().clips);
    if (pictures.empty()) {
        return Problem{"There is no picture to look at", sample.name,
                       "Open or drop a picture: " + card().name + " reads pictures"};
    }
    const auto frames = prepared(pictures, tick);
    if (!frames) {
        return frames.as<TraceInput>();
    }
    const PatchLayout layout = *network().patches();
    TraceInput input{.sample = sample,
                     .batch = {.pixels = pixelsOf(*frames)},
                     .black = pixels::valuesOf(preparation_, Image(1, 1))};
    if (card().clips) {
        input.batch.pixels.unsqueeze_(0);
        input.axes = {clipAxis(layout, *frames)};
        input.blocks = clipBlocks(layout, *frames);
    } else {
        input.axes = {pictureAxis(layout, frames->front())};
    }
    return input;
}

} // namespace vitrine::neural
