#pragma once

#include "core/base/draws.h"
#include "core/base/json.h"
#include "core/base/outcome.h"
#include "core/perturb/kindrecord.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace vitrine::perturb {

/// With what a kind is applied.
struct Setting {
    double severity = 0; ///< 0 … 5; 0 returns the input byte for byte
    std::uint64_t seed = 0;
    std::uint64_t example = 0; ///< hashText("<data set>:<row>"); 0 for a typed Sample
    int stage = 0;             ///< place in the chain: every stage has a random stream of its own
    Json::Object parameters;   ///< what is not to be left to the severity table and the defaults
};

/// Whether the severity is in range and every parameter known, of its type and in its range. The
/// Problem names the nearest known parameter.
[[nodiscard]] Outcome<Done> checkSetting(const KindRecord& record, const Setting& setting);

/// The numbers of one table at a severity: interpolated as `between` says, from the identity at 0.
[[nodiscard]] std::vector<double> interpolate(const KindRecord& record, const SeverityTable& table,
                                              double severity);

/// The same for the kind's table named `preset`, with the parameters of the setting put over it.
/// Throws std::invalid_argument where there is no such table.
[[nodiscard]] std::vector<double> severityValues(const KindRecord& record, std::string_view preset,
                                                 const Setting& setting);

/// A parameter of the setting, or nullptr where it is left open.
[[nodiscard]] const Json* explicitParameter(const Setting& setting, std::string_view name);

/// The parameter of the setting, else the record's default.
[[nodiscard]] const Json& parameterValue(const KindRecord& record, const Setting& setting,
                                         std::string_view name);

/// What the kind draws from: a stage after the first has "#<stage>" behind the kind's name.
[[nodiscard]] DrawKey drawKeyOf(const KindRecord& record, const Setting& setting);

} // namespace vitrine::perturb
