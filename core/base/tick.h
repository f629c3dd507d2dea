#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>

namespace vitrine {

enum class Unit { None, Count, Bytes };

/// How far a piece of work has come. `total` is 0 while unknown.
struct Progress {
    std::int64_t done = 0;
    std::int64_t total = 0;
    Unit unit = Unit::None;
};

/// Progress out, cancel in. Every loop that can last more than 50 ms calls `update` at least ten
/// times a second and stops, returning Cancelled, when it answers false. Cheap to copy; the report
/// is called on the working thread.
class Tick {
public:
    using Report = std::function<void(const Progress&)>;

    /// Never stops, reports to nobody.
    Tick() = default;

    explicit Tick(std::stop_token stop, Report report = {})
        : stop_(std::move(stop))
        , report_(std::move(report)) {}

    /// Reports and answers whether to go on.
    [[nodiscard]] bool update(std::int64_t done, std::int64_t total,
                              Unit unit = Unit::Count) const {
        if (report_) {
            report_({done, total, unit});
        }
        return !stop_.stop_requested();
    }

    [[nodiscard]] bool stopped() const { return stop_.stop_requested(); }

    /// The same cancel for a part of the work whose progress nobody is to be told.
    [[nodiscard]] Tick quiet() const { return Tick(stop_); }

private:
    std::stop_token stop_;
    Report report_;
};

} // namespace vitrine
