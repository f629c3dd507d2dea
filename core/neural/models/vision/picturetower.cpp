#include "core/neural/models/vision/picturetower.h"

#include "core/neural/models/sites.h"

namespace vitrine::neural {

Outcome<TowerStates> PictureTower::run(const at::Tensor& pixels,
                                       const StackRequest& request) const {
    const at::Tensor embedded = embedding(pixels);
    auto stack = runStack(layers, first ? (*first)(embedded) : embedded, AttentionMask(), request);
    if (!stack) {
        return stack.as<TowerStates>();
    }
    return TowerStates{.tower = "image", .stack = *std::move(stack)};
}

std::vector<engine::Site> PictureTower::sites(int axis) const {
    return sitesOf({.tower = "image",
                    .layers = config.layers,
                    .heads = config.heads,
                    .headWidth = config.width / config.heads,
                    .axis = axis});
}

} // namespace vitrine::neural
