#include "widgets/attention/grid/headorder.h"

#include "widgets/attention/state/numbers.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace vitrine::widgets {

std::vector<std::vector<int>> headOrder(const study::TracePicture& picture,
                                        std::string_view statistic) {
    std::vector<std::vector<int>> order;
    for (std::size_t site = 0; site < picture.overviews.size(); ++site) {
        std::vector<int>& heads = order.emplace_back(picture.overviews[site].heads.size());
        std::iota(heads.begin(), heads.end(), 0);
        if (statistic.empty()) {
            continue;
        }
        const auto value = [&](int head) {
            const float number = statisticOf(picture, {static_cast<int>(site), head}, statistic);
            return std::isnan(number) ? -std::numeric_limits<float>::infinity() : number;
        };
        std::ranges::stable_sort(heads, [&](int a, int b) { return value(a) > value(b); });
    }
    return order;
}

} // namespace vitrine::widgets
