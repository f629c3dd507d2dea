#include "core/neural/train/evaluation.h"

#include "core/neural/train/objective.h"

#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <limits>
#include <vector>

namespace vitrine::neural {

namespace {

// What is collected over the batches.
class Collected {
public:
    void add(const LabelledBatch& batch, const at::Tensor& logits) {
        loss_ += crossEntropy(logits, batch.labels, {}).item<double>();
        const at::Tensor best = logits.argmax(-1).contiguous();
        const at::Tensor truth = batch.labels.contiguous();
        written_ = written_ || truth.dim() > 1;
        const auto* labels = truth.const_data_ptr<std::int64_t>();
        const auto* answers = best.const_data_ptr<std::int64_t>();
        const std::int64_t columns = truth.numel() / truth.size(0);
        for (std::int64_t row = 0; row < truth.size(0); ++row) {
            bool exact = true;
            for (std::int64_t place = row * columns; place < (row + 1) * columns; ++place) {
                if (labels[place] != kIgnoredLabel) {
                    predicted_.push_back(answers[place]);
                    truth_.push_back(labels[place]);
                    exact = exact && answers[place] == labels[place];
                }
            }
            exact_ += exact ? 1 : 0;
            ++rows_;
        }
    }

    [[nodiscard]] Evaluation evaluation(std::int64_t classes) const {
        Evaluation found{.loss = truth_.empty() ? 0 : loss_ / static_cast<double>(truth_.size()),
                         .score = analysis::classificationScore(predicted_, truth_, classes)};
        if (written_) {
            found.exactMatch = static_cast<double>(exact_) / static_cast<double>(rows_);
        }
        return found;
    }

private:
    double loss_ = 0;
    std::vector<std::int64_t> predicted_;
    std::vector<std::int64_t> truth_;
    std::int64_t exact_ = 0;
    std::int64_t rows_ = 0;
    bool written_ = false;
};

} // namespace

std::vector<run::Scalar> scalarsOf(const Evaluation& evaluation, const std::string& part) {
    std::vector<run::Scalar> values{{part + "/loss", evaluation.loss},
                                    {part + "/accuracy", evaluation.score.accuracy}};
    if (evaluation.exactMatch) {
        values.push_back({part + "/exact_match", *evaluation.exactMatch});
    } else {
        values.push_back({part + "/f1", evaluation.score.macroF1});
    }
    return values;
}

double metricOf(const Evaluation& evaluation, const std::string& name) {
    const std::vector<run::Scalar> values = scalarsOf(evaluation, "eval");
    const auto found = std::ranges::find(values, name, &run::Scalar::tag);
    return found == values.end() ? std::numeric_limits<double>::quiet_NaN() : found->value;
}

Outcome<Evaluation> evaluate(const Network& network, const Examples& examples,
                             const EvaluationOptions& options, const Tick& tick) {
    const at::NoGradGuard noGrad;
    const std::int64_t count =
        options.most > 0 ? std::min(options.most, examples.size()) : examples.size();
    Collected collected;
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
        collected.add(batch, result->logits.at(batch.head));
    }
    return collected.evaluation(options.classes);
}

} // namespace vitrine::neural
