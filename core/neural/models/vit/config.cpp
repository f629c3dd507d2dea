#include "core/neural/models/vit/config.h"

#include "core/neural/models/config.h"
#include "core/neural/models/limits.h"

namespace vitrine::neural {

namespace {

void checkSizes(ConfigReader& read, const VitConfig& vit) {
    if (vit.imageSize % vit.patchSize != 0) {
        read.refuse("The patches do not fill the picture",
                    "image_size is " + std::to_string(vit.imageSize) + ", patch_size is " +
                        std::to_string(vit.patchSize));
    }
    if (vit.width % vit.heads != 0) {
        read.refuse("The heads do not divide the width",
                    "hidden_size is " + std::to_string(vit.width) +
                        ", num_attention_heads is " + std::to_string(vit.heads));
    }
    if (read.integer("num_channels", 3, 1, kMostWidth) != 3) {
        read.refuse("Only pictures of three channels can be shown", "num_channels must be 3");
    }
}

} // namespace

Outcome<VitConfig> readVitConfig(const Json& config, const std::string& where) {
    ConfigReader read(config, where);
    VitConfig vit;
    vit.imageSize = read.integer("image_size", vit.imageSize, 1, kMostWidth);
    vit.patchSize = read.integer("patch_size", vit.patchSize, 1, vit.imageSize);
    vit.width = read.integer("hidden_size", vit.width, 1, kMostWidth);
    vit.layers = read.integer("num_hidden_layers", vit.layers, 1, kMostLayers);
    vit.heads = read.integer("num_attention_heads", vit.heads, 1, vit.width);
    vit.inner = read.integer("intermediate_size", vit.inner, 1, kMostWidth);
    vit.epsilon = read.number("layer_norm_eps", vit.epsilon, 0, 1);
    vit.queryKeyValueBias = read.flag("qkv_bias", vit.queryKeyValueBias);
    vit.architecture = read.architecture();
    vit.labels = read.classLabels();
    checkSizes(read, vit);
    const auto activation = activationNamed(read.text("hidden_act", "gelu"), where);
    if (read.problem()) {
        return *read.problem();
    }
    if (!activation) {
        return activation.as<VitConfig>();
    }
    vit.activation = *activation;
    return vit;
}

} // namespace vitrine::neural
