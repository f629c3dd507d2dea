#pragma once

#include "core/neural/models/open.h"
#include "core/neural/networkmodel.h"
#include "core/pixels/preparation.h"

#include <memory>
#include <vector>

namespace vitrine::neural {

/// A network of pictures or clips with its preparation: what the window opens a folder of a vision
/// transformer as.
class PictureModel final : public NetworkModel {
public:
    /// Joins a network with the preprocessor_config.json of its folder; without that file the
    /// family's usual preparation is taken, and a note says so.
    [[nodiscard]] static Outcome<std::shared_ptr<engine::Model>> open(OpenedNetwork opened);

    PictureModel(std::unique_ptr<Network> network, engine::ModelCard card,
                 pixels::Preparation preparation);

    [[nodiscard]] std::size_t traceBytes(std::size_t tokens) const override;

protected:
    /// The Sample's picture, or its clip in a network that reads clips (a picture is then a clip of
    /// one frame). The axis is pictureaxis.h's.
    [[nodiscard]] Outcome<TraceInput> inputOf(const Sample& sample,
                                              const Tick& tick) const override;
    using NetworkModel::inputOf;

private:
    [[nodiscard]] Outcome<std::vector<pixels::Prepared>>
    prepared(const std::vector<const Image*>& pictures, const Tick& tick) const;

    pixels::Preparation preparation_;
};

} // namespace vitrine::neural
