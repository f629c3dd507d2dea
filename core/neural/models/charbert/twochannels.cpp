#include "core/neural/models/charbert/twochannels.h"

#include "core/neural/models/sites.h"

namespace vitrine::neural {

namespace {

class TwoChannelEncoder final : public Network {
public:
    explicit TwoChannelEncoder(TwoChannelParts parts)
        : parts_(std::move(parts)) {}

    [[nodiscard]] engine::ModelCard card() const override {
        const EncoderConfig& config = parts_.config;
        return {.family = "charbert",
                .architecture = config.architecture,
                .layers = config.layers,
                .heads = config.heads,
                .width = config.width,
                .vocabulary = config.vocabulary,
                .positions = parts_.longest,
                .pairs = config.types > 1,
                .tasks = parts_.heads.tasks()};
    }

    [[nodiscard]] std::int64_t characterRows() const override {
        return parts_.characters.rows();
    }

    // A layer runs on both channels before the next one: so do the sites.
    [[nodiscard]] std::vector<engine::Site> sites() const override {
        std::vector<engine::Site> sites;
        const std::vector<engine::Site> tokens = sitesOf("text");
        const std::vector<engine::Site> characters = sitesOf("characters");
        for (std::size_t layer = 0; layer < tokens.size(); ++layer) {
            sites.push_back(tokens[layer]);
            sites.push_back(characters[layer]);
        }
        return sites;
    }

    [[nodiscard]] Outcome<ForwardResult> forward(const Batch& batch,
                                                 const StackRequest& request) const override {
        const AttentionMask mask = AttentionMask::forSelf(/*causal=*/false, batch.mask);
        // What enters is shown; the layers of the two channels run in turn, which a sink cannot tell.
        const auto entering = [&](const at::Tensor& x) {
            return request.sink == nullptr ? x : request.sink->state(0, x);
        };
        Channels states{.tokens = entering(parts_.tokens(batch)),
                        .characters = entering(parts_.characters(batch.characters))};
        std::vector<Channels> hidden{states};
        const auto total = static_cast<std::int64_t>(parts_.layers.size());
        for (std::int64_t index = 0; index < total; ++index) {
            if (!request.tick.update(index, total)) {
                return Cancelled{};
            }
            const Block& layer = parts_.layers[static_cast<std::size_t>(index)];
            const auto through = [&](const at::Tensor& x) {
                return layer.transform(layer.attend(x, mask, request.sink));
            };
            const at::Tensor tokens = through(states.tokens);
            if (request.tick.stopped()) {
                return Cancelled{};
            }
            states = parts_.interaction({tokens, through(states.characters)}, batch.mask);
            hidden.push_back(states);
        }
        if (!request.tick.update(total, total)) {
            return Cancelled{};
        }
        return resultOf(hidden, batch.mask, request);
    }

    [[nodiscard]] std::vector<std::string> labels() const override { return parts_.config.labels; }

private:
    [[nodiscard]] std::vector<engine::Site> sitesOf(const char* tower) const {
        return neural::sitesOf({.tower = tower,
                                .layers = parts_.config.layers,
                                .heads = parts_.config.heads,
                                .headWidth = parts_.config.width / parts_.config.heads});
    }

    [[nodiscard]] ForwardResult resultOf(const std::vector<Channels>& hidden,
                                         const at::Tensor& mask,
                                         const StackRequest& request) const {
        TowerStates tokens{.tower = "text", .stack = {.last = hidden.back().tokens}, .final = {}};
        TowerStates characters{
            .tower = "characters", .stack = {.last = hidden.back().characters}, .final = {}};
        for (const Channels& states : hidden) {
            if (request.hidden) {
                tokens.stack.hidden.push_back(states.tokens);
                characters.stack.hidden.push_back(states.characters);
            }
        }
        ForwardResult result;
        parts_.heads.answer(hidden.back(), mask, request, result);
        result.towers = {std::move(tokens), std::move(characters)};
        return result;
    }

    TwoChannelParts parts_;
};

} // namespace

std::unique_ptr<Network> twoChannelEncoder(TwoChannelParts parts) {
    return std::make_unique<TwoChannelEncoder>(std::move(parts));
}

} // namespace vitrine::neural
