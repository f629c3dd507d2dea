#include "core/neural/models/seq2seq/embedding.h"

namespace vitrine::neural {

WalkTensors SequenceEmbedding::walk(const at::Tensor& ids, std::int64_t before) const {
    WalkTensors walk;
    const auto step = [&](const char* name, at::Tensor state) {
        walk.steps.emplace_back(name, state);
        return state;
    };
    at::Tensor x = words(ids);
    x = step("word", scale != 1 ? x.mul(scale) : x);
    if (learned) {
        x = step("sum", x.add(step("position", (*learned)(positionsOf(ids).add(before + offset)))));
    }
    if (sinusoid) {
        const at::Tensor table = sinusoidTable(before + x.size(1), x.size(2));
        const at::Tensor places = table.narrow(0, before, x.size(1)).to(x.device());
        x = step("sum", x.add(step("sinusoid", places.unsqueeze(0))));
    }
    if (norm) {
        step("norm", (*norm)(x));
    }
    return walk;
}

at::Tensor SequenceEmbedding::operator()(const at::Tensor& ids, std::int64_t before) const {
    return walk(ids, before).steps.back().second;
}

} // namespace vitrine::neural
