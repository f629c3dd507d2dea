#include "core/neural/models/seq2seq/encoderdecoder.h"

#include "core/neural/models/sites.h"

#include <ATen/ops/linear.h>

#include <stdexcept>
#include <string>

namespace vitrine::neural {

namespace {

constexpr int kSourceAxis = 0;
constexpr int kTargetAxis = 1;

AttentionMask selfMask(const Stream& stream, bool causal, const at::Tensor& padding,
                       std::int64_t length) {
    AttentionMask mask = AttentionMask::forSelf(causal, padding);
    if (stream.bias) {
        mask.add(stream.bias->byDistance(length, length), length);
    }
    return mask;
}

class EncoderDecoder final : public Network {
public:
    explicit EncoderDecoder(EncoderDecoderParts parts)
        : parts_(std::move(parts)) {}

    [[nodiscard]] engine::ModelCard card() const override { return parts_.card; }

    [[nodiscard]] std::optional<SequenceIds> sequenceIds() const override { return parts_.ids; }

    [[nodiscard]] std::vector<engine::Site> sites() const override {
        std::vector<engine::Site> sites;
        const auto add = [&](const Stream& stream, const char* tower, std::size_t layer,
                             engine::SiteKind kind) {
            const bool cross = kind == engine::SiteKind::Cross;
            const bool decodes = &stream == &parts_.decoder;
            sites.push_back(
                {.name = std::string(tower) + "." + std::to_string(layer) +
                         (cross ? ".cross" : ".self"),
                 .tower = tower,
                 .layer = static_cast<int>(layer),
                 .kind = kind,
                 .heads = static_cast<int>(stream.heads),
                 .keyHeads = static_cast<int>(stream.heads),
                 .headWidth = static_cast<int>(parts_.headWidth),
                 .scale = static_cast<float>(parts_.attentionScale),
                 .mask = decodes && !cross ? engine::MaskRule::Causal : engine::MaskRule::None,
                 .queryAxis = decodes ? kTargetAxis : kSourceAxis,
                 .keyAxis = decodes && !cross ? kTargetAxis : kSourceAxis});
        };
        for (std::size_t layer = 0; layer < parts_.encoder.layers.size(); ++layer) {
            add(parts_.encoder, "encoder", layer, engine::SiteKind::Self);
        }
        for (std::size_t layer = 0; layer < parts_.decoder.layers.size(); ++layer) {
            add(parts_.decoder, "decoder", layer, engine::SiteKind::Self);
            add(parts_.decoder, "decoder", layer, engine::SiteKind::Cross);
        }
        return sites;
    }

    [[nodiscard]] Outcome<ForwardResult> forward(const Batch& batch,
                                                 const StackRequest& request) const override {
        auto source = encode(batch, request);
        if (!source) {
            return source.as<ForwardResult>();
        }
        const at::Tensor& memory = source->final.defined() ? source->final : source->stack.last;
        auto target = decode(batch, memory, request);
        if (!target) {
            return target.as<ForwardResult>();
        }
        const at::Tensor& states = target->final.defined() ? target->final : target->stack.last;
        ForwardResult result;
        result.logits["generate"] = output(wordRows(states, request));
        result.towers = {*std::move(source), *std::move(target)};
        return result;
    }

    [[nodiscard]] Outcome<std::unique_ptr<Decoding>> decoding(const Batch& batch,
                                                              std::int64_t capacity,
                                                              const Tick& tick) const override {
        auto source = encode(batch, {.tick = tick});
        if (!source) {
            return source.as<std::unique_ptr<Decoding>>();
        }
        const Stream& stream = parts_.decoder;
        return cachedDecoding(
            {.layers = stream.layers,
             .embed = [&stream](const at::Tensor& ids,
                                std::int64_t before) { return stream.embedding(ids, before); },
             .head =
                 [this](const at::Tensor& states) {
                     return output(parts_.decoder.norm ? (*parts_.decoder.norm)(states) : states);
                 },
             .bias = stream.bias ? &*stream.bias : nullptr,
             .memory = source->final.defined() ? source->final : source->stack.last,
             .capacity = capacity});
    }

