#include "core/study/faithfulness.h"

#include "core/base/draws.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace vitrine::study {

namespace {

using Order = std::vector<std::size_t>;

constexpr double kShares[]{0.01, 0.05, 0.1, 0.2, 0.5};

Order removable(const Axis& axis) {
    Order tokens;
    for (std::size_t token = 0; token < axis.size(); ++token) {
        if (!axis.tokens[token].special && !axis.tokens[token].pad) {
            tokens.push_back(token);
        }
    }
    return tokens;
}

Order shuffled(const Order& tokens, std::uint64_t seed, std::uint32_t lane) {
    Draws draws(DrawKey(seed, "faithfulness"), lane);
    Order order;
    for (const std::uint32_t place : draws.permutation(static_cast<std::uint32_t>(tokens.size()))) {
        order.push_back(tokens[place]);
    }
    return order;
}

/// Variants of a Sample, collected to run in one request.
class Variants {
public:
    Variants(const engine::Trace& trace, int axis)
        : trace_(trace)
        , axis_(static_cast<std::size_t>(axis)) {}

    /// Without the first `count` tokens of an order, or with them alone; its number.
    std::size_t add(const Order& order, std::size_t count, bool alone) {
        std::vector<float> row(trace_.axes()[axis_].size(), 1.0F);
        for (std::size_t place = 0; place < order.size(); ++place) {
            row[order[place]] = (place < count) == alone ? 1.0F : 0.0F;
        }
        kept_.insert(kept_.end(), row.begin(), row.end());
        return rows_++;
    }

