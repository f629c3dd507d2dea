#include "tests/core/neural/train/traincheck.h"

#include "core/base/draws.h"
#include "core/base/json.h"
#include "core/neural/models/network.h"
#include "core/neural/train/adamw.h"
#include "core/neural/train/evaluation.h"
#include "core/neural/train/examples/translationexamples.h"
#include "core/neural/train/gradients.h"
#include "core/neural/train/step.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/full.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <stdexcept>

namespace vitrine::tests {

namespace {

using namespace neural;

constexpr int kClasses = 4;

at::Tensor randomTensor(const std::vector<std::int64_t>& shape, std::uint64_t seed,
                        const std::string& purpose) {
    at::Tensor tensor = at::empty(shape, at::dtype(at::kFloat));
    const DrawField field(DrawKey(seed, purpose), 0);
    float* values = tensor.mutable_data_ptr<float>();
    for (std::int64_t i = 0; i < tensor.numel(); ++i) {
        values[i] = 2 * field.unitFloatAt(static_cast<std::uint64_t>(i)) - 1;
    }
    return tensor;
}

// A tiny model, in every family's spelling of the sizes.
Json configOf(const std::string& family) {
    return *parseJson("{\"model_type\": \"" + family + R"(", "num_labels": 4, "vocab_size": 50,
        "hidden_size": 32, "dim": 32, "n_embd": 32, "embedding_size": 16,
        "num_hidden_layers": 2, "n_layers": 2, "n_layer": 2,
        "num_attention_heads": 2, "n_heads": 2, "n_head": 2,
        "d_model": 32, "num_heads": 2, "num_layers": 2, "encoder_layers": 2, "decoder_layers": 2,
        "d_kv": 16, "d_ff": 64, "max_position": 16, "encoder_attention_heads": 2,
        "decoder_attention_heads": 2, "encoder_ffn_dim": 64, "decoder_ffn_dim": 64,
        "intermediate_size": 64, "hidden_dim": 64,
        "max_position_embeddings": 16, "n_positions": 16, "image_size": 16, "patch_size": 4,
        "num_frames": 3})",
                      "test");
}

// The shape of a family's pixels without the batch: pictures, clips; empty where it reads texts.
std::vector<std::int64_t> pixelShape(const std::string& family) {
    if (family == "timesformer") {
        return {3, 3, 16, 16};
    }
    const bool picture = family == "vit" || family == "deit";
    return picture ? std::vector<std::int64_t>{3, 16, 16} : std::vector<std::int64_t>{};
}

struct Built {
    std::unique_ptr<TrainableParameters> parameters;
    std::unique_ptr<Network> network;
};

Built build(const std::string& family, std::uint64_t seed) {
    Built built;
    Json config = configOf(family);
    const Family* known = *familyOf(config, "test");
    config.set("architectures", Json::Array{Json(known->classifier)});
    built.parameters = std::make_unique<TrainableParameters>(
        nullptr,
        [known](const std::string& name) {
            const auto begins = [&](const std::string& head) { return name.starts_with(head); };
            return std::ranges::any_of(known->classifierHeads, begins) ||
                   std::ranges::none_of(known->names.heads, begins);
        },
        seed);
    auto network = known->build(config, "test", *built.parameters);
    if (!network) {
        throw std::runtime_error("the tiny model was not built");
    }
    built.network = *std::move(network);
    return built;
}

LabelledBatch batchOf(const std::string& family, std::int64_t samples, std::uint64_t seed) {
    LabelledBatch batch;
    batch.labels = at::empty({samples}, at::dtype(at::kLong));
    Draws draws(DrawKey(seed, "labels"), 0);
    for (std::int64_t i = 0; i < samples; ++i) {
        batch.labels.mutable_data_ptr<std::int64_t>()[i] = draws.below(kClasses);
    }
    if (std::vector<std::int64_t> shape = pixelShape(family); !shape.empty()) {
        shape.insert(shape.begin(), samples);
        batch.input.pixels = randomTensor(shape, seed, "pixels");
        return batch;
    }
    batch.input.ids = at::empty({samples, 12}, at::dtype(at::kLong));
    for (std::int64_t i = 0; i < batch.input.ids.numel(); ++i) {
        batch.input.ids.mutable_data_ptr<std::int64_t>()[i] = draws.below(50);
    }
    return batch;
}

LabelledBatch slice(const LabelledBatch& batch, std::int64_t begin, std::int64_t count) {
    LabelledBatch part;
    part.input.pixels = batch.input.pixels.narrow(0, begin, count);
    part.labels = batch.labels.narrow(0, begin, count);
    return part;
}

std::vector<at::Tensor> gradientsAfter(Built& built, std::span<const LabelledBatch> batches) {
    // A learning rate of 0 and no decay: the update leaves the weights, the gradients stay.
    AdamW optimizer(built.parameters->all(), {.decay = 0});
    auto step = trainStep(*built.network, optimizer, batches, {.learningRate = 0}, Tick());
    if (!step || !step->applied) {
        throw std::runtime_error("the update failed");
    }
    std::vector<at::Tensor> gradients;
    for (const NamedTensor& parameter : built.parameters->all()) {
        gradients.push_back(parameter.tensor.grad().clone());
    }
    return gradients;
}