    [[nodiscard]] Outcome<WalkTensors> walk(const Batch& batch, int layer,
                                            const Tick& tick) const override {
        const Stream& stream = parts_.encoder;
        return walkStream(stream, batch.ids, layer, tick,
                          selfMask(stream, /*causal=*/false, batch.mask, batch.ids.size(1)), {});
    }

    [[nodiscard]] Outcome<WalkTensors> walkDecoder(const Batch& batch, int layer,
                                                   const Tick& tick) const override {
        const auto source = encode(batch, {.tick = tick.quiet()});
        if (!source) {
            return source.as<WalkTensors>();
        }
        const Stream& stream = parts_.decoder;
        const std::int64_t length = batch.decoderIds.size(1);
        return walkStream(
            stream, batch.decoderIds, layer, tick,
            selfMask(stream, /*causal=*/true, batch.decoderMask, length),
            {.states = source->final.defined() ? source->final : source->stack.last,
             .mask = AttentionMask::forCross(batch.mask, length)});
    }

    [[nodiscard]] std::optional<Readout> readout(const std::string& task) const override {
        if (task != "generate") {
            return std::nullopt;
        }
        return Readout{.tower = "decoder",
                       .norm = parts_.decoder.norm ? &*parts_.decoder.norm : nullptr,
                       .head = [this](const at::Tensor& states) { return output(states); }};
    }

private:
    static Outcome<WalkTensors> walkStream(const Stream& stream, const at::Tensor& ids, int layer,
                                           const Tick& tick, const AttentionMask& mask,
                                           const Memory& memory) {
        if (layer >= static_cast<int>(stream.layers.size())) {
            throw std::invalid_argument("walk: the stack has no layer " + std::to_string(layer));
        }
        WalkTensors embedding = stream.embedding.walk(ids);
        return layer < 0 ? embedding
                         : walkStack(stream.layers, layer, embedding.steps.back().second, mask,
                                     tick, memory);
    }

    /// States [B, T, D] after the decoder → logits [B, T, V]
    [[nodiscard]] at::Tensor output(const at::Tensor& states) const {
        return at::linear(parts_.outputScale == 1 ? states : states.mul(parts_.outputScale),
                          parts_.outputTable, parts_.outputBias);
    }

    [[nodiscard]] Outcome<TowerStates> encode(const Batch& batch,
                                              const StackRequest& request) const {
        const Stream& stream = parts_.encoder;
        return ended("encoder", stream,
                     runStack(stream.layers, stream.embedding(batch.ids),
                              selfMask(stream, /*causal=*/false, batch.mask, batch.ids.size(1)),
                              request));
    }

    [[nodiscard]] Outcome<TowerStates> decode(const Batch& batch, const at::Tensor& memory,
                                              const StackRequest& request) const {
        const Stream& stream = parts_.decoder;
        const std::int64_t length = batch.decoderIds.size(1);
        return ended(
            "decoder", stream,
            runStack(stream.layers, stream.embedding(batch.decoderIds),
                     selfMask(stream, /*causal=*/true, batch.decoderMask, length), request,
                     {.states = memory, .mask = AttentionMask::forCross(batch.mask, length)}));
    }

    static Outcome<TowerStates> ended(const char* tower, const Stream& stream,
                                      Outcome<StackResult> stack) {
        if (!stack) {
            return stack.as<TowerStates>();
        }
        TowerStates states{.tower = tower, .stack = *std::move(stack), .final = {}};
        if (stream.norm) {
            states.final = (*stream.norm)(states.stack.last);
        }
        return states;
    }

    EncoderDecoderParts parts_;
};

} // namespace

std::unique_ptr<Network> encoderDecoder(EncoderDecoderParts parts) {
    return std::make_unique<EncoderDecoder>(std::move(parts));
}

} // namespace vitrine::neural
