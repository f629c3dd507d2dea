#include "core/neural/models/vision/config.h"

#include "core/neural/models/limits.h"

namespace vitrine::neural {

namespace {

void checkSizes(ConfigReader& read, const VisionConfig& vision) {
    if (vision.imageSize % vision.patchSize != 0) {
        read.refuse("The patches do not fill the picture",
                    "image_size is " + std::to_string(vision.imageSize) + ", patch_size is " +
                        std::to_string(vision.patchSize));
    }
    read.headsDivide("hidden_size", vision.width, "num_attention_heads", vision.heads);
    if (read.integer("num_channels", 3, 1, kMostWidth) != 3) {
        read.refuse("Only pictures of three channels can be shown", "num_channels must be 3");
    }
}

} // namespace

VisionConfig readVisionConfig(ConfigReader& read, VisionConfig defaults) {
    VisionConfig vision = std::move(defaults);
    vision.imageSize = read.integer("image_size", vision.imageSize, 1, kMostWidth);
    vision.patchSize = read.integer("patch_size", vision.patchSize, 1, vision.imageSize);
    vision.width = read.integer("hidden_size", vision.width, 1, kMostWidth);
    vision.layers = read.integer("num_hidden_layers", vision.layers, 1, kMostLayers);
    vision.heads = read.integer("num_attention_heads", vision.heads, 1, vision.width);
    vision.inner = read.integer("intermediate_size", vision.inner, 1, kMostWidth);
    vision.epsilon = read.number("layer_norm_eps", vision.epsilon, 0, 1);
    vision.queryKeyValueBias = read.flag("qkv_bias", vision.queryKeyValueBias);
    vision.architecture = read.architecture();
    vision.labels = read.classLabels();
    checkSizes(read, vision);
    vision.activation = read.activation("hidden_act", vision.activationName);
    return vision;
}

} // namespace vitrine::neural
