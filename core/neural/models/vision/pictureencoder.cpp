#include "core/neural/models/vision/pictureencoder.h"

#include "core/neural/models/embedding.h"

namespace vitrine::neural {

namespace {

class PictureEncoder final : public Network {
public:
    explicit PictureEncoder(PictureEncoderParts parts)
        : parts_(std::move(parts)) {}

    [[nodiscard]] engine::ModelCard card() const override {
        const VisionConfig& config = parts_.tower.config;
        return {.family = parts_.family,
                .architecture = config.architecture,
                .layers = config.layers,
                .heads = config.heads,
                .width = config.width,
                .positions = parts_.added + config.patches(),
                .texts = false,
                .pictures = true,
                .tasks = {parts_.classifiers.empty() ? "embed" : "classify"}};
    }

    [[nodiscard]] std::optional<PatchLayout> patches() const override {
        return parts_.tower.layout(parts_.added);
    }

    [[nodiscard]] std::vector<engine::Site> sites() const override { return parts_.tower.sites(); }

    [[nodiscard]] Outcome<ForwardResult> forward(const Batch& batch,
                                                 const StackRequest& request) const override {
        auto tower = parts_.tower.run(batch.pixels, request);
        if (!tower) {
            return tower.as<ForwardResult>();
        }
        tower->final = parts_.tower.last(tower->stack.last);
        ForwardResult result;
        answer(tower->final, result);
        result.towers = {*std::move(tower)};
        return result;
    }

    // Of a class and a distillation token the mean of their classifiers, for any patch.
    [[nodiscard]] std::optional<Readout> readout(const std::string& task) const override {
        if (task != "classify" || parts_.classifiers.empty()) {
            return std::nullopt;
        }
        return Readout{
            .tower = "image", .norm = &parts_.tower.last, .head = [this](const at::Tensor& states) {
                at::Tensor sum = parts_.classifiers.front()(states);
                for (std::size_t row = 1; row < parts_.classifiers.size(); ++row) {
                    sum = sum.add(parts_.classifiers[row](states));
                }
                return sum.div(static_cast<double>(parts_.classifiers.size()));
            }};
    }

    [[nodiscard]] std::vector<std::string> labels() const override {
        return parts_.tower.config.labels;
    }

private:
    void answer(const at::Tensor& final, ForwardResult& result) const {
        const at::Tensor classState = final.select(1, 0);
        if (parts_.classifiers.empty()) {
            result.embedding = unitRows(classState);
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

PictureTower vitTower(const Scope& scope, const VisionConfig& config,
                      const std::vector<std::string_view>& added) {
    static constexpr LayerNames kNames{.attention = {.query = "attention.attention.query",
                                                     .key = "attention.attention.key",
                                                     .value = "attention.attention.value"},
                                       .attentionNorm = "layernorm_before",
                                       .norm = "layernorm_after"};
    return {.config = config,
            .embedding = {scope / "embeddings", config, {.added = added}},
            .first = std::nullopt,
            .layers = layersOf(scope / "encoder.layer", config.layers, NormOrder::Pre,
                               config.layerSizes(), kNames),
            .last = Norm(scope / "layernorm", config.width, config.epsilon)};
}

std::unique_ptr<Network> pictureEncoder(PictureEncoderParts parts) {
    return std::make_unique<PictureEncoder>(std::move(parts));
}

} // namespace vitrine::neural