std::array<double, 2> pair(const at::Tensor& tensor) {
    return {tensor[0].item<double>(), tensor[1].item<double>()};
}

} // namespace

AdamWAnswer adamWKnownAnswer() {
    std::array<double, 2> values{1, -2};
    // Two-dimensional, so that it decays.
    at::Tensor parameter = at::from_blob(values.data(), {2, 1}, at::dtype(at::kDouble)).clone();
    parameter.set_requires_grad(true);
    AdamW optimizer({{"weight", parameter}}, {.decay = 0.01});
    for (std::array<double, 2> gradient :
         {std::array{0.1, -0.2}, std::array{0.3, 0.4}, std::array{-0.5, 0.6}}) {
        parameter.mutable_grad() =
            at::from_blob(gradient.data(), {2, 1}, at::dtype(at::kDouble)).clone();
        optimizer.step(0.1);
    }
    const AdamWMoments& moments = optimizer.moments().front();
    return {.parameter = pair(parameter.detach().flatten()),
            .first = pair(moments.first.flatten()),
            .second = pair(moments.second.flatten())};
}

double adamWAgainstFormula(std::uint64_t seed) {
    constexpr std::int64_t kSize = 37;
    constexpr int kSteps = 200;
    // The kernel holds β in the parameter's type, the corrections in double: 1 − 0.999 in fp32 is
    // 5e-5 off.
    constexpr double kBeta1 = 0.9F;
    constexpr double kBeta2 = 0.999F;
    at::Tensor parameter = randomTensor({kSize, 1}, seed, "start");
    std::vector<double> p(kSize);
    std::vector<double> m(kSize);
    std::vector<double> v(kSize);
    std::copy_n(parameter.const_data_ptr<float>(), kSize, p.begin());
    parameter.set_requires_grad(true);
    AdamW optimizer({{"weight", parameter}}, {.decay = 0.1});
    for (int t = 1; t <= kSteps; ++t) {
        const at::Tensor gradient = randomTensor({kSize, 1}, seed, "g" + std::to_string(t));
        parameter.mutable_grad() = gradient;
        const double rate = 1e-2 / t;
        optimizer.step(rate);
        for (std::size_t i = 0; i < kSize; ++i) {
            const double g = gradient.const_data_ptr<float>()[i];
            m[i] = kBeta1 * m[i] + (1 - kBeta1) * g;
            v[i] = kBeta2 * v[i] + (1 - kBeta2) * g * g;
            p[i] *= 1 - rate * 0.1;
            p[i] -= rate / (1 - std::pow(0.9, t)) * m[i] /
                    (std::sqrt(v[i]) / std::sqrt(1 - std::pow(0.999, t)) + 1e-8);
        }
    }
    double largest = 0;
    for (std::size_t i = 0; i < kSize; ++i) {
        largest = std::max(
            largest, std::abs(p[i] - static_cast<double>(parameter.const_data_ptr<float>()[i])));
    }
    return largest;
}

double accumulationDifference(std::uint64_t seed) {
    constexpr std::int64_t kSamples = 12;
    Built built = build("vit", seed);
    const LabelledBatch whole = batchOf("vit", kSamples, seed);
    const std::vector<at::Tensor> expected = gradientsAfter(built, std::span(&whole, 1));
    std::vector<LabelledBatch> parts;
    Draws draws(DrawKey(seed, "split"), 0);
    for (std::int64_t begin = 0; begin < kSamples;) {
        const std::int64_t count =
            1 + draws.below(static_cast<std::uint32_t>(std::min<std::int64_t>(5, kSamples - begin)));
        parts.push_back(slice(whole, begin, count));
        begin += count;
    }
    const std::vector<at::Tensor> found = gradientsAfter(built, parts);
    double difference = 0;
    double size = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        difference += std::pow(expected[i].sub(found[i]).norm().item<double>(), 2);
        size += std::pow(expected[i].norm().item<double>(), 2);
    }
    return std::sqrt(difference / size);
}

std::vector<double> overfitOneBatch(const std::string& family, int steps) {
    Built built = build(family, 5);
    const LabelledBatch batch = batchOf(family, 8, 6);
    AdamW optimizer(built.parameters->all(), {.decay = 0});
    std::vector<double> losses;
    for (int step = 0; step < steps; ++step) {
        auto result = trainStep(*built.network, optimizer, std::span(&batch, 1),
                                {.learningRate = 3e-3, .clip = 1}, Tick());
        losses.push_back(result->loss);
    }
    return losses;
}

