#include "core/study/robustness/readouts.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vitrine::study {

namespace {

std::span<const float> embeddingOf(const engine::Trace& trace) {
    for (const engine::Prediction& prediction : trace.predictions()) {
        if (!prediction.vector.empty()) {
            return prediction.vector;
        }
    }
    return {};
}

template <class Value>
double dot(std::span<const Value> a, std::span<const Value> b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        sum += static_cast<double>(a[i]) * static_cast<double>(b[i]);
    }
    return sum;
}

/// 1 − cos; 0 for equal vectors whatever rounding says.
template <class Value>
double cosineDistance(std::span<const Value> a, std::span<const Value> b) {
    if (std::ranges::equal(a, b)) {
        return 0;
    }
    const double norms = std::sqrt(dot(a, a) * dot(b, b));
    return norms > 0 ? std::max(0.0, 1 - dot(a, b) / norms) : 0;
}

std::vector<double> meanOf(const Grid& hidden, const std::vector<std::size_t>& tokens) {
    std::vector<double> mean(hidden.columns());
    for (const std::size_t token : tokens) {
        const auto row = hidden.row(token);
        for (std::size_t i = 0; i < mean.size(); ++i) {
            mean[i] += static_cast<double>(row[i]) / static_cast<double>(tokens.size());
        }
    }
    return mean;
}

/// The hidden states that the last layer of the axis's tower leaves.
Outcome<Grid> lastHidden(const engine::Trace& trace, int axis) {
    const std::string& tower = trace.axes()[static_cast<std::size_t>(axis)].name;
    int layers = 0;
    for (const engine::Site& site : trace.sites()) {
        layers = site.tower == tower ? std::max(layers, site.layer + 1) : layers;
    }
    return trace.hidden(tower, layers);
}

} // namespace

std::optional<EmbeddingShift> embeddingShift(const engine::Trace& clean,
                                             const engine::Trace& perturbed) {
    const auto a = embeddingOf(clean);
    const auto b = embeddingOf(perturbed);
    if (a.empty() || a.size() != b.size()) {
        return std::nullopt;
    }
    double square = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double difference = static_cast<double>(a[i]) - static_cast<double>(b[i]);
        square += difference * difference;
    }
    const double norm = std::sqrt(dot(a, a));
    return EmbeddingShift{.cosine = cosineDistance(a, b),
                          .relative = norm > 0 ? std::sqrt(square) / norm : 0};
}

Outcome<Sensitivity> sensitivity(const engine::Trace& clean, const engine::Trace& perturbed,
                                 int axis, const WordPairing& pairing) {
    const auto a = lastHidden(clean, axis);
    if (!a) {
        return a.as<Sensitivity>();
    }
    const auto b = lastHidden(perturbed, axis);
    if (!b) {
        return b.as<Sensitivity>();
    }
    double sums[2] = {0, 0};
    double counts[2] = {0, 0};
    for (const PairedWord& word : pairing.words) {
        if (word.cleanTokens.empty() || word.perturbedTokens.empty()) {
            continue;
        }
        const auto before = meanOf(*a, word.cleanTokens);
        const auto after = meanOf(*b, word.perturbedTokens);
        const int which = word.attacked ? 1 : 0;
        sums[which] += cosineDistance<double>(before, after);
        ++counts[which];
    }
    const auto mean = [](double sum, double count) {
        return count > 0 ? sum / count : std::numeric_limits<double>::quiet_NaN();
    };
    return Sensitivity{.all = mean(sums[0] + sums[1], counts[0] + counts[1]),
                       .attacked = mean(sums[1], counts[1]),
                       .context = mean(sums[0], counts[0])};
}

} // namespace vitrine::study
