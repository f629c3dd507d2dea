#include "tests/core/neural/explain/tinymodel.h"

#include "core/base/philox.h"
#include "core/neural/explain/target.h"
#include "core/neural/pictureaxis.h"

#include <ATen/ops/empty.h>

#include <stdexcept>

namespace vitrine::tests {

namespace {

using namespace neural;

constexpr std::int64_t kVocabulary = 40;
constexpr std::size_t kFrames = 3;
constexpr std::size_t kSide = 12; ///< of pictures, in patches of 4

// Weights of deviation 0.25 at widths of 16: scores of some nats, far from even.
constexpr double kDeviation = 0.25;

at::Tensor randomNormal(const std::vector<std::int64_t>& shape, std::uint64_t seed,
                        std::uint64_t stream, double deviation) {
    at::Tensor tensor = at::empty(shape, at::dtype(at::kDouble));
    double* values = tensor.mutable_data_ptr<double>();
    Random numbers(seed, stream);
    for (std::int64_t index = 0; index < tensor.numel(); ++index) {
        values[index] = deviation * static_cast<double>(numbers.normal());
    }
    return tensor;
}

class TinyParameters final : public ParameterSource {
public:
    TinyParameters(std::uint64_t seed, Precision precision, std::vector<std::string> heads)
        : seed_(seed)
        , dtype_(precision == Precision::Double ? at::kDouble : at::kFloat)
        , heads_(std::move(heads)) {}

    [[nodiscard]] bool has(const std::string& name) const override {
        return std::ranges::any_of(heads_,
                                   [&](const std::string& head) { return name.starts_with(head); });
    }

    [[nodiscard]] at::Tensor take(const std::string&, const std::vector<std::int64_t>& shape,
                                  Init init) override {
        // Norms and biases are random too, about their usual beginning: nothing may cancel by luck.
        const at::Tensor drawn = randomNormal(shape, seed_, taken_++, kDeviation);
        return (init == Init::Ones ? drawn.add(1) : drawn).to(dtype_);
    }

private:
    std::uint64_t seed_;
    std::uint64_t taken_ = 0;
    at::ScalarType dtype_;
    std::vector<std::string> heads_;
};

Json configOf(const std::string& family, const std::string& attention) {
    return *parseJson("{\"model_type\": \"" + family + R"(", "num_labels": 4, "vocab_size": 40,
        "hidden_size": 16, "dim": 16, "n_embd": 16, "num_hidden_layers": 3, "n_layer": 3,
        "num_attention_heads": 2, "n_head": 2, "d_model": 16, "num_heads": 2, "num_layers": 2,
        "encoder_layers": 2, "decoder_layers": 2, "d_kv": 8, "d_ff": 24, "max_position": 16,
        "encoder_attention_heads": 2, "decoder_attention_heads": 2, "encoder_ffn_dim": 24,
        "decoder_ffn_dim": 24, "intermediate_size": 24, "max_position_embeddings": 16,
        "n_positions": 16, "image_size": 12, "patch_size": 4, "num_frames": 3,
        "attention_type": ")" +
                          attention + "\"}",
                      "tiny model");
}

std::vector<std::string> headsOf(const std::string& kind) {
    if (kind == "bert-lm") {
        return {"cls.predictions."};
    }
    return kind == "gpt2-lm" ? std::vector<std::string>{}
                             : std::vector<std::string>{"classifier.", "pooler.", "score."};
}

at::Tensor randomIds(std::int64_t count, std::uint64_t seed) {
    at::Tensor ids = at::empty({1, count}, at::dtype(at::kLong));
    Random numbers(seed, 77);
    for (std::int64_t index = 0; index < count; ++index) {
        ids.mutable_data_ptr<std::int64_t>()[index] =
            3 + numbers.below(static_cast<std::uint32_t>(kVocabulary - 3));
    }
    return ids;
}

Axis axisOf(const char* name, const at::Tensor& ids) {
    Axis axis{.name = name, .tokens = {}};
    for (std::int64_t place = 0; place < ids.size(1); ++place) {
        const std::int64_t id = ids.const_data_ptr<std::int64_t>()[place];
        axis.tokens.push_back({.id = id, .label = "#" + std::to_string(id)});
    }
    return axis;
}

TraceInput textInput(bool twoAxes, std::uint64_t seed) {
    TraceInput input{.sample = {.name = "tiny"}};
    input.batch.ids = randomIds(7, seed);
    input.axes = {axisOf(twoAxes ? "encoder" : "text", input.batch.ids)};
    if (twoAxes) {
        input.batch.decoderIds = randomIds(5, seed + 1000);
        input.axes.push_back(axisOf("decoder", input.batch.decoderIds));
    }
    return input;
}

TraceInput pictureInput(const PatchLayout& layout, std::uint64_t seed, Precision precision) {
    TraceInput input{.sample = {.name = "tiny"}};
    const std::vector<pixels::Prepared> frames(layout.frames > 0 ? kFrames : 1,
                                               pixels::Prepared{.picture = Image(kSide, kSide)});
    std::vector<std::int64_t> shape{1, 3, kSide, kSide};
    if (layout.frames > 0) {
        shape.insert(shape.begin() + 1, kFrames);
        input.axes = {clipAxis(layout, frames)};
        input.blocks = clipBlocks(layout, frames);
    } else {
        input.axes = {pictureAxis(layout, frames.front())};
    }
    input.batch.pixels = randomNormal(shape, seed, 78, 1.0)
                             .to(precision == Precision::Double ? at::kDouble : at::kFloat);
    return input;
}

} // namespace

ForwardResult TinyModel::said() const {
    auto result = network->forward(input.batch, {});
    if (!result) {
        throw std::runtime_error("the tiny model did not run");
    }
    return *std::move(result);
}

engine::Target TinyModel::target() const {
    const auto aim = aimAt({}, said(), *network, input);
    if (!aim) {
        throw std::runtime_error(aim.problem().text());
    }
    return aim->target;
}

TinyModel tinyModel(const std::string& kind, std::uint64_t seed, Precision precision) {
    const std::string family = kind.substr(0, kind.find('-'));
    const std::string attention = kind.ends_with("-joint")    ? "joint_space_time"
                                  : kind.ends_with("-frames") ? "space_only"
                                                              : "divided_space_time";
    Json config = configOf(family, attention);
    const Family* known = *familyOf(config, "tiny model");
    if (!kind.ends_with("-lm")) {
        config.set("architectures", Json::Array{Json(known->classifier)});
    }
    TinyParameters parameters(seed, precision, headsOf(kind));
    auto network = known->build(config, "tiny model", parameters);
    if (!network) {
        throw std::runtime_error(network.problem().text());
    }
    TinyModel model{.network = *std::move(network), .input = {}};
    const auto layout = model.network->patches();
    model.input = layout ? pictureInput(*layout, seed, precision)
                         : textInput(model.network->sequenceIds().has_value(), seed);
    return model;
}

} // namespace vitrine::tests
