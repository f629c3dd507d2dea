#include "core/neural/train/evaluation.h"

#include "core/neural/train/objective.h"

#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <vector>

namespace vitrine::neural {

Outcome<Evaluation> evaluate(const Network& network, const Examples& examples,
                             const EvaluationOptions& options, const Tick& tick) {
    const at::NoGradGuard noGrad;
    const std::int64_t count =
        options.most > 0 ? std::min(options.most, examples.size()) : examples.size();
    std::vector<std::int64_t> predicted;
    std::vector<std::int64_t> truth;
    double loss = 0;
    for (std::int64_t begin = 0; begin < count; begin += options.batch) {
        if (!tick.update(begin, count)) {
            return Cancelled{};
        }
        std::vector<Place> places;
        for (std::int64_t sample = begin; sample < std::min(begin + options.batch, count);
             ++sample) {
            places.push_back({.sample = sample, .epoch = 0});
        }
        const LabelledBatch batch = examples.batch(places);
        auto result = network.forward(batch.input, {});
        if (!result) {
            return result.as<Evaluation>();
        }
        const at::Tensor& logits = result->logits.at("classify");
        loss += classificationLoss(logits, batch.labels, {}).item<double>();
        const at::Tensor best = logits.argmax(1);
        const auto* labels = batch.labels.const_data_ptr<std::int64_t>();
        const auto* answers = best.const_data_ptr<std::int64_t>();
        predicted.insert(predicted.end(), answers, answers + best.size(0));
        truth.insert(truth.end(), labels, labels + best.size(0));
    }
    return Evaluation{.loss = count > 0 ? loss / static_cast<double>(count) : 0,
                      .score = analysis::classificationScore(predicted, truth, options.classes)};
}

} // namespace vitrine::neural
