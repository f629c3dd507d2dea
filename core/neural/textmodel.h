#pragma once

#include "core/neural/models/open.h"
#include "core/neural/networkmodel.h"
#include "core/text/characters/charactervocabulary.h"
#include "core/text/tokenizer.h"

#include <memory>
#include <optional>

namespace vitrine::neural {

/// A text network with its tokenizer: what the window opens a folder as.
class TextModel final : public NetworkModel {
public:
    /// Joins a network with the tokenizer of its folder.
    [[nodiscard]] static Outcome<std::shared_ptr<engine::Model>> open(OpenedNetwork opened);

    /// `characters` is for networks that read the letters of a text, too.
    TextModel(std::unique_ptr<Network> network, engine::ModelCard card,
              std::shared_ptr<const text::Tokenizer> tokenizer,
              std::optional<text::CharacterVocabulary> characters);

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
    using NetworkModel::inputOf;

private:
    /// A Problem for a text that is empty, too long, or a pair that the model does not take.
    [[nodiscard]] Outcome<text::Encoding> encoded(const Sample& sample) const;
    [[nodiscard]] Batch batchOf(const Sample& sample, const text::Encoding& encoding) const;

    std::shared_ptr<const text::Tokenizer> tokenizer_;
    std::optional<text::CharacterVocabulary> characters_;
};

} // namespace vitrine::neural
