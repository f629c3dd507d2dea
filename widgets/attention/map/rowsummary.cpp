#include "widgets/attention/map/rowsummary.h"

#include "widgets/foundation/colour/valuerange.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace vitrine::widgets {

namespace {

constexpr std::size_t kBand = 256;
constexpr std::size_t kBins = std::size_t{1} << 16;

float maximumOf(std::span<const float> row) {
    float most = 0;
    for (const float value : row) {
        most = value > most ? value : most;
    }
    return most;
}

class Histogram {
public:
    void add(float weight) {
        if (std::isfinite(weight)) {
            const double place = std::sqrt(std::clamp(static_cast<double>(weight), 0.0, 1.0));
            ++bins_[static_cast<std::size_t>(std::lround(place * (kBins - 1)))];
            ++count_;
        }
    }

    [[nodiscard]] double percentile(double percent) const {
        const auto wanted = static_cast<std::uint64_t>(
            std::ceil(percent / 100 * static_cast<double>(count_)));
        std::uint64_t below = 0;
        for (std::size_t bin = 0; bin < kBins; ++bin) {
            below += bins_[bin];
            if (below >= wanted) {
                const double place = static_cast<double>(bin) / (kBins - 1);
                return place * place;
            }
        }
        return 0;
    }

private:
    std::vector<std::uint64_t> bins_ = std::vector<std::uint64_t>(kBins);
    std::uint64_t count_ = 0;
};

} // namespace

RowSummary summariseRows(const Grid& map, const engine::Trace& trace, int site) {
    RowSummary summary;
    std::vector<float> seen;
    seen.reserve(map.values().size());
    for (std::size_t query = 0; query < map.rows(); ++query) {
        summary.maxima.push_back(maximumOf(map.row(query)));
        for (std::size_t key = 0; key < map.columns(); ++key) {
            if (trace.visible(site, query, key)) {
                seen.push_back(map.at(query, key));
            }
        }
    }
    summary.percentile = percentile(seen, kRangePercentile);
    return summary;
}

Outcome<RowSummary> summariseRows(const engine::Trace& trace, engine::HeadRef head,
                                  const Tick& tick) {
    const engine::Site& site = trace.sites()[static_cast<std::size_t>(head.site)];
    const std::size_t queries = trace.axes()[static_cast<std::size_t>(site.queryAxis)].size();
    const std::size_t keys = trace.axes()[static_cast<std::size_t>(site.keyAxis)].size();
    RowSummary summary;
    Histogram histogram;
    for (std::size_t begin = 0; begin < queries; begin += kBand) {
        const engine::Range band{begin, std::min(begin + kBand, queries)};
        const auto map = trace.map(head, band, {0, keys}, tick);
        if (!map) {
            return map.as<RowSummary>();
        }
        for (std::size_t row = 0; row < map->rows(); ++row) {
            summary.maxima.push_back(maximumOf(map->row(row)));
            for (std::size_t key = 0; key < keys; ++key) {
                if (trace.visible(head.site, band.begin + row, key)) {
                    histogram.add(map->at(row, key));
                }
            }
        }
        if (!tick.update(static_cast<std::int64_t>(band.end), static_cast<std::int64_t>(queries))) {
            return Cancelled{};
        }
    }
    summary.percentile = histogram.percentile(kRangePercentile);
    return summary;
}

} // namespace vitrine::widgets
