#include "core/neural/blocks/walk.h"

#include "core/neural/blocks/block.h"
#include "core/neural/blocks/stack.h"
#include "core/neural/capture/fusedattention.h"

namespace vitrine::neural {

MultiHeadAttention::Parts MultiHeadAttention::parts(const at::Tensor& x,
                                                    const AttentionMask& mask) const {
    const at::Tensor value = splitHeads(projections_.value(x));
    const at::Tensor mixed =
        fusedAttention(splitHeads(projections_.query(x)), splitHeads(projections_.key(x)), value,
                       {.additive = mask.additive,
                        .causal = mask.rule == engine::MaskRule::Causal && !mask.additive.defined(),
                        .scale = options_.scale})
            .output;
    return {.value = value,
            .mixed = mixed,
            .output = projections_.output(mixed.transpose(1, 2).flatten(2))};
}

WalkTensors Block::walk(const at::Tensor& x, const AttentionMask& mask,
                        const Memory& memory) const {
    const bool post = order_ == NormOrder::Post;
    WalkTensors walk;
    const auto step = [&](const char* name, const at::Tensor& state) {
        walk.steps.emplace_back(name, state);
        return state;
    };
    at::Tensor state = step("input", x);
    const at::Tensor read = post ? state : step("norm", attentionNorm_(state));
    const MultiHeadAttention::Parts attended = attention_.parts(read, mask);
    walk.value = attended.value;
    walk.mixed = attended.mixed;
    state = step("residual", state.add(step("attention", attended.output)));
    if (post) {
        state = step("norm", attentionNorm_(state));
    }
    if (cross_ && memory.states.defined()) {
        const at::Tensor asking = post ? state : step("norm", cross_->norm(state));
        const at::Tensor seen = cross_->attention(asking, memory.states, memory.mask, nullptr);
        state = step("residual", state.add(step("cross-attention", seen)));
        if (post) {
            state = step("norm", cross_->norm(state));
        }
    }
    const at::Tensor between = post ? state : step("norm", mlpNorm_(state));
    const at::Tensor changed = step("feed-forward", mlp_.down(step("inner", mlp_.inner(between))));
    state = step("residual", state.add(changed));
    if (post) {
        step("norm", mlpNorm_(state));
    }
    return walk;
}

Outcome<WalkTensors> walkStack(const std::vector<Block>& layers, int layer, const at::Tensor& x,
                               const AttentionMask& mask, const Tick& tick,
                               const Memory& memory) {
    at::Tensor state = x;
    for (int index = 0; index < layer; ++index) {
        if (!tick.update(index, layer)) {
            return Cancelled{};
        }
        const Block& block = layers[static_cast<std::size_t>(index)];
        state = block.transform(block.look(block.attend(state, mask, nullptr), memory, nullptr));
    }
    return layers[static_cast<std::size_t>(layer)].walk(state, mask, memory);
}

} // namespace vitrine::neural
