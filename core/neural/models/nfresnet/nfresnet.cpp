#include "core/neural/models/nfresnet/nfresnet.h"

#include "core/neural/blocks/linear.h"
#include "core/neural/models/embedding.h"
#include "core/neural/models/nfresnet/trunk.h"

#include <optional>

namespace vitrine::neural {

namespace {

class NfResNetNetwork final : public Network {
public:
    NfResNetNetwork(NfResNetConfig config, NfResNet trunk, std::optional<Linear> classifier)
        : config_(std::move(config))
        , trunk_(std::move(trunk))
        , classifier_(std::move(classifier)) {}

    [[nodiscard]] engine::ModelCard card() const override {
        const PatchLayout layout = *patches();
        return {.family = "nf_resnet",
                .architecture = config_.architecture,
                .layers = config_.blocks(),
                .heads = 0,
                .width = config_.channels.back(),
                .positions = layout.side() * layout.side(),
                .texts = false,
                .pictures = true,
                .tasks = {classifier_ ? "classify" : "embed"}};
    }

    [[nodiscard]] std::optional<PatchLayout> patches() const override {
        return PatchLayout{
            .imageSize = config_.imageSize, .patchSize = config_.cellSize(), .leading = 0};
    }

    [[nodiscard]] std::vector<engine::Site> sites() const override { return {}; }

    [[nodiscard]] Outcome<ForwardResult> forward(const Batch& batch,
                                                 const StackRequest& request) const override {
        auto tower = trunk_(batch.pixels, request);
        if (!tower) {
            return tower.as<ForwardResult>();
        }
        ForwardResult result;
        tower->pooled = pooledMap(*tower);
        if (classifier_) {
            result.logits["classify"] = (*classifier_)(tower->pooled);
        } else {
            result.embedding = unitRows(tower->pooled);
        }
        result.towers = {*std::move(tower)};
        return result;
    }

    [[nodiscard]] std::vector<std::string> labels() const override { return config_.labels; }

private:
    NfResNetConfig config_;
    NfResNet trunk_;
    std::optional<Linear> classifier_;
};

Outcome<std::unique_ptr<Network>> buildNfResNet(const Json& json, const std::string& where,
                                                ParameterSource& parameters) {
    ConfigReader read(json, where);
    const NfResNetConfig config = readNfResNetConfig(read);
    if (read.problem()) {
        return *read.problem();
    }
    const Scope scope(parameters);
    return std::unique_ptr<Network>(std::make_unique<NfResNetNetwork>(
        config, NfResNet(scope, config),
        presentLinear(scope / "head.fc", {.in = config.channels.back(),
                                          .out = static_cast<std::int64_t>(config.labels.size()),
                                          .init = Init::Narrow})));
}

} // namespace

Family nfResNetFamily() {
    return {
        .modelType = "nf_resnet",
        .classifier = "NFResNet50",
        .classifierHeads = {"head.fc."},
        .names = {.prefixes = {}, .endings = {}, .ignored = {}, .tied = {}, .heads = {"head.fc."}},
        .build = &buildNfResNet};
}

} // namespace vitrine::neural
