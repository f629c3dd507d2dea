#include "core/data/baseline/wordclassifiers.h"

#include "core/data/dataorder.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace vitrine::data {

namespace {

/// A word that stands in one text alone says nothing about others.
constexpr std::size_t kLeastTexts = 2;

void require(const LabelledTexts& training, std::int64_t classes) {
    if (training.texts.empty() || training.texts.size() != training.labels.size() || classes < 1) {
        throw std::invalid_argument("word classifier: " + std::to_string(training.texts.size()) +
                                    " texts, " + std::to_string(training.labels.size()) +
                                    " labels, " + std::to_string(classes) + " classes");
    }
    for (const std::int64_t label : training.labels) {
        if (label < 0 || label >= classes) {
            throw std::invalid_argument("word classifier: label " + std::to_string(label) + " of " +
                                        std::to_string(classes));
        }
    }
}

template <class T>
std::int64_t largest(const std::vector<T>& scores) {
    return std::ranges::max_element(scores) - scores.begin();
}

void softmax(std::vector<float>& scores) {
    const float most = *std::ranges::max_element(scores);
    float sum = 0;
    for (float& score : scores) {
        score = std::exp(score - most);
        sum += score;
    }
    for (float& score : scores) {
        score /= sum;
    }
}

} // namespace

NaiveBayes::NaiveBayes(const LabelledTexts& training, std::int64_t classes)
    : bag_(training.texts, kLeastTexts) {
    require(training, classes);
    const auto count = static_cast<std::size_t>(classes);
    std::vector<double> texts(count);
    std::vector<double> words(count, static_cast<double>(bag_.size())); // one added for each
    likelihood_.assign(bag_.size(), std::vector<float>(count, 1));
    for (std::size_t i = 0; i < training.texts.size(); ++i) {
        const auto label = static_cast<std::size_t>(training.labels[i]);
        texts[label] += 1;
        for (const auto& [word, times] : bag_.counts(training.texts[i])) {
            likelihood_[word][label] += times;
            words[label] += static_cast<double>(times);
        }
    }
    for (std::size_t label = 0; label < count; ++label) {
        // A class without a text is never chosen.
        prior_.push_back(std::log(texts[label] / static_cast<double>(training.texts.size())));
        for (std::vector<float>& word : likelihood_) {
            word[label] =
                static_cast<float>(std::log(static_cast<double>(word[label]) / words[label]));
        }
    }
}

std::int64_t NaiveBayes::predict(std::string_view text) const {
    std::vector<double> scores = prior_;
    for (const auto& [word, times] : bag_.counts(text)) {
        for (std::size_t label = 0; label < scores.size(); ++label) {
            scores[label] += static_cast<double>(times * likelihood_[word][label]);
        }
    }
    return largest(scores);
}

LinearClassifier::LinearClassifier(const LabelledTexts& training, std::size_t classes)
    : bag_(training.texts, kLeastTexts)
    , classes_(classes)
    , weights_((bag_.size() + 1) * classes)
    , squares_(weights_.size()) {}

std::vector<float> LinearClassifier::scores(const WordCounts& weights) const {
    const auto biases = weights_.end() - static_cast<std::ptrdiff_t>(classes_);
    std::vector<float> scores(biases, weights_.end());
    for (const auto& [word, weight] : weights) {
        const float* line = &weights_[word * classes_];
        for (std::size_t label = 0; label < classes_; ++label) {
            scores[label] += weight * line[label];
        }
    }
    return scores;
}

void LinearClassifier::step(const WordCounts& weights, std::size_t label,
                            const LinearOptions& options) {
    constexpr float kTiny = 1e-8F;
    const auto rate = static_cast<float>(options.rate);
    const auto decay = static_cast<float>(options.decay);
    std::vector<float> gradients = scores(weights);
    softmax(gradients);
    gradients[label] -= 1;
    const auto update = [&](std::size_t line, float input) {
        for (std::size_t i = 0; i < classes_; ++i) {
            float& weight = weights_[line * classes_ + i];
            float& square = squares_[line * classes_ + i];
            const float gradient = input * gradients[i] + decay * weight;
            square += gradient * gradient;
            weight -= rate * gradient / (std::sqrt(square) + kTiny);
        }
    };
    for (const auto& [word, weight] : weights) {
        update(word, weight);
    }
    update(bag_.size(), 1);
}

Outcome<LinearClassifier> LinearClassifier::learn(const LabelledTexts& training,
                                                  std::int64_t classes,
                                                  const LinearOptions& options,
                                                  const Tick& tick) {
    constexpr std::int64_t kTickEvery = 1024;
    require(training, classes);
    LinearClassifier classifier(training, static_cast<std::size_t>(classes));
    std::vector<WordCounts> inputs;
    for (const std::string& text : training.texts) {
        inputs.push_back(classifier.bag_.weights(text));
    }
    const auto count = static_cast<std::int64_t>(inputs.size());
    for (int epoch = 0; epoch < options.epochs; ++epoch) {
        const DataOrder order(count, options.seed, epoch);
        for (std::int64_t place = 0; place < count; ++place) {
            if (place % kTickEvery == 0 &&
                !tick.update(epoch * count + place, options.epochs * count)) {
                return Cancelled{};
            }
            const auto sample = static_cast<std::size_t>(order(place));
            classifier.step(inputs[sample], static_cast<std::size_t>(training.labels[sample]),
                            options);
        }
    }
    return classifier;
}

std::int64_t LinearClassifier::predict(std::string_view text) const {
    return largest(scores(bag_.weights(text)));
}

} // namespace vitrine::data
