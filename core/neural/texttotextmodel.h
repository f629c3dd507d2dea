#pragma once

#include "core/neural/generate/generation.h"
#include "core/neural/models/open.h"
#include "core/neural/networkmodel.h"
#include "core/text/tokenizer.h"

#include <memory>
#include <vector>

namespace vitrine::neural {

/// An encoder–decoder with its tokenizer: reads the Sample's text and writes another. A trace has
/// two axes, "encoder" and "decoder". The decoder reads the Sample's pair, shifted by one behind
/// the start token (teacher forcing); without a pair it reads what the model writes greedily, which
/// then is the pair of the Trace's Sample.
class TextToTextModel final : public NetworkModel {
public:
    /// Joins a network with the tokenizer of its folder.
    [[nodiscard]] static Outcome<std::shared_ptr<engine::Model>> open(OpenedNetwork opened);

    TextToTextModel(std::unique_ptr<Network> network, engine::ModelCard card,
                    std::shared_ptr<const text::Tokenizer> tokenizer);

    [[nodiscard]] std::size_t traceBytes(std::size_t tokens) const override;
    [[nodiscard]] Outcome<engine::Generation> generate(const Sample& sample,
                                                       const engine::GenerationOptions& options,
                                                       const engine::OnToken& onToken,
                                                       const Tick& tick) override;
    [[nodiscard]] Outcome<std::vector<engine::RankedAnswer>>
    rank(const Sample& sample, const std::vector<std::string>& answers, const Tick& tick) override;
    [[nodiscard]] Outcome<engine::Walk> walk(const Sample& sample,
                                             const engine::WalkRequest& request,
                                             const Tick& tick) override; ///< in walk.cpp

protected:
    [[nodiscard]] Outcome<TraceInput> inputOf(const Sample& sample,
                                              const Tick& tick) const override;

    /// The tokens of the Trace: those that the model wrote need not come back from their text.
    [[nodiscard]] Outcome<TraceInput> inputOf(const engine::Trace& trace,
                                              const Tick& tick) const override;

private:
    /// What the decoder reads, and the Sample that it belongs to.
    struct Target {
        Sample sample;
        Axis axis;
    };

    [[nodiscard]] TraceInput inputFor(Sample sample, std::vector<Axis> axes) const;
    [[nodiscard]] Outcome<text::Encoding> source(const Sample& sample) const;
    [[nodiscard]] Outcome<Target> target(const Sample& sample, const text::Encoding& source,
                                         const Tick& tick) const;
    [[nodiscard]] Outcome<Target> givenTarget(const Sample& sample) const;
    [[nodiscard]] Target writtenTarget(const Sample& sample,
                                       const engine::Generation& written) const;
    [[nodiscard]] AxisToken startToken() const;
    [[nodiscard]] GenerationInput inputOf(const text::Encoding& source) const;

    std::shared_ptr<const text::Tokenizer> tokenizer_;
    SequenceIds ids_;
};

} // namespace vitrine::neural
