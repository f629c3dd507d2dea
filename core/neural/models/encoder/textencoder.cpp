#include "core/neural/models/encoder/textencoder.h"

#include "core/neural/models/sites.h"

namespace vitrine::neural {

namespace {

class TextEncoder final : public Network {
public:
    explicit TextEncoder(EncoderParts parts)
        : parts_(std::move(parts)) {}

    [[nodiscard]] engine::ModelCard card() const override {
        const EncoderConfig& config = parts_.config;
        return {.family = parts_.family,
                .architecture = config.architecture,
                .layers = config.layers,
                .heads = config.heads,
                .width = config.width,
                .vocabulary = config.vocabulary,
                .positions = parts_.longest,
                .pairs = config.types > 1,
                .tasks = parts_.heads.tasks()};
    }

    [[nodiscard]] std::vector<engine::Site> sites() const override {
        return sitesOf({.tower = "text",
                          .layers = parts_.config.layers,
                          .heads = parts_.config.heads,
                          .headWidth = parts_.config.width / parts_.config.heads});
    }

    [[nodiscard]] Outcome<ForwardResult> forward(const Batch& batch,
                                                 const StackRequest& request) const override {
        auto stack = runStack(parts_.layers, parts_.embedding(batch), maskOf(batch), request);
        if (!stack) {
            return stack.as<ForwardResult>();
        }
        ForwardResult result;
        result.towers = {{.tower = "text", .stack = *std::move(stack)}};
        parts_.heads.answer(batch.mask, request, result);
        return result;
    }

    [[nodiscard]] Outcome<WalkTensors> walk(const Batch& batch, int layer,
                                            const Tick& tick) const override {
        if (layer < 0) {
            return parts_.embedding.walk(batch);
        }
        return walkStack(parts_.layers, layer, parts_.embedding(batch), maskOf(batch), tick);
    }

    [[nodiscard]] std::optional<Readout> readout(const std::string& task) const override {
        return parts_.heads.readout(task);
    }

    [[nodiscard]] std::vector<std::string> labels() const override { return parts_.config.labels; }

private:
    static AttentionMask maskOf(const Batch& batch) {
        return AttentionMask::forSelf(/*causal=*/false, batch.mask);
    }

    EncoderParts parts_;
};

} // namespace

std::vector<Block> encoderLayers(const Scope& scope, const EncoderConfig& config,
                                 const LayerNames& names) {
    return layersOf(scope, config.layers, NormOrder::Post, config.layerSizes(), names);
}

std::unique_ptr<Network> textEncoder(EncoderParts parts) {
    return std::make_unique<TextEncoder>(std::move(parts));
}

} // namespace vitrine::neural
