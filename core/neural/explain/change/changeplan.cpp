#include "core/neural/explain/change/changeplan.h"

#include "core/neural/explain/gradient/attentiongradient.h"

#include <ATen/ops/matmul.h>

namespace vitrine::neural {

namespace {

// x with rows of `from` in the place of its own: states [B, T, D] or heads [B, H, T, d].
at::Tensor patched(const ReadyPatch& patch, const at::Tensor& x, const at::Tensor& from) {
    const bool heads = x.dim() == 4;
    if (patch.rows.empty() && (!heads || patch.head < 0)) {
        return from;
    }
    at::Tensor result = x.clone();
    at::Tensor to = result;
    at::Tensor source = from;
    if (heads && patch.head >= 0) {
        to = result.select(1, patch.head);
        source = from.select(1, patch.head);
    }
    if (patch.rows.empty()) {
        to.copy_(source);
    }
    const std::int64_t rowDimension = to.dim() - 3; // once the batch is chosen
    for (const auto& [there, here] : patch.rows) {
        to.select(0, here.problem)
            .select(rowDimension, here.index)
            .copy_(source.select(0, there.problem).select(rowDimension, there.index));
    }
    return result;
}

// The head's row with other weights: Σ_j A'_ij v_j.
void editRow(const engine::AttentionEdit& edit, const CapturedAttention& layer,
             at::Tensor& output) {
    const auto query = static_cast<std::int64_t>(edit.query);
    at::Tensor row = weightsOf(layer, {.begin = query, .count = 1})[0][edit.head.head][0].clone();
    float* weights = row.mutable_data_ptr<float>();
    double set = 0;
    double left = 0;
    for (const auto& [key, weight] : edit.weights) {
        weights[key] = 0;
        set += static_cast<double>(weight);
    }
    for (std::int64_t key = 0; key < row.size(0); ++key) {
        left += static_cast<double>(weights[key]);
    }
    if (edit.renormalise && left > 0) {
        row.mul_((1 - set) / left);
    }
    for (const auto& [key, weight] : edit.weights) {
        weights[key] = weight;
    }
    output[0][edit.head.head][query].copy_(at::matmul(row, layer.heads.value[0][edit.head.head]));
}

} // namespace

bool belongsToHeads(engine::PatchPlace place) {
    using enum engine::PatchPlace;
    return place == HeadOutput || place == Query || place == Key || place == Value;
}

at::Tensor ChangePlan::state(std::size_t tower, std::size_t layer, const at::Tensor& x) const {
    at::Tensor result = x;
    for (const ReadyPatch& patch : patches_) {
        if (patch.place == engine::PatchPlace::Residual && patch.at == tower &&
            patch.layer == layer) {
            result = patched(patch, result, from_->towers[tower].states[layer]);
        }
    }
    return result;
}

at::Tensor ChangePlan::mlp(std::size_t tower, std::size_t layer, const at::Tensor& x) const {
    at::Tensor result = x;
    for (const ReadyPatch& patch : patches_) {
        if (patch.place == engine::PatchPlace::Mlp && patch.at == tower && patch.layer == layer) {
            result = patched(patch, result, from_->towers[tower].mlps[layer]);
        }
    }
    return result;
}

void ChangePlan::meet(std::size_t site, CapturedHeads& heads) const {
    for (const ReadyPatch& patch : patches_) {
        if (!belongsToHeads(patch.place) || patch.at != site) {
            continue;
        }
        const CapturedHeads& from = from_->heads[site];
        if (patch.place == engine::PatchPlace::Query) {
            heads.query = patched(patch, heads.query, from.query);
        } else if (patch.place == engine::PatchPlace::Key) {
            heads.key = patched(patch, heads.key, from.key);
        } else if (patch.place == engine::PatchPlace::Value) {
            heads.value = patched(patch, heads.value, from.value);
        }
    }
}

at::Tensor ChangePlan::attended(std::size_t site, const CapturedAttention& layer) const {
    at::Tensor output = layer.output;
    for (const engine::AttentionEdit& edit : edits_) {
        if (static_cast<std::size_t>(edit.head.site) == site) {
            output = output.clone();
            editRow(edit, layer, output);
        }
    }
    for (const ReadyPatch& patch : patches_) {
        if (patch.place == engine::PatchPlace::HeadOutput && patch.at == site) {
            output = patched(patch, output, from_->outputs[site]);
        }
    }
    for (const engine::HeadGate& gate : gates_) {
        if (static_cast<std::size_t>(gate.head.site) == site && gate.gate != 1) {
            output = output.clone();
            output.select(1, gate.head.head).mul_(gate.gate);
        }
    }
    return output;
}

at::Tensor ChangingSink::state(std::size_t layer, const at::Tensor& x) {
    towers_ += layer == 0 ? 1 : 0;
    layer_ = layer;
    return next_.state(layer, plan_.state(towers_ - 1, layer, x));
}

void ChangingSink::meet(CapturedHeads& heads) {
    plan_.meet(site_, heads);
    next_.meet(heads);
}

at::Tensor ChangingSink::attended(const CapturedAttention& layer) {
    CapturedAttention changed = layer;
    changed.output = plan_.attended(site_++, layer);
    return next_.attended(changed);
}

at::Tensor ChangingSink::transformed(const at::Tensor& change) {
    return next_.transformed(plan_.mlp(towers_ - 1, layer_, change));
}

} // namespace vitrine::neural
