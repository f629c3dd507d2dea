#include "widgets/attention/state/numbers.h"

#include "widgets/attention/state/selection.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace vitrine::widgets {

namespace {

const engine::Site& siteOf(const engine::Trace& trace, int site) {
    return trace.sites()[static_cast<std::size_t>(site)];
}

std::size_t queriesOf(const engine::Trace& trace, int site) {
    return trace.axes()[static_cast<std::size_t>(siteOf(trace, site).queryAxis)].size();
}

std::size_t keysOf(const engine::Trace& trace, int site) {
    return trace.axes()[static_cast<std::size_t>(siteOf(trace, site).keyAxis)].size();
}

template <class OneHead>
std::vector<float> meanOver(int heads, const OneHead& oneHead) {
    std::vector<float> mean = oneHead(0);
    for (int head = 1; head < heads; ++head) {
        const std::vector<float> values = oneHead(head);
        std::transform(mean.begin(), mean.end(), values.begin(), mean.begin(), std::plus<>());
    }
    const float count = static_cast<float>(heads);
    std::ranges::for_each(mean, [count](float& value) { value /= count; });
    return mean;
}

} // namespace

std::vector<float> rowOf(const engine::Trace& trace, engine::HeadRef head, std::size_t query) {
    if (head.head != kMeanHead) {
        return trace.row(head, query);
    }
    return meanOver(siteOf(trace, head.site).heads,
                    [&](int each) { return trace.row({head.site, each}, query); });
}

std::vector<float> columnOf(const engine::Trace& trace, engine::HeadRef head, std::size_t key) {
    if (head.head != kMeanHead) {
        return trace.column(head, key);
    }
    return meanOver(siteOf(trace, head.site).heads,
                    [&](int each) { return trace.column({head.site, each}, key); });
}

std::size_t visibleKeys(const engine::Trace& trace, int site, std::size_t query) {
    std::size_t count = 0;
    for (std::size_t key = 0; key < keysOf(trace, site); ++key) {
        count += trace.visible(site, query, key) ? 1 : 0;
    }
    return count;
}

Standing standingOf(std::span<const float> weights, const std::vector<bool>& counted,
                    std::size_t index) {
    Standing standing{.value = weights[index], .rank = 1};
    for (std::size_t each = 0; each < weights.size(); ++each) {
        standing.count += counted[each] ? 1 : 0;
        if (weights[each] > standing.value) {
            ++standing.rank;
            standing.sum += static_cast<double>(weights[each]);
        }
    }
    standing.sum += static_cast<double>(standing.value);
    return standing;
}

std::vector<bool> visibleInRow(const engine::Trace& trace, int site, std::size_t query) {
    std::vector<bool> visible(keysOf(trace, site));
    for (std::size_t key = 0; key < visible.size(); ++key) {
        visible[key] = trace.visible(site, query, key);
    }
    return visible;
}

std::vector<bool> visibleInColumn(const engine::Trace& trace, int site, std::size_t key) {
    std::vector<bool> visible(queriesOf(trace, site));
    for (std::size_t query = 0; query < visible.size(); ++query) {
        visible[query] = trace.visible(site, query, key);
    }
    return visible;
}

std::vector<std::size_t> strongest(std::span<const float> weights, std::size_t most) {
    std::vector<std::size_t> order(weights.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const std::size_t kept = std::min(most, order.size());
    const auto value = [&](std::size_t index) {
        return std::isnan(weights[index]) ? -1.0F : weights[index];
    };
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(kept), order.end(),
                      [&](std::size_t a, std::size_t b) {
                          return value(a) != value(b) ? value(a) > value(b) : a < b;
                      });
    order.resize(kept);
    return order;
}

const engine::HeadSummary& summaryOf(const study::TracePicture& picture, engine::HeadRef head) {
    const auto site = static_cast<std::size_t>(head.site);
    if (head.site < 0 || site >= picture.overviews.size()) {
        throw std::invalid_argument("summaryOf: the picture has no site "
                                    + std::to_string(head.site));
    }
    const engine::SiteOverview& overview = picture.overviews[site];
    if (head.head == kMeanHead) {
        return overview.mean;
    }
    const auto index = static_cast<std::size_t>(head.head);
    if (head.head < 0 || index >= overview.heads.size()) {
        throw std::invalid_argument("summaryOf: the site has no head " + std::to_string(head.head));
    }
    return overview.heads[index];
}

float statisticOf(const study::TracePicture& picture, engine::HeadRef head,
                  std::string_view statistic) {
    const engine::HeadSummary& summary = summaryOf(picture, head);
    const auto& ids = picture.overviews[static_cast<std::size_t>(head.site)].statistics;
    const auto found = std::ranges::find(ids, statistic);
    const auto index = static_cast<std::size_t>(found - ids.begin());
    return found != ids.end() && index < summary.statistics.size()
               ? summary.statistics[index]
               : std::numeric_limits<float>::quiet_NaN();
}

} // namespace vitrine::widgets
