#pragma once

#include "core/run/curves/curve.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <vector>

namespace vitrine::run {

/// The bias-corrected exponential mean of a curve: m ← βm + (1 − β)x, shown m / (1 − βᵗ), t
/// counting the finite points so far; others are skipped (training specification, section 16). Keeps a state
/// every 256 points, so that any place is found within that many steps.
class Smoothing {
public:
    /// 0 ≤ beta < 1; 0 shows the points themselves. Else std::invalid_argument.
    explicit Smoothing(double beta);

    [[nodiscard]] double beta() const { return beta_; }

    /// Takes what the curve gained since; begins anew after a cut.
    void follow(const Curve& curve);

    /// The smoothed values at ascending indices; NaN where no finite point came yet. The curve must
    /// be the one followed last. An index beyond it throws std::invalid_argument.
    [[nodiscard]] std::vector<double> at(const Curve& curve,
                                         std::span<const std::size_t> indices) const;

private:
    struct State {
        double mean = 0;
        std::int64_t count = 0;
    };

    void take(State& state, float value) const;
    [[nodiscard]] double shown(const State& state) const;

    double beta_;
    std::deque<State> states_; ///< [k]: before point 256·k
    State last_;
    std::size_t size_ = 0;
    std::uint64_t cuts_ = 0;
};

} // namespace vitrine::run
