#include "core/analysis/rollout.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <stdexcept>
#include <string>
#include <utility>

namespace vitrine::analysis {

namespace {

std::string shapeText(const Grid& grid) {
    return std::to_string(grid.rows()) + " × " + std::to_string(grid.columns());
}

void requireLayers(std::span<const std::shared_ptr<const Grid>> layers, std::size_t query,
                   const RolloutOptions& options) {
    if (layers.empty() || query >= layers.front()->rows()) {
        throw std::invalid_argument("rollout: query " + std::to_string(query) +
                                    " is in none of " + std::to_string(layers.size()) + " layers");
    }
    const std::size_t tokens = layers.front()->rows();
    for (const auto& layer : layers) {
        if (layer->rows() != tokens || layer->columns() != tokens) {
            throw std::invalid_argument("rollout: a layer of " + shapeText(*layer) +
                                        " among layers of " + std::to_string(tokens) + " tokens");
        }
    }
    if (!(options.discard >= 0 && options.discard < 1)) {
        throw std::invalid_argument("rollout: the share to discard must be in [0, 1)");
    }
}

/// Divides by the sum; zeros stay zeros.
void normalise(std::span<float> row) {
    double sum = 0;
    for (const float value : row) {
        sum += static_cast<double>(value);
    }
    if (sum > 0) {
        for (float& value : row) {
            value = static_cast<float>(static_cast<double>(value) / sum);
        }
    }
}

/// The row without its smallest visible entries. Equal entries at the border go from the left.
void discardSmallest(std::span<float> row, const RolloutOptions& options,
                     std::vector<std::size_t>& order) {
    order.clear();
    std::size_t visible = 0;
    for (std::size_t column = 0; column < row.size(); ++column) {
        if (row[column] > 0) {
            ++visible;
            if (column != options.keptColumn) {
                order.push_back(column);
            }
        }
    }
    const auto wanted =
        static_cast<std::size_t>(std::floor(options.discard * static_cast<float>(visible)));
    const std::size_t count = std::min(wanted, order.size());
    const auto border = order.begin() + static_cast<std::ptrdiff_t>(count);
    std::nth_element(order.begin(), border, order.end(), [&](std::size_t a, std::size_t b) {
        return row[a] != row[b] ? row[a] < row[b] : a < b;
    });
    for (auto column = order.begin(); column != border; ++column) {
        row[*column] = 0;
    }
    normalise(row);
}

/// result += factor · row, the loop that all time goes into: four at a time, as the compiler does
/// not do by itself at -O2.
void addScaled(std::span<float> result, std::span<const float> row, float factor) {
    using Lanes = float __attribute__((vector_size(16)));
    constexpr std::size_t kLanes = 4;
    float* const to = result.data();
    const float* const from = row.data();
    std::size_t index = 0;
    for (; index + kLanes <= result.size(); index += kLanes) {
        Lanes sum;
        Lanes weight;
        std::memcpy(&sum, to + index, sizeof sum);
        std::memcpy(&weight, from + index, sizeof weight);
        sum += factor * weight;
        std::memcpy(to + index, &sum, sizeof sum);
    }
    for (; index < result.size(); ++index) {
        to[index] += factor * from[index];
    }
}

} // namespace

Outcome<std::vector<float>> rollout(std::span<const std::shared_ptr<const Grid>> layers,
                                    std::size_t query, const RolloutOptions& options,
                                    const Tick& tick) {
    requireLayers(layers, query, options);
    const std::size_t tokens = layers.front()->rows();
    std::vector<float> mixed(tokens, 0.0F);
    mixed[query] = 1.0F;
    std::vector<float> next(tokens);
    std::vector<float> kept;
    std::vector<std::size_t> order;
    const auto total = static_cast<std::int64_t>(layers.size());
    for (std::size_t layer = layers.size(); layer-- > options.startLayer;) {
        const Grid& map = *layers[layer];
        std::ranges::transform(mixed, next.begin(), [](float value) { return 0.5F * value; });
        for (std::size_t row = 0; row < tokens; ++row) {
            if (mixed[row] == 0) {
                continue;
            }
            std::span<const float> weights = map.row(row);
            if (options.discard > 0) {
                kept.assign(weights.begin(), weights.end());
                discardSmallest(kept, options, order);
                weights = kept;
            }
            addScaled(next, weights, 0.5F * mixed[row]);
        }
        std::swap(mixed, next);
        if (!tick.update(total - static_cast<std::int64_t>(layer), total)) {
            return Cancelled{};
        }
    }
    return mixed;
}

Grid fuseHeads(std::span<const std::shared_ptr<const Grid>> heads, HeadFusion fusion) {
    if (heads.empty()) {
        throw std::invalid_argument("fuseHeads: there are no heads");
    }
    Grid fused = *heads.front();
    const std::span<float> values = fused.values();
    for (const auto& head : heads.subspan(1)) {
        if (head->rows() != fused.rows() || head->columns() != fused.columns()) {
            throw std::invalid_argument("fuseHeads: a head of " + shapeText(*head) +
                                        " among heads of " + shapeText(fused));
        }
        for (std::size_t index = 0; index < values.size(); ++index) {
            const float value = head->values()[index];
            values[index] = fusion == HeadFusion::Mean  ? values[index] + value
                            : fusion == HeadFusion::Max ? std::max(values[index], value)
                                                        : std::min(values[index], value);
        }
    }
    for (std::size_t row = 0; row < fused.rows(); ++row) {
        if (fusion != HeadFusion::Mean) {
            normalise(fused.row(row));
            continue;
        }
        for (float& value : fused.row(row)) {
            value /= static_cast<float>(heads.size());
        }
    }
    return fused;
}

} // namespace vitrine::analysis
