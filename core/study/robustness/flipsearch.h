#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace vitrine::study {

/// Severities between 0 and 5 in steps of 0.05: place 0 … 100.
inline constexpr int kSeverityPlaces = 100;
inline constexpr int kPlacesPerScan = 10; ///< of the scan by 0.5

[[nodiscard]] constexpr double severityAt(int place) {
    return static_cast<double>(place) / 20.0;
}

/// A stretch of severities on which the answer differs from the clean one.
struct FlipSpan {
    double begin = 0;           ///< smallest severity with another answer
    std::optional<double> back; ///< where it is the clean one again; none: it stays another one

    bool operator==(const FlipSpan&) const = default;
};

/// The search for the flip point: a scan by 0.5, then bisection of every interval whose ends
/// differ, to 0.05 (robustness, 8). It asks, the caller answers, so that model calls may be spread, cached
/// and cancelled.
class FlipSearch {
public:
    /// `sameAtZero`: with unlinked stages the answer may differ before the dial moves.
    explicit FlipSearch(bool sameAtZero = true);

    /// The place to be asked now; nothing when the search is at its end.
    [[nodiscard]] std::optional<int> next() const;

    /// `same`: the answer there is the clean one. Places that were not asked for are taken as well.
    void put(int place, bool same);

    [[nodiscard]] bool finished() const { return !next(); }

    /// All stretches that are known so far: flips need not be monotone.
    [[nodiscard]] std::vector<FlipSpan> spans() const;

    [[nodiscard]] std::size_t asked() const { return known_.size() - 1; }

private:
    std::map<int, bool> known_; ///< by place; place 0 is the clean answer
};

} // namespace vitrine::study
