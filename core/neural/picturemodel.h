#pragma once

#include "core/engine/model.h"
#include "core/neural/models/open.h"
#include "core/pixels/preparation.h"

#include <memory>
#include <vector>

namespace vitrine::neural {

/// A network of pictures or clips with its preparation: what the window opens a folder of a vision
/// transformer as.
class PictureModel final : public engine::Model {
public:
    /// Joins a network with the preprocessor_config.json of its folder; without that file the
    /// family's usual preparation is taken, and a note says so.
    [[nodiscard]] static Outcome<std::shared_ptr<engine::Model>> open(OpenedNetwork opened);

    PictureModel(std::unique_ptr<Network> network, engine::ModelCard card,
                 pixels::Preparation preparation);

    [[nodiscard]] const engine::ModelCard& card() const override { return card_; }
    [[nodiscard]] std::size_t traceBytes(std::size_t tokens) const override;

    /// One forward pass of the Sample's picture, or of its clip in a network that reads clips (a
    /// picture is then a clip of one frame). The axis is pictureaxis.h's.
    [[nodiscard]] Outcome<std::shared_ptr<const engine::Trace>>
    trace(const Sample& sample, const engine::TraceOptions& options, const Tick& tick) override;

private:
    [[nodiscard]] Outcome<std::vector<pixels::Prepared>>
    prepared(const std::vector<const Image*>& pictures, const Tick& tick) const;

    std::unique_ptr<Network> network_;
    engine::ModelCard card_;
    pixels::Preparation preparation_;
};

} // namespace vitrine::neural
