#include "core/neural/models/seq2seq/embedding.h"

namespace vitrine::neural {

at::Tensor SequenceEmbedding::operator()(const at::Tensor& ids) const {
    at::Tensor x = words(ids);
    if (scale != 1) {
        x = x.mul(scale);
    }
    if (learned) {
        x = x.add((*learned)(positionsOf(ids).add(offset)));
    }
    if (sinusoid) {
        x = x.add(sinusoidTable(x.size(1), x.size(2)).to(x.device()));
    }
    return norm ? (*norm)(x) : x;
}

} // namespace vitrine::neural
