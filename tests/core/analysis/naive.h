#pragma once

#include "core/analysis/rowstatistics.h"
#include "tests/core/analysis/fixtures.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>

namespace vitrine::tests {

inline constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// What the specification says, with nothing but loops over all keys, in double.
class Naive {
public:
    Naive(const Axis& axis, const Head& head, bool causal, analysis::Sinks sinks)
        : axis_(axis)
        , head_(head)
        , causal_(causal)
        , sinks_(sinks) {}

    [[nodiscard]] double mean(const std::string& id) const {
        double sum = 0;
        int count = 0;
        for (std::size_t query = 0; query < axis_.size(); ++query) {
            const AxisToken& token = axis_.tokens[query];
            if (token.pad || (sinks_ == analysis::Sinks::Removed && token.special)) {
                continue;
            }
            const double value = keys(query).empty() ? kNaN : of(id, query);
            if (!std::isnan(value)) {
                sum += value;
                ++count;
            }
        }
        return count > 0 ? sum / count : kNaN;
    }

private:
    /// The weights that count in a row, by key.
    [[nodiscard]] std::map<std::size_t, double> keys(std::size_t query) const {
        std::map<std::size_t, double> weights;
        double total = 0;
        for (std::size_t key = 0; key < axis_.size(); ++key) {
            const AxisToken& token = axis_.tokens[key];
            if (token.pad || (causal_ && key > query) ||
                (sinks_ == analysis::Sinks::Removed && token.special)) {
                continue;
            }
            weights[key] = static_cast<double>(head_.weights.at(query, key));
            total += weights[key];
        }
        if (sinks_ == analysis::Sinks::Removed) {
            for (auto& [key, weight] : weights) {
                weight /= total;
            }
        }
        return weights;
    }

    [[nodiscard]] static double at(const std::map<std::size_t, double>& row, std::size_t key) {
        const auto found = row.find(key);
        return found == row.end() ? kNaN : found->second;
    }

    [[nodiscard]] double of(const std::string& id, std::size_t query) const {
        const auto row = keys(query);
        double entropy = 0;
        double distance = 0;
        double largest = 0;
        double sinks = 0;
        for (const auto& [key, weight] : row) {
            entropy -= weight > 0 ? weight * std::log(weight) : 0;
            distance +=
                weight * std::abs(static_cast<double>(key) - static_cast<double>(query));
            largest = std::max(largest, weight);
            sinks += axis_.tokens[key].special ? weight : 0;
        }
        const double spread =
            row.size() > 1 ? entropy / std::log(static_cast<double>(row.size())) : kNaN;
        if (id == "entropy") {
            return spread;
        }
        if (id == "coherence") {
            return 1 - spread;
        }
        if (id == "effective-keys") {
            return std::exp(entropy);
        }
        if (id == "max-weight") {
            return largest;
        }
        if (id == "sink-mass") {
            return sinks;
        }
        if (id == "distance") {
            return distance;
        }
        return ofPattern(id, row, query);
    }

    [[nodiscard]] double ofPattern(const std::string& id,
                                   const std::map<std::size_t, double>& row,
                                   std::size_t query) const {
        if (id == "previous-token") {
            return query > 0 ? at(row, query - 1) : kNaN;
        }
        if (id == "self") {
            return at(row, query);
        }
        if (id == "next-token") {
            return at(row, query + 1);
        }
        if (id == "first-token") {
            return at(row, 0);
        }
        return onEqualTokens(row, query, id == "induction" ? 1 : 0);
    }

    [[nodiscard]] double onEqualTokens(const std::map<std::size_t, double>& row, std::size_t query,
                                       std::size_t shift) const {
        double sum = kNaN;
        for (std::size_t key = 0; key < axis_.size(); ++key) {
            const bool same = key != query && !axis_.tokens[key].special &&
                              !axis_.tokens[query].special &&
                              axis_.tokens[key].id == axis_.tokens[query].id;
            const double weight = same ? at(row, key + shift) : kNaN;
            if (!std::isnan(weight)) {
                sum = (std::isnan(sum) ? 0 : sum) + weight;
            }
        }
        return sum;
    }

    const Axis& axis_;
    const Head& head_;
    bool causal_;
    analysis::Sinks sinks_;
};

} // namespace vitrine::tests
