#include "widgets/attention/lines/links.h"

#include "widgets/attention/state/numbers.h"

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr std::size_t kTickEvery = 32;

bool stronger(const Link& a, const Link& b) {
    if (a.weight != b.weight) {
        return a.weight > b.weight;
    }
    return a.query != b.query ? a.query < b.query : a.key < b.key;
}

/// Keeps the strongest of what is added, in a heap whose top is the weakest of them.
class Strongest {
public:
    void add(const Link& link) {
        if (heap_.size() < kMostLinks) {
            heap_.push_back(link);
            std::ranges::push_heap(heap_, stronger);
        } else if (stronger(link, heap_.front())) {
            std::ranges::pop_heap(heap_, stronger);
            heap_.back() = link;
            std::ranges::push_heap(heap_, stronger);
        }
    }

    [[nodiscard]] std::vector<Link> sorted() && {
        std::ranges::sort(heap_, stronger);
        return std::move(heap_);
    }

private:
    std::vector<Link> heap_;
};

LinkSet cut(std::vector<Link> links, double total, double mass) {
    LinkSet set;
    double sum = 0;
    std::size_t count = 0;
    while (count < links.size() && sum < mass * total) {
        sum += static_cast<double>(links[count++].weight);
    }
    set.wanted = sum < mass * total && links.size() == kMostLinks ? count + 1 : count;
    set.mass = total > 0 ? sum / total : 0;
    links.resize(count);
    set.links = std::move(links);
    return set;
}

} // namespace

Outcome<LinkSet> strongestLinks(const engine::Trace& trace, engine::HeadRef head, double mass,
                                const Tick& tick) {
    const engine::Site& site = trace.sites()[static_cast<std::size_t>(head.site)];
    const std::size_t queries = trace.axes()[static_cast<std::size_t>(site.queryAxis)].size();
    Strongest kept;
    double total = 0;
    for (std::size_t query = 0; query < queries; ++query) {
        const std::vector<float> row = rowOf(trace, head, query);
        for (std::size_t key = 0; key < row.size(); ++key) {
            if (row[key] > 0 && std::isfinite(row[key])) {
                total += static_cast<double>(row[key]);
                kept.add({.query = query, .key = key, .weight = row[key]});
            }
        }
        const bool ask = query % kTickEvery == 0;
        if (ask && !tick.update(static_cast<std::int64_t>(query), static_cast<std::int64_t>(queries))) {
            return Cancelled{};
        }
    }
    return cut(std::move(kept).sorted(), total, mass);
}

} // namespace vitrine::widgets
