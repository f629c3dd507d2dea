#include "app/runner/bench/explicitmap.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace vitrine::app {

namespace {

std::size_t lengthOf(const engine::Trace& trace, int axis) {
    return trace.axes()[static_cast<std::size_t>(axis)].size();
}

} // namespace

ExplicitMap::ExplicitMap(const engine::Trace& trace, engine::HeadRef head)
    : trace_(trace)
    , head_(head) {
    const engine::Site& site = trace.sites()[static_cast<std::size_t>(head.site)];
    scale_ = site.scale;
    for (std::size_t query = 0; query < lengthOf(trace, site.queryAxis); ++query) {
        queries_.push_back(trace.cell(head, query, 0).query);
    }
    for (std::size_t key = 0; key < lengthOf(trace, site.keyAxis); ++key) {
        keys_.push_back(trace.cell(head, 0, key).key);
    }
}

std::vector<double> ExplicitMap::row(std::size_t query) const {
    constexpr double kMasked = -std::numeric_limits<double>::infinity();
    std::vector<double> scores(keys_.size(), kMasked);
    for (std::size_t key = 0; key < keys_.size(); ++key) {
        if (trace_.visible(head_.site, query, key)) {
            const auto& q = queries_[query];
            scores[key] = scale_ * std::inner_product(q.begin(), q.end(), keys_[key].begin(), 0.0);
        }
    }
    const double largest = *std::ranges::max_element(scores);
    double sum = 0;
    for (double& score : scores) {
        score = std::exp(score - largest);
        sum += score;
    }
    for (double& score : scores) {
        score /= sum;
    }
    return scores;
}

double ExplicitMap::error(const Grid& map, std::size_t step) const {
    double error = 0;
    for (std::size_t query = 0; query < map.rows(); query += step) {
        const std::vector<double> expected = row(query);
        for (std::size_t key = 0; key < map.columns(); ++key) {
            error = std::max(error, std::abs(expected[key] - map.at(query, key)));
        }
    }
    return error;
}

} // namespace vitrine::app
