#include "plugins/pictures/defocusblur.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <span>
#include <utility>

namespace vitrine::pictures {

namespace {

constexpr std::size_t kSmallReach = 8;

perturb::KindRecord blurRecord() {
    std::vector<perturb::Parameter> parameters = sizeParameters(/*lengths=*/true);
    parameters.push_back({.name = "radius", .least = 0, .most = 1000, .about = "of the disc, pixels"});
    parameters.push_back(
        {.name = "smoothing", .least = 0, .most = 1000, .about = "of the disc's rim, pixels"});
    perturb::KindRecord record = recordOf(
        "picture.defocus_blur", "a lens out of focus: every point becomes a disc",
        {{.name = "radius"}, {.name = "smoothing"}}, std::move(parameters),
        {{kLarge, {{3, .1}, {4, .5}, {6, .5}, {8, .5}, {10, .5}}},
         {kMedium, {{.5, .6}, {1, .1}, {1.5, .1}, {2.5, .01}, {3, .1}}},
         {kSmall, {{.3, .4}, {.4, .5}, {.5, .6}, {1, .2}, {1.5, .1}}}});
    record.between = perturb::Between::Step;
    return record;
}

/// The place inside 0 … count − 1 that a place outside shows: mirrored at the middle of the
/// outermost pixel, as often as needed.
std::size_t reflected(std::ptrdiff_t place, std::size_t count) {
    const auto last = static_cast<std::ptrdiff_t>(count) - 1;
    if (last == 0) {
        return 0;
    }
    place = std::abs(place) % (2 * last);
    return static_cast<std::size_t>(place > last ? 2 * last - place : place);
}

/// Half of a Gaussian's weights, the middle first, that sum to 1 over both halves.
std::vector<double> halfGaussian(double sigma, std::size_t reach) {
    std::vector<double> weights{1};
    double sum = 1;
    for (std::size_t i = 1; i <= reach; ++i) {
        const auto distance = static_cast<double>(i);
        weights.push_back(sigma > 0 ? std::exp(-distance * distance / (2 * sigma * sigma)) : 0);
        sum += 2 * weights.back();
    }
    for (double& weight : weights) {
        weight /= sum;
    }
    return weights;
}

/// The quarter of a kernel smoothed along its rows; the other three quarters are its reflections.
std::vector<double> smoothedRows(const std::vector<double>& quarter, std::size_t side,
                                 const std::vector<double>& weights) {
    std::vector<double> result(quarter.size());
    const std::size_t whole = 2 * side - 1;
    const auto at = [&](std::size_t row, std::ptrdiff_t column) {
        const std::size_t full = reflected(column + static_cast<std::ptrdiff_t>(side) - 1, whole);
        const std::size_t folded = full >= side - 1 ? full - (side - 1) : side - 1 - full;
        return quarter[row * side + folded];
    };
    for (std::size_t row = 0; row < side; ++row) {
        for (std::size_t column = 0; column < side; ++column) {
            const auto place = static_cast<std::ptrdiff_t>(column);
            double sum = weights[0] * at(row, place);
            for (std::size_t i = 1; i < weights.size(); ++i) {
                const auto step = static_cast<std::ptrdiff_t>(i);
                sum += weights[i] * (at(row, place - step) + at(row, place + step));
            }
            result[row * side + column] = sum;
        }
    }
    return result;
}

std::vector<double> transposed(const std::vector<double>& square, std::size_t side) {
    std::vector<double> result(square.size());
    for (std::size_t row = 0; row < side; ++row) {
        for (std::size_t column = 0; column < side; ++column) {
            result[column * side + row] = square[row * side + column];
        }
    }
    return result;
}

/// One row of the kernel: equal weights up to `inner` from the middle, then single ones.
struct KernelRow {
    float weight = 0;
    std::size_t inner = 0; ///< weights of −inner … inner are equal
    std::vector<std::pair<std::size_t, float>> outer; ///< distance from the middle, weight
};

std::vector<KernelRow> rowsOf(const DiscKernel& kernel) {
    constexpr double kEqual = 1e-9;
    std::vector<KernelRow> rows;
    for (std::size_t dy = 0; dy <= kernel.reach; ++dy) {
        const double middle = kernel.at(dy, 0);
        KernelRow row{.weight = static_cast<float>(middle)};
        while (row.inner < kernel.reach &&
               std::abs(kernel.at(dy, row.inner + 1) - middle) <= kEqual * middle) {
            ++row.inner;
        }
        for (std::size_t dx = row.inner + 1; dx <= kernel.reach; ++dx) {
            if (const auto weight = static_cast<float>(kernel.at(dy, dx)); weight > 0) {
                row.outer.emplace_back(dx, weight);
            }
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

/// Correlates a picture with a kernel. Two lines of the same distance are added first and the equal
/// weights of a row are one difference of running sums, so that the cost grows with the radius, not
/// with the disc. Sums of bytes are whole numbers and exact.
class Correlation {
public:
    Correlation(const Image& picture, const DiscKernel& kernel)
        : picture_(picture)
        , reach_(kernel.reach)
        , rows_(rowsOf(kernel))
        , length_((picture.width() + 2 * reach_) * Image::kChannels)
        , kept_(std::min(picture.height(), 2 * reach_ + 1))
        , lines_(kept_ * length_)
        , pair_(length_)
        , running_(length_ + Image::kChannels)
        , sums_(picture.width() * Image::kChannels) {}

    [[nodiscard]] Outcome<Image> run(const Tick& tick) {
        // Grown line by line: a stop need not wait until the memory of a large picture is there.
        std::vector<std::uint8_t> pixels;
        pixels.reserve(picture_.pixels().size());
        std::size_t widened = 0;
        for (std::size_t y = 0; y < picture_.height(); ++y) {
            if (tick.stopped()) {
                return Cancelled{};
            }
            for (; widened < std::min(picture_.height(), y + reach_ + 1); ++widened) {
                widen(widened);
            }
            sum(y);
            std::ranges::transform(sums_, std::back_inserter(pixels), toByte);
        }
        return Image(picture_.width(), picture_.height(), std::move(pixels));
    }

private:
    void sum(std::size_t y) {
        std::ranges::fill(sums_, 0.0F);
        for (std::size_t dy = 0; dy <= reach_; ++dy) {
            if (rows_[dy].weight > 0 || !rows_[dy].outer.empty()) {
                addLines(y, dy);
                addRow(rows_[dy]);
            }
        }
    }

    void widen(std::size_t y) {
        const auto line = picture_.line(y);
        std::uint16_t* out = lines_.data() + y % kept_ * length_;
        for (std::size_t x = 0; x < picture_.width() + 2 * reach_; ++x) {
            const std::size_t from = reflected(
                static_cast<std::ptrdiff_t>(x) - static_cast<std::ptrdiff_t>(reach_),
                picture_.width());
            for (std::size_t channel = 0; channel < Image::kChannels; ++channel) {
                *out++ = line[from * Image::kChannels + channel];
            }
        }
    }

    [[nodiscard]] const std::uint16_t* lineAt(std::ptrdiff_t y) const {
        return lines_.data() + reflected(y, picture_.height()) % kept_ * length_;
    }

    /// The sum of the lines at this distance above and below, and its running sums.
    void addLines(std::size_t y, std::size_t dy) {
        const auto place = static_cast<std::ptrdiff_t>(y);
        const auto step = static_cast<std::ptrdiff_t>(dy);
        const std::uint16_t* above = lineAt(place - step);
        const std::uint16_t* below = lineAt(place + step);
        const unsigned twice = dy == 0 ? 0 : 1;
        for (std::size_t i = 0; i < length_; ++i) {
            pair_[i] = static_cast<std::uint16_t>(above[i] + twice * below[i]);
        }
        std::array<std::uint32_t, Image::kChannels> sum{};
        for (std::size_t i = 0; i < length_; i += Image::kChannels) {
            for (std::size_t channel = 0; channel < Image::kChannels; ++channel) {
                sum[channel] += pair_[i + channel];
                running_[i + Image::kChannels + channel] = sum[channel];
            }
        }
    }

    void addRow(const KernelRow& row) {
        const std::uint32_t* end = running_.data() + (reach_ + row.inner + 1) * Image::kChannels;
        const std::uint32_t* begin = running_.data() + (reach_ - row.inner) * Image::kChannels;
        for (std::size_t i = 0; i < sums_.size(); ++i) {
            sums_[i] += row.weight * static_cast<float>(static_cast<std::int32_t>(end[i] - begin[i]));
        }
        for (const auto& [distance, weight] : row.outer) {
            const std::uint16_t* right = pair_.data() + (reach_ + distance) * Image::kChannels;
            const std::uint16_t* left = pair_.data() + (reach_ - distance) * Image::kChannels;
            const float factor = weight;
            for (std::size_t i = 0; i < sums_.size(); ++i) {
                sums_[i] += factor * static_cast<float>(left[i] + right[i]);
            }
        }
    }

    const Image& picture_;
    std::size_t reach_;
    std::vector<KernelRow> rows_;
    std::size_t length_; ///< of a line with its reflected borders
    std::size_t kept_;   ///< lines in reach of the one that is summed, which are consecutive
    std::vector<std::uint16_t> lines_;
    std::vector<std::uint16_t> pair_;
    std::vector<std::uint32_t> running_;
    std::vector<float> sums_;
};

} // namespace

DiscKernel discKernel(double radius, double smoothing) {
    const bool small = radius <= kSmallReach;
    const std::size_t reach = small ? kSmallReach : static_cast<std::size_t>(std::ceil(radius));
    const std::size_t side = reach + 1;
    std::vector<double> quarter(side * side);
    double sum = 0;
    for (std::size_t y = 0; y < side; ++y) {
        for (std::size_t x = 0; x < side; ++x) {
            const auto square = static_cast<double>(x * x + y * y);
            if (square <= radius * radius) {
                quarter[y * side + x] = 1;
                sum += (x > 0 ? 2 : 1) * (y > 0 ? 2 : 1);
            }
        }
    }
    for (double& weight : quarter) {
        weight /= sum;
    }
    const std::vector<double> weights = halfGaussian(smoothing, small ? 1 : 2);
    quarter = transposed(smoothedRows(quarter, side, weights), side);
    quarter = transposed(smoothedRows(quarter, side, weights), side);
    return {reach, std::move(quarter)};
}

DefocusBlur::DefocusBlur()
    : PictureKind(blurRecord()) {}

Outcome<Image> DefocusBlur::corrupted(const Image& picture, std::span<const double> values,
                                      const Sizing& sizing, const DrawKey&,
                                      const Tick& tick) const {
    const DiscKernel kernel =
        discKernel(sizing.length(values[0]), values[1] * sizing.scale);
    return Correlation(picture, kernel).run(tick);
}

} // namespace vitrine::pictures
