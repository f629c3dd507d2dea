#include "core/neural/probe/forwardprobe.h"

#include "core/base/philox.h"
#include "core/neural/border.h"
#include "core/neural/capture/storesink.h"
#include "core/neural/models/open.h"
#include "core/neural/trace/storedtrace.h"

#include <ATen/ops/empty.h>
#include <c10/core/InferenceMode.h>

#include <stdexcept>
#include <utility>

namespace vitrine::neural {

namespace {

constexpr const char* kWhere = "random weights";

at::Tensor randomIds(std::int64_t tokens, std::int64_t vocabulary, std::uint64_t seed) {
    at::Tensor ids = at::empty({1, tokens}, at::dtype(at::kLong));
    auto* values = ids.mutable_data_ptr<std::int64_t>();
    Random random(seed);
    for (std::int64_t index = 0; index < tokens; ++index) {
        values[index] = random.below(static_cast<std::uint32_t>(vocabulary));
    }
    return ids;
}

Axis axisOf(const at::Tensor& ids) {
    Axis axis{.name = "text", .tokens = {}};
    const auto* values = ids.const_data_ptr<std::int64_t>();
    for (std::int64_t index = 0; index < ids.size(1); ++index) {
        AxisToken token;
        token.id = values[index];
        token.label = std::to_string(values[index]);
        axis.tokens.push_back(std::move(token));
    }
    return axis;
}

} // namespace

struct ForwardProbe::Parts {
    OpenedNetwork opened;
    Batch batch;
    at::Tensor plainFinal;    ///< [1, T, D]
    at::Tensor capturedFinal; ///< the same

    [[nodiscard]] double tokens() const { return static_cast<double>(batch.ids.size(1)); }
};

ForwardProbe::ForwardProbe(std::unique_ptr<Parts> parts)
    : parts_(std::move(parts)) {}

ForwardProbe::~ForwardProbe() = default;

Outcome<std::unique_ptr<ForwardProbe>> ForwardProbe::make(const Json& config, std::int64_t tokens,
                                                          std::uint64_t seed) {
    auto opened = randomNetwork(config, seed);
    if (!opened) {
        return opened.as<std::unique_ptr<ForwardProbe>>();
    }
    const engine::ModelCard& card = opened->card;
    if (tokens < 2 || tokens > card.positions) {
        return Problem{"The sequence does not fit the model", std::to_string(tokens) + " tokens",
                       "From 2 to " + std::to_string(card.positions) + " fit"};
    }
    return guarded(kWhere, [&]() -> Outcome<std::unique_ptr<ForwardProbe>> {
        auto parts = std::make_unique<Parts>();
        parts->batch.ids = randomIds(tokens, card.vocabulary, seed);
        parts->opened = *std::move(opened);
        return std::unique_ptr<ForwardProbe>(new ForwardProbe(std::move(parts)));
    });
}

Outcome<Done> ForwardProbe::plain() {
    return guarded(kWhere, [&]() -> Outcome<Done> {
        const c10::InferenceMode inference;
        auto result = parts_->opened.network->forward(parts_->batch, {});
        if (!result) {
            return result.as<Done>();
        }
        parts_->plainFinal = result->towers.front().final;
        return Done{};
    });
}

Outcome<std::shared_ptr<const engine::Trace>> ForwardProbe::captured() {
    using Answer = Outcome<std::shared_ptr<const engine::Trace>>;
    return guarded(kWhere, [&]() -> Answer {
        const c10::InferenceMode inference;
        StoreSink sink;
        auto result = parts_->opened.network->forward(parts_->batch, {.sink = &sink, .tick = {}});
        if (!result) {
            return result.as<std::shared_ptr<const engine::Trace>>();
        }
        parts_->capturedFinal = result->towers.front().final;
        StoredTrace::Parts kept;
        kept.axes = {axisOf(parts_->batch.ids)};
        kept.sites = parts_->opened.network->sites();
        kept.stores = sink.take();
        return std::shared_ptr<const engine::Trace>(std::make_shared<StoredTrace>(std::move(kept)));
    });
}

double ForwardProbe::difference() const {
    if (!parts_->plainFinal.defined() || !parts_->capturedFinal.defined()) {
        throw std::invalid_argument("ForwardProbe: both passes must have run");
    }
    return parts_->plainFinal.sub(parts_->capturedFinal).abs().max().item<double>();
}

double ForwardProbe::operations() const {
    const engine::ModelCard& card = parts_->opened.card;
    // A position is looked up, not multiplied; the tied table of words is, at the output.
    const double multiplied = static_cast<double>(card.parameters - card.positions * card.width);
    double pairs = 0;
    for (const engine::Site& site : parts_->opened.network->sites()) {
        const double visible = site.mask == engine::MaskRule::Causal
                                   ? parts_->tokens() * (parts_->tokens() + 1) / 2
                                   : parts_->tokens() * parts_->tokens();
        pairs += 4.0 * site.headWidth * site.heads * visible;
    }
    return 2 * multiplied * parts_->tokens() + pairs;
}

double ForwardProbe::weightBytes() const {
    return static_cast<double>(parts_->opened.card.parameters) * sizeof(float);
}

} // namespace vitrine::neural
