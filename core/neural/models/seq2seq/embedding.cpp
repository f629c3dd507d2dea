#include "core/neural/models/seq2seq/embedding.h"

namespace vitrine::neural {

at::Tensor SequenceEmbedding::operator()(const at::Tensor& ids, std::int64_t before) const {
    at::Tensor x = words(ids);
    if (scale != 1) {
        x = x.mul(scale);
    }
    if (learned) {
        x = x.add((*learned)(positionsOf(ids).add(before + offset)));
    }
    if (sinusoid) {
        const at::Tensor table = sinusoidTable(before + x.size(1), x.size(2));
        x = x.add(table.narrow(0, before, x.size(1)).to(x.device()));
    }
    return norm ? (*norm)(x) : x;
}

} // namespace vitrine::neural
