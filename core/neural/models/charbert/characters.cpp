#include "core/neural/models/charbert/characters.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/gru.h>
#include <ATen/ops/zeros.h>

#include <string>

namespace vitrine::neural {

namespace {

std::vector<at::Tensor> gruParameters(const Scope& scope, std::int64_t input, std::int64_t hidden) {
    constexpr std::int64_t kGates = 3; // reset, update, new
    std::vector<at::Tensor> parameters;
    for (const std::string direction : {"", "_reverse"}) {
        const auto weight = [&](const char* name, std::int64_t columns) {
            return scope.parameter(name + direction, {kGates * hidden, columns}, Init::Normal);
        };
        const auto bias = [&](const char* name) {
            return scope.parameter(name + direction, {kGates * hidden}, Init::Zeros);
        };
        parameters.push_back(weight("weight_ih_l0", input));
        parameters.push_back(weight("weight_hh_l0", hidden));
        parameters.push_back(bias("bias_ih_l0"));
        parameters.push_back(bias("bias_hh_l0"));
    }
    return parameters;
}

// states [B, C, S] at places [B, T] → [B, T, S]
at::Tensor statesAt(const at::Tensor& states, const at::Tensor& places) {
    return states.gather(1, places.unsqueeze(2).expand({-1, -1, states.size(2)}));
}

} // namespace

CharacterEmbedding::CharacterEmbedding(const Scope& scope, std::int64_t vocabulary,
                                       std::int64_t embedding, std::int64_t width)
    : table_(scope / "char_embeddings", vocabulary, embedding)
    , rows_(vocabulary)
    , gru_(gruParameters(scope / "rnn_layer", embedding, width / 4))
    , hidden_(width / 4) {}

at::Tensor CharacterEmbedding::operator()(const CharacterIds& batch) const {
    const at::Tensor letters = table_(batch.characters);
    const at::Tensor begin = at::zeros({2, letters.size(0), hidden_}, letters.options());
    const at::Tensor states =
        std::get<0>(at::gru(letters, begin, gru_, /*has_biases=*/true, /*num_layers=*/1,
                            /*dropout=*/0.0, /*train=*/false, /*bidirectional=*/true,
                            /*batch_first=*/true));
    return at::cat({statesAt(states, batch.starts), statesAt(states, batch.ends)}, 2);
}

} // namespace vitrine::neural
