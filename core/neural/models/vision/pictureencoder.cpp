#include "core/neural/models/vision/pictureencoder.h"

#include "core/neural/models/sites.h"

namespace vitrine::neural {

namespace {

class PictureEncoder final : public Network {
public:
    explicit PictureEncoder(PictureEncoderParts parts)
        : parts_(std::move(parts)) {}

    [[nodiscard]] engine::ModelCard card() const override {
        const PatchLayout layout = *patches();
        return {.family = parts_.family,
                .architecture = parts_.config.architecture,
                .layers = parts_.config.layers,
                .heads = parts_.config.heads,
                .width = parts_.config.width,
                .positions = layout.leading + layout.side() * layout.side(),
                .texts = false,
                .pictures = true,
                .tasks = {parts_.classifiers.empty() ? "embed" : "classify"}};
    }

    [[nodiscard]] std::optional<PatchLayout> patches() const override {
        return PatchLayout{.imageSize = parts_.config.imageSize,
                           .patchSize = parts_.config.patchSize,
                           .leading = parts_.added};
    }

    [[nodiscard]] std::vector<engine::Site> sites() const override {
        return sitesOf({.tower = "image",
                          .layers = parts_.config.layers,
                          .heads = parts_.config.heads,
                          .headWidth = parts_.config.width / parts_.config.heads});
    }

    [[nodiscard]] Outcome<ForwardResult> forward(const Batch& batch,
                                                 const StackRequest& request) const override {
        const AttentionMask mask = AttentionMask::forSelf(/*causal=*/false, /*padding=*/{});
        auto stack = runStack(parts_.layers, parts_.embedding(batch.pixels), mask, request);
        if (!stack) {
            return stack.as<ForwardResult>();
        }
        ForwardResult result;
        const at::Tensor final = parts_.norm(stack->last);
        answer(final, result);
        result.towers = {{.tower = "image", .stack = *std::move(stack), .final = final}};
        return result;
    }

    [[nodiscard]] std::vector<std::string> labels() const override { return parts_.config.labels; }

private:
    void answer(const at::Tensor& final, ForwardResult& result) const {
        const at::Tensor classState = final.select(1, 0);
        if (parts_.classifiers.empty()) {
            result.embedding = classState.div(classState.norm(2, {1}, /*keepdim=*/true));
            return;
        }
        static const char* const kNames[]{"cls", "distillation"};
        const auto count = static_cast<std::int64_t>(parts_.classifiers.size());
        at::Tensor sum;
        for (std::int64_t row = 0; row < count; ++row) {
            const at::Tensor said =
                parts_.classifiers[static_cast<std::size_t>(row)](final.select(1, row));
            sum = sum.defined() ? sum.add(said) : said;
            if (count > 1) {
                result.logits[kNames[row]] = said;
            }
        }
        result.logits["classify"] = count > 1 ? sum.div(count) : sum;
    }

    PictureEncoderParts parts_;
};

} // namespace

std::vector<Block> pictureLayers(const Scope& scope, const VisionConfig& config) {
    static constexpr LayerNames kNames{.attention = {.query = "attention.attention.query",
                                                     .key = "attention.attention.key",
                                                     .value = "attention.attention.value"},
                                       .attentionNorm = "layernorm_before",
                                       .norm = "layernorm_after"};
    return layersOf(scope, config.layers, NormOrder::Pre, config.layerSizes(), kNames);
}

std::unique_ptr<Network> pictureEncoder(PictureEncoderParts parts) {
    return std::make_unique<PictureEncoder>(std::move(parts));
}

} // namespace vitrine::neural
