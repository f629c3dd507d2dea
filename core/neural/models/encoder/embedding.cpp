#include "core/neural/models/encoder/embedding.h"

#include <ATen/ops/zeros_like.h>

namespace vitrine::neural {

TextEmbedding::TextEmbedding(const Scope& scope, const EncoderConfig& config,
                             std::optional<std::int64_t> padId)
    : words_(scope / "word_embeddings", config.vocabulary, config.tableWidth())
    , positions_(scope / "position_embeddings", config.positions, config.tableWidth())
    , types_(config.types > 0 ? std::optional(EmbeddingTable(scope / "token_type_embeddings",
                                                             config.types, config.tableWidth()))
                              : std::nullopt)
    , norm_(scope / "LayerNorm", config.tableWidth(), config.epsilon)
    , padId_(padId) {}

at::Tensor TextEmbedding::placesOf(const at::Tensor& ids) const {
    if (!padId_) {
        return positionsOf(ids);
    }
    const at::Tensor real = ids.ne(*padId_).to(ids.scalar_type());
    return real.cumsum(1).mul(real).add(*padId_);
}

TextEmbedding::Parts TextEmbedding::parts(const Batch& batch, std::int64_t before) const {
    Parts parts{.words = words_(batch.ids),
                .positions = positions_(placesOf(batch.ids).add(before))};
    if (types_) {
        parts.types = (*types_)(batch.types.defined() ? batch.types : at::zeros_like(batch.ids));
    }
    parts.sum = (types_ ? parts.words.add(parts.types) : parts.words).add(parts.positions);
    return parts;
}

at::Tensor TextEmbedding::operator()(const Batch& batch, std::int64_t before) const {
    const at::Tensor normal = norm_(parts(batch, before).sum);
    return widen_ ? (*widen_)(normal) : normal;
}

WalkTensors TextEmbedding::walk(const Batch& batch) const {
    const Parts parts = this->parts(batch);
    WalkTensors walk{.steps = {{"word", parts.words}, {"position", parts.positions}}};
    if (types_) {
        walk.steps.emplace_back("type", parts.types);
    }
    const at::Tensor normal = norm_(parts.sum);
    walk.steps.emplace_back("sum", parts.sum);
    walk.steps.emplace_back("norm", normal);
    if (widen_) {
        walk.steps.emplace_back("widened", (*widen_)(normal));
    }
    return walk;
}

} // namespace vitrine::neural
