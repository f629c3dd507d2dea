#include "core/run/curves/smoothing.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

namespace vitrine::run {

namespace {

constexpr std::size_t kStride = 256;

} // namespace

Smoothing::Smoothing(double beta)
    : beta_(beta) {
    if (!(beta >= 0 && beta < 1)) {
        throw std::invalid_argument("Smoothing: beta " + std::to_string(beta) +
                                    " is not in [0, 1)");
    }
}

void Smoothing::take(State& state, float value) const {
    if (std::isfinite(value)) {
        state.mean = beta_ * state.mean + (1 - beta_) * static_cast<double>(value);
        ++state.count;
    }
}

double Smoothing::shown(const State& state) const {
    if (state.count == 0) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    return state.mean / (1 - std::pow(beta_, static_cast<double>(state.count)));
}

void Smoothing::follow(const Curve& curve) {
    if (curve.cuts() != cuts_) {
        states_.clear();
        last_ = {};
        size_ = 0;
        cuts_ = curve.cuts();
    }
    for (; size_ < curve.size(); ++size_) {
        if (size_ % kStride == 0) {
            states_.push_back(last_);
        }
        take(last_, curve.valueAt(size_));
    }
}

std::vector<double> Smoothing::at(const Curve& curve, std::span<const std::size_t> indices) const {
    std::vector<double> values;
    values.reserve(indices.size());
    State state;
    std::size_t next = 0;
    for (const std::size_t index : indices) {
        if (index >= size_) {
            throw std::invalid_argument("Smoothing: point " + std::to_string(index) + " of " +
                                        std::to_string(size_));
        }
        const std::size_t stride = index / kStride;
        if (values.empty() || stride * kStride > next) {
            state = states_[stride];
            next = stride * kStride;
        }
        for (; next <= index; ++next) {
            take(state, curve.valueAt(next));
        }
        values.push_back(shown(state));
    }
    return values;
}

} // namespace vitrine::run
