#include "core/neural/models/charbert/interaction.h"

#include "core/neural/blocks/mlp.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/conv1d.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/tanh.h>

#include <stdexcept>
#include <string>

namespace vitrine::neural {

namespace {

// One convolution serves all layers. Some checkpoints name it once, others once a layer.
Scope convolutionOf(const Scope& scope) {
    return scope.has("fusion_layer.weight")          ? scope / "fusion_layer"
           : scope.has("fusion_layer_list.0.weight") ? scope / "fusion_layer_list.0"
                                                     : scope / "fusion_layer";
}

void checkAliases(const Scope& scope, const InteractionOptions& options, const at::Tensor& kernel,
                  const at::Tensor& bias) {
    for (std::int64_t layer = 1; layer < options.layers; ++layer) {
        const Scope alias = scope / "fusion_layer_list" / layer;
        if (!alias.has("weight")) {
            continue;
        }
        const bool same =
            at::equal(alias.parameter("weight", kernel.sizes().vec(), Init::Normal), kernel) &&
            at::equal(alias.parameter("bias", bias.sizes().vec(), Init::Zeros), bias);
        if (!same) {
            throw std::runtime_error("The checkpoint's fusion_layer_list holds different "
                                     "convolutions; CharBERT has one for all layers");
        }
    }
}

} // namespace

Interaction::Interaction(const Scope& scope, const InteractionOptions& options)
    : options_(options)
    , wordLinear_(scope / "word_linear1", {.in = options.width,
                                           .out = options.width,
                                           .bias = options.form == InteractionForm::Paper})
    , characterLinear_(scope / "char_linear1", {.in = options.width,
                                                .out = options.width,
                                                .bias = options.form == InteractionForm::Paper})
    , kernel_(convolutionOf(scope).parameter(
          "weight", {options.width, 2 * options.width, options.kernel}, Init::Normal))
    , kernelBias_(convolutionOf(scope).parameter("bias", {options.width}, Init::Zeros))
    , wordNorm_(scope / "word_norm", options.width, options.epsilon)
    , characterNorm_(scope / "char_norm", options.width, options.epsilon) {
    checkAliases(scope, options, kernel_, kernelBias_);
    if (options.form == InteractionForm::Paper) {
        const LinearOptions square{.in = options.width, .out = options.width};
        divide_.emplace(Linear(scope / "word_linear2", square),
                        Linear(scope / "char_linear2", square));
    }
}

at::Tensor Interaction::fused(const Channels& channels, const at::Tensor& mask) const {
    at::Tensor both =
        at::cat({wordLinear_(channels.tokens), characterLinear_(channels.characters)}, 2);
    if (options_.masked && mask.defined()) {
        both = both.mul(mask.unsqueeze(2).to(both.scalar_type()));
    }
    return at::conv1d(both.transpose(1, 2), kernel_, kernelBias_, /*stride=*/1,
                      /*padding=*/options_.kernel / 2)
        .transpose(1, 2);
}

Channels Interaction::operator()(const Channels& channels, const at::Tensor& mask) const {
    at::Tensor ofTokens = fused(channels, mask);
    at::Tensor ofCharacters = ofTokens;
    if (divide_) {
        const at::Tensor shared = at::tanh(ofTokens);
        ofTokens = activate(Activation::GeluErf, divide_->first(shared));
        ofCharacters = activate(Activation::GeluErf, divide_->second(shared));
    }
    return {.tokens = wordNorm_(ofTokens.add(channels.tokens)),
            .characters = characterNorm_(ofCharacters.add(channels.characters))};
}

} // namespace vitrine::neural
