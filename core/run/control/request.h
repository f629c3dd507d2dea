#pragma once

#include "core/base/json.h"
#include "core/base/outcome.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace vitrine::run {

enum class ControlVerb {
    Pause,      ///< {"mode": "keep" | "free"}
    Resume,
    Stop,       ///< {"mode": "save" | "discard"}
    Kill,
    Checkpoint,
    Eval,
    Probe,      ///< {"sample": path of a file}
    Set,        ///< one or more of lr_scale, lr, clip, weight_decay, log_every, eval_every, steps
    Note,       ///< {"text": …}
    Histogram
};

[[nodiscard]] std::string_view nameOf(ControlVerb verb); ///< "pause"
[[nodiscard]] std::optional<ControlVerb> controlVerbNamed(std::string_view name);

/// One wish of a person, checked (training.md 5).
struct ControlRequest {
    std::string id;
    ControlVerb verb = ControlVerb::Note;
    Json args = Json::Object{}; ///< an object as said at the verb; defaults are filled in
    std::string by;             ///< who asks: "window", "command line"
    double time = 0;            ///< seconds since 1970

    bool operator==(const ControlRequest&) const = default;
};

[[nodiscard]] Json toJson(const ControlRequest& request);

/// A Problem's `what` says what the person may read in the ctl event. Unknown keys and arguments
/// are refused with the rest.
[[nodiscard]] Outcome<ControlRequest> requestFrom(const Json& json, std::string_view where);

/// The largest request that is read.
inline constexpr std::size_t kLargestRequest = std::size_t{64} << 10;

} // namespace vitrine::run
