#pragma once

#include "core/base/json.h"
#include "core/base/outcome.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vitrine::run {

/// A number under a tag ("train/loss"). May be NaN or infinite.
struct Scalar {
    std::string tag;
    double value = 0;
};

/// One line of events.jsonl (training.md 4).
struct Event {
    double wall = 0;      ///< seconds since 1970
    double monotonic = 0; ///< seconds, clock of the writer's machine
    std::int64_t step = 0; ///< completed updates
    std::string kind;      ///< "scalar", "eval", "ckpt", "ctl" …
    std::vector<Scalar> values; ///< what `v` holds, in kinds that have it; NaN and infinity as such
    Json fields;                ///< an object: everything else, as written
};

/// The line of an event, with its end. Keys t, m, s, k come first, then `v` if there are values,
/// then the fields. Non-finite numbers become "nan", "inf" and "-inf", wherever they stand.
[[nodiscard]] std::string lineOf(const Event& event);

/// Takes a line (without its end) apart; nothing if it is no event.
[[nodiscard]] std::optional<Event> eventFrom(std::string_view line);

/// The longest line that is read, bytes.
inline constexpr std::size_t kLongestEvent = std::size_t{1} << 20;

} // namespace vitrine::run
