#include "core/neural/parity/producer.h"

#include "core/neural/capture/scan.h"
#include "core/neural/capture/storesink.h"

#include <ATen/ops/empty.h>

#include <algorithm>

namespace vitrine::neural {

namespace {

// Logits that speak for each position, so that padding does not count in them.
bool speaksForPositions(const at::Tensor& tensor, const at::Tensor& mask) {
    return mask.defined() && tensor.dim() >= 2 && tensor.size(0) == mask.size(0) &&
           tensor.size(1) == mask.size(1);
}

// The second part of a name: "text" of "hidden.text.3".
std::string_view towerOf(std::string_view name) {
    name.remove_prefix(std::min(name.size(), name.find('.') + 1));
    return name.substr(0, name.find('.'));
}

} // namespace

Outcome<Producer> Producer::run(const Network& network, Batch batch, const Tick& tick) {
    StoreSink sink;
    auto result = network.forward(batch, {.hidden = true, .sink = &sink, .tick = tick});
    if (!result) {
        return result.as<Producer>();
    }
    Producer producer;
    producer.mask_ = batch.mask;
    producer.decoderMask_ = batch.decoderMask;
    producer.sites_ = network.sitesFor(batch);
    producer.stores_ = sink.take();
    producer.nameTensors(*result);
    return producer;
}

void Producer::nameTensors(const ForwardResult& result) {
    for (const TowerStates& states : result.towers) {
        for (std::size_t layer = 0; layer < states.stack.hidden.size(); ++layer) {
            tensors_["hidden." + states.tower + "." + std::to_string(layer)] =
                states.stack.hidden[layer];
        }
        tensors_["final." + states.tower] = states.final;
        tensors_["pooled." + states.tower] = states.pooled;
    }
    // One vector speaks for the whole: that of the first tower.
    tensors_["embedding." + result.towers.front().tower] = result.embedding;
    for (const auto& [task, logits] : result.logits) {
        tensors_["logits." + task] = logits;
    }
    if (result.logits.size() == 1) {
        tensors_["logits"] = result.logits.begin()->second;
    }
}

Outcome<at::Tensor> Producer::produce(const std::string& name, const Tick& tick) const {
    constexpr std::string_view kAttention = "attention.";
    if (name.starts_with(kAttention)) {
        return attention(name.substr(kAttention.size()), tick);
    }
    const auto found = tensors_.find(name);
    return found == tensors_.end() ? at::Tensor() : found->second;
}

Outcome<at::Tensor> Producer::attention(const std::string& site, const Tick& tick) const {
    const auto found = std::ranges::find(sites_, site, &engine::Site::name);
    if (found == sites_.end()) {
        return at::Tensor();
    }
    const AttentionStore& store = stores_[static_cast<std::size_t>(found - sites_.begin())];
    const std::size_t batch = store.parts().batch;
    at::Tensor maps = at::empty(
        {static_cast<std::int64_t>(batch), static_cast<std::int64_t>(store.heads()),
         static_cast<std::int64_t>(store.queries()), static_cast<std::int64_t>(store.keys())},
        at::dtype(at::kFloat));
    float* out = maps.mutable_data_ptr<float>();
    for (std::size_t row = 0; row < batch; ++row) {
        for (std::size_t head = 0; head < store.heads(); ++head) {
            auto map = scanMap(store, row, head, {0, store.queries()}, {0, store.keys()}, tick);
            if (!map) {
                return map.as<at::Tensor>();
            }
            out = std::copy(map->values().begin(), map->values().end(), out);
        }
    }
    return maps;
}

const at::Tensor& Producer::maskFor(const std::string& name) const {
    static const at::Tensor kNone;
    const std::string_view tower = towerOf(name);
    if (tower == "image" || tower == "video" || tower == "visual") {
        return kNone; // pictures have no padding
    }
    const bool ofDecoder =
        tower == "decoder" || (name.starts_with("logits") && decoderMask_.defined());
    return ofDecoder ? decoderMask_ : mask_;
}

std::optional<at::Tensor> Producer::counted(const std::string& name) const {
    const at::Tensor& mask = maskFor(name);
    if (!mask.defined()) {
        return std::nullopt;
    }
    const at::Tensor real = mask.ne(0);
    const std::int64_t batch = real.size(0);
    const std::int64_t length = real.size(1);
    if (name.starts_with("attention.")) {
        return real.view({batch, 1, length, 1});
    }
    if (name.starts_with("hidden.") || name.starts_with("final.")) {
        return real.unsqueeze(2);
    }
    const auto found = tensors_.find(name);
    if (found != tensors_.end() && found->second.defined() && name.starts_with("logits") &&
        speaksForPositions(found->second, mask)) {
        return found->second.dim() == 2 ? real : real.unsqueeze(2);
    }
    return std::nullopt;
}

} // namespace vitrine::neural
