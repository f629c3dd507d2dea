#pragma once

#include "core/engine/model.h"
#include "core/neural/models/open.h"
#include "core/pixels/preparation.h"

#include <memory>

namespace vitrine::neural {

/// A network of pictures with its preparation: what the window opens a folder of a vision
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

    /// One forward pass of the Sample's picture. The axis has the class token, then the patches row
    /// by row, each with its box in the Sample's picture.
    [[nodiscard]] Outcome<std::shared_ptr<const engine::Trace>>
    trace(const Sample& sample, const engine::TraceOptions& options, const Tick& tick) override;

private:
    std::unique_ptr<Network> network_;
    engine::ModelCard card_;
    pixels::Preparation preparation_;
};

} // namespace vitrine::neural
