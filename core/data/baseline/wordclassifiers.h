#pragma once

#include "core/base/outcome.h"
#include "core/base/tick.h"
#include "core/data/baseline/wordbag.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace vitrine::data {

/// Texts with class numbers.
struct LabelledTexts {
    std::vector<std::string> texts;
    std::vector<std::int64_t> labels;
};

/// Multinomial naive Bayes over word counts (Manning, Raghavan, Schütze 2008: "Introduction to
/// Information Retrieval", chapter 13), with one count added everywhere.
class NaiveBayes {
public:
    /// Throws std::invalid_argument where labels are not in [0, classes) or nothing is given.
    NaiveBayes(const LabelledTexts& training, std::int64_t classes);

    [[nodiscard]] std::int64_t predict(std::string_view text) const;

private:
    WordBag bag_;
    std::vector<double> prior_;                  ///< log share of each class
    std::vector<std::vector<float>> likelihood_; ///< [word][class], log
};

struct LinearOptions {
    int epochs = 10;
    double rate = 0.5;  ///< of AdaGrad
    double decay = 1e-6;
    std::uint64_t seed = 1;
};

/// Multinomial logistic regression over tf–idf weights, learned by AdaGrad, one text at a time, in
/// the data order of `seed`.
class LinearClassifier {
public:
    /// As NaiveBayes; Cancelled between texts.
    [[nodiscard]] static Outcome<LinearClassifier> learn(const LabelledTexts& training,
                                                         std::int64_t classes,
                                                         const LinearOptions& options,
                                                         const Tick& tick);

    [[nodiscard]] std::int64_t predict(std::string_view text) const;

private:
    LinearClassifier(const LabelledTexts& training, std::size_t classes);

    [[nodiscard]] std::vector<float> scores(const WordCounts& weights) const;
    void step(const WordCounts& weights, std::size_t label, const LinearOptions& options);

    WordBag bag_;
    std::size_t classes_;
    std::vector<float> weights_; ///< [word][class], then one line of biases
    std::vector<float> squares_; ///< sums of squared gradients
};

} // namespace vitrine::data
