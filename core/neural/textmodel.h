#pragma once

#include "core/engine/model.h"
#include "core/neural/models/open.h"
#include "core/text/tokenizer.h"

#include <memory>

namespace vitrine::neural {

/// A text network with its tokenizer: what the window opens a folder as.
class TextModel final : public engine::Model {
public:
    /// Joins a network with the tokenizer of its folder.
    [[nodiscard]] static Outcome<std::shared_ptr<engine::Model>> open(OpenedNetwork opened);

    TextModel(std::unique_ptr<Network> network, engine::ModelCard card,
              std::shared_ptr<const text::Tokenizer> tokenizer);

    [[nodiscard]] const engine::ModelCard& card() const override { return card_; }
    [[nodiscard]] std::size_t traceBytes(std::size_t tokens) const override;
    [[nodiscard]] Outcome<std::shared_ptr<const engine::Trace>>
    trace(const Sample& sample, const engine::TraceOptions& options, const Tick& tick) override;
    [[nodiscard]] Outcome<engine::Generation> generate(const Sample& sample,
                                                       const engine::GenerationOptions& options,
                                                       const engine::OnToken& onToken,
                                                       const Tick& tick) override;
    [[nodiscard]] Outcome<std::vector<engine::RankedAnswer>>
    rank(const Sample& sample, const std::vector<std::string>& answers, const Tick& tick) override;
    [[nodiscard]] Outcome<engine::Walk> walk(const Sample& sample,
                                             const engine::WalkRequest& request,
                                             const Tick& tick) override; ///< in walk.cpp

private:
    /// A Problem for a text that is empty, too long, or a pair that the model does not take.
    [[nodiscard]] Outcome<text::Encoding> encoded(const Sample& sample) const;
    [[nodiscard]] Batch batchOf(const text::Encoding& encoding) const;

    std::unique_ptr<Network> network_;
    engine::ModelCard card_;
    std::shared_ptr<const text::Tokenizer> tokenizer_;
};

} // namespace vitrine::neural
