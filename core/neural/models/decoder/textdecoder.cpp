#include "core/neural/models/decoder/textdecoder.h"

#include "core/neural/models/sites.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/linear.h>

namespace vitrine::neural {

namespace {

class TextDecoder final : public Network {
public:
    explicit TextDecoder(DecoderParts parts)
        : parts_(std::move(parts)) {}

    [[nodiscard]] engine::ModelCard card() const override {
        const DecoderConfig& config = parts_.config;
        return {.family = parts_.family,
                .architecture = config.architecture,
                .layers = config.layers,
                .heads = config.heads,
                .width = config.width,
                .vocabulary = config.vocabulary,
                .positions = config.positions,
                .tasks = {parts_.score ? "classify" : "generate"}};
    }

    [[nodiscard]] std::vector<engine::Site> sites() const override {
        std::vector<engine::Site> sites =
            sitesOf({.tower = "text",
                       .layers = parts_.config.layers,
                       .heads = parts_.config.heads,
                       .headWidth = parts_.config.width / parts_.config.heads,
                       .mask = engine::MaskRule::Causal});
        for (engine::Site& site : sites) {
            site.scale = static_cast<float>(parts_.config.scaleOf(site.layer));
        }
        return sites;
    }

    [[nodiscard]] std::optional<std::int64_t> endId() const override { return parts_.config.end; }

    [[nodiscard]] Outcome<std::unique_ptr<Decoding>> decoding(const Batch& /*batch*/,
                                                              std::int64_t capacity,
                                                              const Tick& tick) const override {
        if (parts_.score) {
            return Network::decoding({}, capacity, tick);
        }
        return cachedDecoding(
            {.layers = parts_.layers,
             .embed =
                 [this](const at::Tensor& ids, std::int64_t before) {
                     return parts_.words(ids).add(parts_.positions(positionsOf(ids).add(before)));
                 },
             .head =
                 [this](const at::Tensor& states) {
                     return at::linear(parts_.norm ? (*parts_.norm)(states) : states,
                                       parts_.words.weight());
                 },
             .memory = {},
             .capacity = capacity});
    }

    [[nodiscard]] Outcome<ForwardResult> forward(const Batch& batch,
                                                 const StackRequest& request) const override {
        const at::Tensor embedded =
            parts_.words(batch.ids).add(parts_.positions(positionsOf(batch.ids)));
        auto stack = runStack(parts_.layers, embedded, maskOf(batch), request);
        if (!stack) {
            return stack.as<ForwardResult>();
        }
        TowerStates tower{.tower = "text", .stack = *std::move(stack), .final = {}};
        if (parts_.norm) {
            tower.final = (*parts_.norm)(tower.stack.last);
        }
        const at::Tensor& read = parts_.norm ? tower.final : tower.stack.last;
        ForwardResult result;
        if (parts_.score) {
            result.logits["classify"] = atLastToken((*parts_.score)(read), batch.ids);
        } else {
            result.logits["generate"] =
                at::linear(wordRows(read, request), parts_.words.weight());
        }
        result.towers = {std::move(tower)};
        return result;
    }

    [[nodiscard]] Outcome<WalkTensors> walk(const Batch& batch, int layer,
                                            const Tick& tick) const override {
        const at::Tensor words = parts_.words(batch.ids);
        const at::Tensor positions = parts_.positions(positionsOf(batch.ids));
        const at::Tensor sum = words.add(positions);
        if (layer < 0) {
            return WalkTensors{.steps = {{"word", words}, {"position", positions}, {"sum", sum}}};
        }
        return walkStack(parts_.layers, layer, sum, maskOf(batch), tick);
    }

    [[nodiscard]] std::optional<Readout> readout(const std::string& task) const override {
        if (task != card().tasks.front()) {
            return std::nullopt;
        }
        return Readout{.tower = "text",
                       .norm = parts_.norm ? &*parts_.norm : nullptr,
                       .head = [this](const at::Tensor& states) {
                           return parts_.score ? (*parts_.score)(states)
                                               : at::linear(states, parts_.words.weight());
                       }};
    }

    [[nodiscard]] std::vector<std::string> labels() const override { return parts_.config.labels; }

private:
    static AttentionMask maskOf(const Batch& batch) {
        return AttentionMask::forSelf(/*causal=*/true, batch.mask);
    }

    // The rightmost token that is not padding; without a pad id, the last position.
    [[nodiscard]] at::Tensor atLastToken(const at::Tensor& scores, const at::Tensor& ids) const {
        if (!parts_.config.pad) {
            return scores.select(1, scores.size(1) - 1);
        }
        const at::Tensor places = at::arange(ids.size(1), ids.options());
        const at::Tensor last =
            ids.ne(*parts_.config.pad).to(ids.scalar_type()).mul(places).argmax(1);
        return scores.gather(1, last.view({-1, 1, 1}).expand({-1, 1, scores.size(2)})).squeeze(1);
    }

    DecoderParts parts_;
};

} // namespace

std::unique_ptr<Network> textDecoder(DecoderParts parts) {
    return std::make_unique<TextDecoder>(std::move(parts));
}

} // namespace vitrine::neural