namespace {

TranslationExamples someTexts() {
    return {{{.source = {5, 9, 14, 2}, .target = {7, 11, 13, 2}},
             {.source = {6, 8, 2}, .target = {12, 2}},
             {.source = {9, 5, 2}, .target = {1, 20, 7, 9, 2}}}, // with the start token in front
            {.start = 1, .end = 2, .pad = 0}};
}

std::vector<std::int64_t> listOf(const at::Tensor& tensor) {
    const auto* data = tensor.const_data_ptr<std::int64_t>();
    return {data, data + tensor.numel()};
}

} // namespace

ShiftedTexts shiftedTexts() {
    const std::array places{Place{.sample = 0}, Place{.sample = 2}, Place{.sample = 1}};
    const LabelledBatch batch = someTexts().batch(places);
    return {.decoderIds = listOf(batch.input.decoderIds),
            .decoderMask = listOf(batch.input.decoderMask),
            .labels = listOf(batch.labels),
            .counted = countedLabels(batch)};
}

TranslationLearnt translateOneBatch(const std::string& family, int steps) {
    Built built;
    built.parameters = std::make_unique<TrainableParameters>(
        nullptr, [](const std::string&) { return true; }, 5);
    auto network = (*familyOf(configOf(family), "test"))
                       ->build(configOf(family), "test", *built.parameters);
    if (!network) {
        throw std::runtime_error("the tiny model was not built");
    }
    const TranslationExamples examples = someTexts();
    const std::array places{Place{.sample = 0}, Place{.sample = 1}, Place{.sample = 2}};
    const LabelledBatch batch = examples.batch(places);
    AdamW optimizer(built.parameters->all(), {.decay = 0});
    TranslationLearnt learnt;
    for (int step = 0; step < steps; ++step) {
        const auto result = trainStep(**network, optimizer, std::span(&batch, 1),
                                      {.learningRate = 3e-3, .clip = 1}, Tick());
        learnt.first = step == 0 ? result->loss : learnt.first;
    }
    const auto evaluation = evaluate(**network, examples, {.batch = 2, .classes = 50}, Tick());
    learnt.loss = evaluation->loss;
    learnt.accuracy = evaluation->score.accuracy;
    learnt.exactMatch = evaluation->exactMatch.value_or(-1);
    return learnt;
}

std::pair<double, double> smoothedLoss(double smoothing) {
    const at::Tensor logits = randomTensor({3, kClasses}, 4, "logits").mul(3);
    at::Tensor labels = at::full({3}, 2, at::dtype(at::kLong));
    const double ours =
        crossEntropy(logits, labels, {.labelSmoothing = smoothing}).item<double>();
    double formula = 0;
    for (int row = 0; row < 3; ++row) {
        std::array<double, kClasses> x{};
        double sum = 0;
        for (int c = 0; c < kClasses; ++c) {
            x[static_cast<std::size_t>(c)] = logits[row][c].item<double>();
            sum += std::exp(x[static_cast<std::size_t>(c)]);
        }
        double mean = 0;
        for (const double score : x) {
            mean += (std::log(sum) - score) / kClasses;
        }
        formula += (1 - smoothing) * (std::log(sum) - x[2]) + smoothing * mean;
    }
    return {ours, formula};
}

std::pair<double, double> clippedNorm(double limit) {
    at::Tensor parameter = randomTensor({6, 5}, 8, "p");
    parameter.set_requires_grad(true);
    parameter.mutable_grad() = randomTensor({6, 5}, 8, "g").mul(10);
    const std::vector<NamedTensor> parameters{{"p", parameter}};
    const double before = gradientNorm(parameters);
    (void)clipGradients(parameters, before, limit);
    return {before, gradientNorm(parameters)};
}

bool nanLeavesWeights() {
    Built built = build("vit", 3);
    LabelledBatch batch = batchOf("vit", 2, 3);
    batch.input.pixels.mutable_data_ptr<float>()[7] = std::numeric_limits<float>::quiet_NaN();
    std::vector<at::Tensor> before;
    for (const NamedTensor& parameter : built.parameters->all()) {
        before.push_back(parameter.tensor.detach().clone());
    }
    AdamW optimizer(built.parameters->all(), {});
    auto step =
        trainStep(*built.network, optimizer, std::span(&batch, 1), {.learningRate = 1}, Tick());
    bool same = step.ok() && !step->applied && std::isnan(step->loss);
    for (std::size_t i = 0; i < before.size(); ++i) {
        same = same && before[i].equal(built.parameters->all()[i].tensor.detach());
    }
    return same;
}

bool freshParametersByName() {
    const auto any = [](const std::string&) { return true; };
    TrainableParameters first(nullptr, any, 9);
    TrainableParameters second(nullptr, any, 9);
    TrainableParameters other(nullptr, any, 10);
    const at::Tensor a = first.take("a", {7, 3}, Init::Normal);
    (void)second.take("b", {4}, Init::Zeros);
    const at::Tensor again = second.take("a", {7, 3}, Init::Normal);
    return a.equal(again) && !a.equal(other.take("a", {7, 3}, Init::Normal)) &&
           first.take("a", {7, 3}, Init::Normal).is_same(a) && a.requires_grad();
}

} // namespace vitrine::tests
