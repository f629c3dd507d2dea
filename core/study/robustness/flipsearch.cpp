#include "core/study/robustness/flipsearch.h"

#include <iterator>
#include <stdexcept>

namespace vitrine::study {

FlipSearch::FlipSearch(bool sameAtZero)
    : known_{{0, sameAtZero}} {}

std::optional<int> FlipSearch::next() const {
    for (int place = kPlacesPerScan; place <= kSeverityPlaces; place += kPlacesPerScan) {
        if (!known_.contains(place)) {
            return place;
        }
    }
    for (auto low = known_.begin(), high = std::next(low); high != known_.end(); low = high++) {
        if (low->second != high->second && high->first - low->first > 1) {
            return (low->first + high->first) / 2;
        }
    }
    return std::nullopt;
}

void FlipSearch::put(int place, bool same) {
    if (place < 0 || place > kSeverityPlaces || (place == 0 && same != known_.at(0))) {
        throw std::invalid_argument("a place of the flip search is outside 0 … 100, or says of 0 "
                                    "what it was not begun with");
    }
    known_[place] = same;
}

std::vector<FlipSpan> FlipSearch::spans() const {
    std::vector<FlipSpan> spans;
    bool same = true;
    for (const auto& [place, sameThere] : known_) {
        if (same && !sameThere) {
            spans.push_back({.begin = severityAt(place), .back = {}});
        } else if (!same && sameThere) {
            spans.back().back = severityAt(place);
        }
        same = sameThere;
    }
    return spans;
}

} // namespace vitrine::study
