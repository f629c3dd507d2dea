#pragma once

#include "core/base/json.h"
#include "core/base/outcome.h"
#include "core/engine/model.h"
#include "core/engine/site.h"
#include "core/neural/blocks/norm.h"
#include "core/neural/blocks/stack.h"
#include "core/neural/models/decoding.h"
#include "core/neural/weights/names.h"
#include "core/neural/weights/parameters.h"

#include <ATen/core/Tensor.h>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::neural {

/// The letters behind a text's tokens (core/text/characters): one sequence of characters, and for
/// each token the places of its first and last one. int64.
struct CharacterIds {
    at::Tensor characters; ///< [B, C]
    at::Tensor starts;     ///< [B, T]
    at::Tensor ends;       ///< [B, T]
};

/// What a network reads. Texts fill the first three, int64 [B, T] each; pictures the last.
struct Batch {
    at::Tensor ids;
    at::Tensor mask;   ///< 1 = real, 0 = padding; undefined = no padding
    at::Tensor types;  ///< token types; undefined = all 0
    CharacterIds characters; ///< for CharBERT
    at::Tensor pixels; ///< fp32 [B, 3, H, W], of clips [B, F, 3, H, W]; resized and normalised

    // What a decoder beside an encoder reads: its own tokens, the start token first.
    at::Tensor decoderIds;
    at::Tensor decoderMask;
};

/// The states of one tower: "text", "image", "video", "encoder", "decoder".
struct TowerStates {
    std::string tower;
    StackResult stack;
    at::Tensor final;  ///< [B, T, D] after the norm that follows the stack; undefined without one
    at::Tensor pooled; ///< [B, D]: one vector for the whole, as the family makes it; or undefined
};

/// What one forward pass yields. Undefined tensors are what the model lacks.
struct ForwardResult {
    std::vector<TowerStates> towers; ///< in the order in which they run
    at::Tensor embedding;            ///< [B, D], mean over unmasked positions, ℓ₂ norm 1
    std::map<std::string, at::Tensor> logits; ///< by task: "fill-mask" [B, T, V], "classify" [B, n]
};

/// How a network reads a task's answer off the states of a tower, position by position: of any
/// layer's states, so that one can see what it would say if it ended there.
struct Readout {
    std::string tower;
    const Norm* norm = nullptr; ///< what follows the stack; null without one
    /// Normal states [..., D] → logits [..., classes]
    std::function<at::Tensor(const at::Tensor& states)> head;
    bool linear = true; ///< whether the head is a matrix and a bias

    [[nodiscard]] at::Tensor operator()(const at::Tensor& states) const {
        return head(norm == nullptr ? states : (*norm)(states));
    }
};

/// How a picture becomes a sequence: `leading` added tokens (class, distillation), then side × side
/// patches row by row. In a clip each patch stands there for every frame, side by side; with frames
/// apart each frame is a sequence of its own, one after the other.
struct PatchLayout {
    std::int64_t imageSize = 0; ///< pixels a side of the prepared picture
    std::int64_t patchSize = 0; ///< pixels a side
    std::int64_t leading = 1;
    std::int64_t frames = 0; ///< of a clip, as trained; 0 = pictures alone
    bool framesApart = false;

    [[nodiscard]] std::int64_t side() const { return imageSize / patchSize; }
};

/// The ids that frame what an encoder–decoder writes.
struct SequenceIds {
    std::int64_t start = 0; ///< what the decoder begins with
    std::int64_t end = 1;   ///< what it stops at
    std::int64_t pad = 0;
    std::optional<std::int64_t> forcedFirst; ///< what it must write first: BART's <s>
    std::optional<std::int64_t> forcedLast;  ///< what it must write when the room ends
};

/// A built model: the picture of its layers, without files, tokenizers or picture preparation.
class Network {
public:
    virtual ~Network() = default;

    /// Sizes, tasks and positions; name, folder and parameters are filled in by whoever opens it.
    [[nodiscard]] virtual engine::ModelCard card() const = 0;

    /// How pictures are cut; nothing for networks that read text.
    [[nodiscard]] virtual std::optional<PatchLayout> patches() const { return std::nullopt; }

    /// Rows of its table of characters, which it reads beside the tokens (Batch::characters); 0 for
    /// networks that read tokens alone.
    [[nodiscard]] virtual std::int64_t characterRows() const { return 0; }

    /// For networks that read one sequence and write another; nothing for others.
    [[nodiscard]] virtual std::optional<SequenceIds> sequenceIds() const { return std::nullopt; }

    /// What a network that writes stops at; nothing for others, and where none is told.
    [[nodiscard]] virtual std::optional<std::int64_t> endId() const {
        const auto ids = sequenceIds();
        return ids ? std::optional(ids->end) : std::nullopt;
    }

    /// Begins to write, at most `capacity` positions. An encoder–decoder reads batch.ids [1, S] now;
    /// for a decoder alone the prompt is the first thing to read.
    [[nodiscard]] virtual Outcome<std::unique_ptr<Decoding>>
    decoding(const Batch& /*batch*/, std::int64_t /*capacity*/, const Tick& /*tick*/) const {
        return Problem{"This model does not write", card().family,
                       "Choose a decoder (GPT, GPT-2) or an encoder–decoder (T5, BART)"};
    }

    /// The attention sites in the order in which the layers run.
    [[nodiscard]] virtual std::vector<engine::Site> sites() const = 0;

    /// Those of a pass over that batch: a tower without an input does not run.
    [[nodiscard]] virtual std::vector<engine::Site> sitesFor(const Batch& /*batch*/) const {
        return sites();
    }

    [[nodiscard]] virtual Outcome<ForwardResult> forward(const Batch& batch,
                                                         const StackRequest& request) const = 0;

    /// The embedding (layer −1) or one layer taken apart, with what runs before it.
    [[nodiscard]] virtual Outcome<WalkTensors> walk(const Batch& /*batch*/, int /*layer*/,
                                                    const Tick& /*tick*/) const {
        return Problem{"This model does not tell the steps within a layer", card().family,
                       "Choose a BERT, a GPT, a T5 or one of their families"};
    }

    /// The same of the decoder beside an encoder, which reads batch.decoderIds.
    [[nodiscard]] virtual Outcome<WalkTensors> walkDecoder(const Batch& /*batch*/, int /*layer*/,
                                                           const Tick& /*tick*/) const {
        return Problem{"This model has no decoder beside an encoder", card().family,
                       "Choose an encoder–decoder (T5, BART)"};
    }

    /// Nothing where the task's answer is not read off one position's state.
    [[nodiscard]] virtual std::optional<Readout> readout(const std::string& /*task*/) const {
        return std::nullopt;
    }

    /// Labels of the "classify" head, in order; empty where the configuration names none.
    [[nodiscard]] virtual std::vector<std::string> labels() const { return {}; }
};

/// One row of the registry of families.
struct Family {
    std::string modelType;  ///< config.json's model_type
    std::string classifier; ///< transformers' class of it with a classification head
    std::vector<std::string> classifierHeads; ///< beginnings of that head's names: "classifier."
    NameRules names;
    Outcome<std::unique_ptr<Network>> (*build)(const Json& config, const std::string& where,
                                               ParameterSource& parameters) = nullptr;
};

/// The family that a configuration names, or a Problem that lists the known ones.
[[nodiscard]] Outcome<const Family*> familyOf(const Json& config, const std::string& where);

/// Every family, in the order of the registry.
[[nodiscard]] const std::vector<Family>& families();

} // namespace vitrine::neural
