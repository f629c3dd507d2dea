#include "core/neural/models/nfresnet/trunk.h"

#include "core/neural/models/nfresnet/variance.h"

#include <ATen/ops/avg_pool2d.h>
#include <ATen/ops/max_pool2d.h>

#include <array>

namespace vitrine::neural {

namespace {

ScaledConvolutionOptions like(const NfResNetConfig& config, std::int64_t in, std::int64_t out) {
    return {.in = in, .out = out, .gamma = config.gamma, .epsilon = config.epsilon};
}

ScaledConvolution narrowest(const Scope& scope, const NfResNetConfig& config,
                            const NfResNetBlock::Shape& shape) {
    const std::int64_t width = config.bottleneck(shape.out);
    ScaledConvolutionOptions options = like(config, width, width);
    options.kernel = 3;
    options.stride = shape.stride;
    return {scope, options};
}

// A fresh block is its shortcut: the gain of its last convolution starts at 0.
ScaledConvolution widening(const Scope& scope, const NfResNetConfig& config,
                           const NfResNetBlock::Shape& shape) {
    ScaledConvolutionOptions options = like(config, config.bottleneck(shape.out), shape.out);
    options.gain = Init::Zeros;
    return {scope, options};
}

ScaledConvolution stemOf(const Scope& scope, const NfResNetConfig& config) {
    ScaledConvolutionOptions options = like(config, 3, config.stemChannels);
    options.kernel = config.stemKernel;
    options.stride = config.stemStride;
    return {scope, options};
}

std::vector<NfResNetBlock> blocksOf(const Scope& scope, const NfResNetConfig& config) {
    const auto betas = inputScales(config.depths, config.alpha);
    std::vector<NfResNetBlock> blocks;
    std::int64_t in = config.stemChannels;
    for (std::size_t stage = 0; stage < betas.size(); ++stage) {
        const Scope ofStage = scope / static_cast<std::int64_t>(stage);
        for (std::size_t block = 0; block < betas[stage].size(); ++block) {
            blocks.emplace_back(ofStage / static_cast<std::int64_t>(block), config,
                                NfResNetBlock::Shape{.in = in,
                                                     .out = config.channels[stage],
                                                     .stride = stage > 0 && block == 0 ? 2 : 1,
                                                     .beta = betas[stage][block]});
            in = config.channels[stage];
        }
    }
    return blocks;
}

at::Tensor rowsOf(const at::Tensor& map) {
    return map.flatten(2).transpose(1, 2);
}

} // namespace

NfResNetBlock::NfResNetBlock(const Scope& scope, const NfResNetConfig& config, const Shape& shape)
    : activation_(config.activation)
    , alpha_(config.alpha)
    , shape_(shape)
    , downsample_(shape.in != shape.out || shape.stride != 1
                      ? std::optional(ScaledConvolution(scope / "downsample.conv",
                                                        like(config, shape.in, shape.out)))
                      : std::nullopt)
    , conv1_(scope / "conv1", like(config, shape.in, config.bottleneck(shape.out)))
    , conv2_(narrowest(scope / "conv2", config, shape))
    , conv3_(widening(scope / "conv3", config, shape)) {}

at::Tensor NfResNetBlock::operator()(const at::Tensor& x) const {
    const at::Tensor scaled = activate(activation_, x).mul(shape_.beta);
    const at::Tensor narrowed = activate(activation_, conv1_(scaled));
    const at::Tensor change = conv3_(activate(activation_, conv2_(narrowed)));
    return shortcut(x, scaled).add(change, alpha_);
}

at::Tensor NfResNetBlock::shortcut(const at::Tensor& x, const at::Tensor& scaled) const {
    if (!downsample_) {
        return x;
    }
    if (shape_.stride == 1) {
        return (*downsample_)(scaled);
    }
    const std::array window{shape_.stride, shape_.stride};
    return (*downsample_)(at::avg_pool2d(scaled, window, window, /*padding=*/0, /*ceil_mode=*/true,
                                         /*count_include_pad=*/false));
}

NfResNet::NfResNet(const Scope& scope, const NfResNetConfig& config)
    : activation_(config.activation)
    , pool_(config.stemPool)
    , stem_(stemOf(scope / "stem.conv", config))
    , blocks_(blocksOf(scope / "stages", config)) {}

at::Tensor NfResNet::stem(const at::Tensor& pixels) const {
    const at::Tensor map = stem_(pixels);
    return pool_ ? at::max_pool2d(map, /*kernel_size=*/3, /*stride=*/2, /*padding=*/1) : map;
}

Outcome<TowerStates> NfResNet::operator()(const at::Tensor& pixels,
                                          const StackRequest& request) const {
    auto stack = runLayers(
        blocks_.size(), stem(pixels), request,
        {.attend = [](std::size_t, const at::Tensor& map) { return map; }, // there is none
         .transform = [&](std::size_t block,
                          const at::Tensor& map) { return blocks_[block](map); }});
    if (!stack) {
        return stack.as<TowerStates>();
    }
    const at::Tensor final = rowsOf(activate(activation_, stack->last));
    stack->last = rowsOf(stack->last);
    for (at::Tensor& state : stack->hidden) {
        state = rowsOf(state);
    }
    return TowerStates{.tower = "image", .stack = *std::move(stack), .final = final};
}

at::Tensor pooledMap(const TowerStates& tower) {
    return tower.final.mean(1);
}

} // namespace vitrine::neural