    [[nodiscard]] std::vector<Grid> grids() const {
        std::vector<Grid> grids;
        for (std::size_t axis = 0; axis < trace_.axes().size(); ++axis) {
            const std::size_t tokens = trace_.axes()[axis].size();
            grids.push_back(axis == axis_ ? Grid(rows_, tokens, kept_) : Grid(rows_, tokens, 1.0F));
        }
        return grids;
    }

private:
    const engine::Trace& trace_;
    std::size_t axis_;
    std::vector<float> kept_;
    std::size_t rows_ = 0;
};

/// The places of one curve's points among the variants.
using Points = std::vector<std::size_t>;

/// What is run, and where its answers will lie.
struct Plan {
    Points deletion;
    Points insertion;
    Points negative;
    std::vector<Points> random;
    Points without; ///< of kShares
    Points alone;
};

std::size_t countAt(double share, std::size_t tokens) {
    const auto count = static_cast<std::size_t>(std::lround(share * static_cast<double>(tokens)));
    return std::min(tokens, count);
}

Points curveOf(Variants& variants, const Order& order, std::size_t steps, bool alone) {
    Points points;
    for (std::size_t step = 0; step <= steps; ++step) {
        const double share = static_cast<double>(step) / static_cast<double>(steps);
        points.push_back(variants.add(order, countAt(share, order.size()), alone));
    }
    return points;
}

Plan planOf(Variants& variants, const Order& tokens, std::span<const float> scores,
            std::size_t steps, const FaithfulnessOptions& options) {
    Order order = shuffled(tokens, options.seed, 0);
    std::ranges::stable_sort(order, std::greater(),
                             [&](std::size_t token) { return scores[token]; });
    const Order reversed(order.rbegin(), order.rend());
    Plan plan{.deletion = curveOf(variants, order, steps, /*alone=*/false),
              .insertion = curveOf(variants, order, steps, /*alone=*/true),
              .negative = curveOf(variants, reversed, steps, /*alone=*/false)};
    for (int number = 0; number < options.randomOrders; ++number) {
        const Order any = shuffled(tokens, options.seed, static_cast<std::uint32_t>(number) + 1);
        plan.random.push_back(curveOf(variants, any, steps, /*alone=*/false));
    }
    for (const double share : kShares) {
        const std::size_t count = std::max<std::size_t>(1, countAt(share, order.size()));
        plan.without.push_back(variants.add(order, count, /*alone=*/false));
        plan.alone.push_back(variants.add(order, count, /*alone=*/true));
    }
    return plan;
}

std::vector<double> valuesAt(const Points& points, const std::vector<float>& values) {
    std::vector<double> curve;
    for (const std::size_t point : points) {
        curve.push_back(static_cast<double>(values[point]));
    }
    return curve;
}

// By trapezoid over equal steps, in units of the whole Sample's value.
double areaOf(const std::vector<double>& curve, double whole) {
    const double inner = std::accumulate(curve.begin(), curve.end(), 0.0);
    const double ends = (curve.front() + curve.back()) / 2;
    return (inner - ends) / static_cast<double>(curve.size() - 1) / whole;
}

void addRandom(const Plan& plan, const std::vector<float>& values, double whole,
               Faithfulness& result) {
    const std::size_t points = result.shares.size();
    result.randomLow.assign(points, std::numeric_limits<double>::infinity());
    result.randomHigh.assign(points, -std::numeric_limits<double>::infinity());
    result.randomMean.assign(points, 0);
    const auto count = static_cast<double>(plan.random.size());
    double squares = 0;
    for (const Points& order : plan.random) {
        const std::vector<double> curve = valuesAt(order, values);
        for (std::size_t point = 0; point < points; ++point) {
            result.randomLow[point] = std::min(result.randomLow[point], curve[point]);
            result.randomHigh[point] = std::max(result.randomHigh[point], curve[point]);
            result.randomMean[point] += curve[point] / count;
        }
        const double area = areaOf(curve, whole);
        result.randomArea += area / count;
        squares += area * area / count;
    }
    result.randomDeviation =
        std::sqrt(std::max(0.0, squares - result.randomArea * result.randomArea));
    // What rounding leaves of equal areas is no spread.
    const bool differ = result.randomDeviation > 1e-7 * std::abs(result.randomArea);
    result.gain = differ ? (result.randomArea - result.deletionArea) / result.randomDeviation
                         : std::numeric_limits<double>::quiet_NaN();
}

Faithfulness resultOf(const Plan& plan, const std::vector<float>& values) {
    Faithfulness result;
    result.deletion = valuesAt(plan.deletion, values);
    result.insertion = valuesAt(plan.insertion, values);
    result.negative = valuesAt(plan.negative, values);
    const double steps = static_cast<double>(result.deletion.size() - 1);
    for (std::size_t step = 0; step < result.deletion.size(); ++step) {
        result.shares.push_back(static_cast<double>(step) / steps);
    }
    const double whole = result.deletion.front();
    result.deletionArea = areaOf(result.deletion, whole);
    result.insertionArea = areaOf(result.insertion, whole);
    result.negativeArea = areaOf(result.negative, whole);
    addRandom(plan, values, whole, result);
    for (std::size_t number = 0; number < plan.without.size(); ++number) {
        result.changes.push_back(
            {.share = kShares[number],
             .comprehensiveness = whole - static_cast<double>(values[plan.without[number]]),
             .sufficiency = whole - static_cast<double>(values[plan.alone[number]])});
    }
    return result;
}

} // namespace

Outcome<Faithfulness> faithfulnessOf(engine::Model& model, const engine::Trace& trace,
                                     const engine::Target& target, std::span<const float> scores,
                                     const FaithfulnessOptions& options, const Tick& tick) {
    if (options.axis < 0 || static_cast<std::size_t>(options.axis) >= trace.axes().size() ||
        scores.size() != trace.axes()[static_cast<std::size_t>(options.axis)].size() ||
        options.steps < 1 || options.randomOrders < 1) {
        throw std::invalid_argument("faithfulness: the scores are not those of an axis");
    }
    const Order tokens = removable(trace.axes()[static_cast<std::size_t>(options.axis)]);
    if (tokens.empty()) {
        return Problem{"There is no token that could be taken away", trace.sample().name,
                       "Type a text or open a picture"};
    }
    const std::size_t steps = std::min(static_cast<std::size_t>(options.steps), tokens.size());
    Variants variants(trace, options.axis);
    const Plan plan = planOf(variants, tokens, scores, steps, options);
    const auto said = model.occlude(
        trace, {.target = target, .baseline = options.baseline, .kept = variants.grids()}, tick);
    if (!said) {
        return said.as<Faithfulness>();
    }
    const bool ofProbability = !said->probabilities.empty();
    Faithfulness result = resultOf(plan, ofProbability ? said->probabilities : said->scores);
    result.baseline = said->baseline;
    result.ofProbability = ofProbability;
    return result;
}

} // namespace vitrine::study
