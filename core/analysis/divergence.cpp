#include "core/analysis/divergence.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

namespace vitrine::analysis {

namespace {

bool isZero(std::span<const float> row) {
    return std::ranges::all_of(row, [](float value) { return value == 0; });
}

} // namespace

double jensenShannon(std::span<const float> p, std::span<const float> q) {
    if (p.size() != q.size()) {
        throw std::invalid_argument("jensenShannon: rows of " + std::to_string(p.size()) + " and " +
                                    std::to_string(q.size()) + " keys");
    }
    double sum = 0;
    for (std::size_t key = 0; key < p.size(); ++key) {
        const auto a = static_cast<double>(p[key]);
        const auto b = static_cast<double>(q[key]);
        const double middle = 0.5 * (a + b);
        if (a > 0) {
            sum += a * std::log(a / middle);
        }
        if (b > 0) {
            sum += b * std::log(b / middle);
        }
    }
    return std::clamp(0.5 * sum, 0.0, std::numbers::ln2);
}

double jensenShannon(const Grid& p, const Grid& q) {
    if (p.rows() != q.rows() || p.columns() != q.columns()) {
        throw std::invalid_argument("jensenShannon: maps of different shape");
    }
    double sum = 0;
    std::size_t rows = 0;
    for (std::size_t row = 0; row < p.rows(); ++row) {
        if (!isZero(p.row(row)) && !isZero(q.row(row))) {
            sum += jensenShannon(p.row(row), q.row(row));
            ++rows;
        }
    }
    return rows > 0 ? sum / static_cast<double>(rows) : std::numeric_limits<double>::quiet_NaN();
}

double kullbackLeibler(std::span<const double> p, std::span<const double> q) {
    if (p.size() != q.size()) {
        throw std::invalid_argument("kullbackLeibler: " + std::to_string(p.size()) + " and " +
                                    std::to_string(q.size()) + " probabilities");
    }
    double sum = 0;
    for (std::size_t i = 0; i < p.size(); ++i) {
        sum += p[i] > 0 ? p[i] * std::log(p[i] / q[i]) : 0;
    }
    return std::max(sum, 0.0);
}

Outcome<Grid> headDivergences(std::span<const std::shared_ptr<const Grid>> heads,
                              const Tick& tick) {
    Grid result(heads.size(), heads.size());
    const auto total = static_cast<std::int64_t>(heads.size() * (heads.size() - 1) / 2);
    std::int64_t done = 0;
    for (std::size_t a = 0; a < heads.size(); ++a) {
        for (std::size_t b = a + 1; b < heads.size(); ++b) {
            const auto distance = static_cast<float>(jensenShannon(*heads[a], *heads[b]));
            result.at(a, b) = distance;
            result.at(b, a) = distance;
            if (!tick.update(++done, total)) {
                return Cancelled{};
            }
        }
    }
    return result;
}

} // namespace vitrine::analysis
