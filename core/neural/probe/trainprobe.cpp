#include "core/neural/probe/trainprobe.h"

#include "core/base/draws.h"
#include "core/base/files.h"
#include "core/neural/border.h"
#include "core/neural/train/step.h"
#include "core/neural/train/trainedmodel.h"
#include "core/neural/weights/weightbytes.h"

#include <ATen/ops/empty.h>

#include <span>

namespace vitrine::neural {

namespace {

constexpr const char* kTrainWhere = "random weights in training";

at::Tensor randomNumbers(const std::vector<std::int64_t>& shape, std::int64_t bound,
                         const DrawKey& key) {
    at::Tensor tensor = at::empty(shape, at::dtype(at::kLong));
    Draws draws(key, 0);
    auto* values = tensor.mutable_data_ptr<std::int64_t>();
    for (std::int64_t index = 0; index < tensor.numel(); ++index) {
        values[index] = draws.below(static_cast<std::uint32_t>(bound));
    }
    return tensor;
}

at::Tensor randomPixels(const std::vector<std::int64_t>& shape, const DrawKey& key) {
    at::Tensor tensor = at::empty(shape, at::dtype(at::kFloat));
    Draws draws(key, 1);
    auto* values = tensor.mutable_data_ptr<float>();
    for (std::int64_t index = 0; index < tensor.numel(); ++index) {
        values[index] = 2 * draws.unitFloat() - 1;
    }
    return tensor;
}

LabelledBatch randomBatch(const Network& network, std::int64_t classes,
                          const TrainProbeOptions& options) {
    const DrawKey key(options.seed, "train probe");
    LabelledBatch batch;
    if (const auto layout = network.patches()) {
        batch.input.pixels =
            randomPixels({options.samples, 3, layout->imageSize, layout->imageSize}, key);
    } else {
        batch.input.ids =
            randomNumbers({options.samples, options.tokens}, network.card().vocabulary, key);
    }
    batch.labels =
        randomNumbers({options.samples}, classes, DrawKey(options.seed, "train probe labels"));
    return batch;
}

template <class T>
TensorToWrite writeOf(const std::string& name, Dtype dtype, const at::Tensor& tensor) {
    return {.name = name,
            .dtype = dtype,
            .shape = tensor.sizes().vec(),
            .bytes = std::as_bytes(
                std::span(tensor.const_data_ptr<T>(), static_cast<std::size_t>(tensor.numel())))};
}

} // namespace

struct TrainProbe::Parts {
    TrainProbeOptions options;
    std::unique_ptr<TrainedModel> model;
    std::unique_ptr<AdamW> optimizer;
    LabelledBatch batch;
    std::vector<double> losses;
};

TrainProbe::TrainProbe(std::unique_ptr<Parts> parts)
    : parts_(std::move(parts)) {}

TrainProbe::~TrainProbe() = default;

Outcome<std::unique_ptr<TrainProbe>> TrainProbe::make(const Json& config, std::int64_t classes,
                                                      const TrainProbeOptions& options) {
    using Answer = std::unique_ptr<TrainProbe>;
    return guarded(kTrainWhere, [&]() -> Outcome<Answer> {
        ModelToTrain wanted{.config = config, .seed = options.seed};
        for (std::int64_t index = 0; index < classes; ++index) {
            wanted.labels.push_back("class " + std::to_string(index));
        }
        auto model = TrainedModel::make(wanted);
        if (!model) {
            return model.as<Answer>();
        }
        auto parts = std::make_unique<Parts>();
        parts->options = options;
        parts->model = *std::move(model);
        parts->optimizer = std::make_unique<AdamW>(parts->model->parameters(), AdamWOptions{});
        parts->batch = randomBatch(parts->model->network(), classes, options);
        return Answer(new TrainProbe(std::move(parts)));
    });
}

Outcome<Done> TrainProbe::save(const std::filesystem::path& folder) const {
    const WeightBytes weights(parts_->model->parameters(), parts_->model->family().names);
    if (auto saved =
            writeSafetensors(folder / "model.safetensors", weights.toWrite(), {{"format", "pt"}});
        !saved) {
        return saved;
    }
    if (auto saved = saveAtomically(folder / "config.json", parts_->model->config().dump(2));
        !saved) {
        return saved;
    }
    const LabelledBatch& batch = parts_->batch;
    std::vector<TensorToWrite> tensors{writeOf<std::int64_t>("labels", Dtype::I64, batch.labels)};
    tensors.push_back(batch.input.pixels.defined()
                          ? writeOf<float>("pixel_values", Dtype::F32, batch.input.pixels)
                          : writeOf<std::int64_t>("input_ids", Dtype::I64, batch.input.ids));
    return writeSafetensors(folder / "batch.safetensors", std::move(tensors));
}

Outcome<Done> TrainProbe::step() {
    return guarded(kTrainWhere, [&]() -> Outcome<Done> {
        auto result =
            trainStep(parts_->model->network(), *parts_->optimizer, std::span(&parts_->batch, 1),
                      {.learningRate = parts_->options.learningRate, .clip = 1}, Tick());
        if (!result) {
            return result.as<Done>();
        }
        parts_->losses.push_back(result->loss);
        return Done{};
    });
}

const std::vector<double>& TrainProbe::losses() const {
    return parts_->losses;
}

} // namespace vitrine::neural
