#pragma once

#include "core/neural/train/objective.h"

#include <cstdint>
#include <span>

namespace vitrine::neural {

/// One sample at one time: what is drawn anew each epoch (scenes, masks) depends on both.
struct Place {
    std::int64_t sample = 0; ///< number in the data set
    std::int64_t epoch = 0;
};

/// A data set as the trainer sees it. Its functions may be called from any thread.
class Examples {
public:
    virtual ~Examples() = default;

    [[nodiscard]] virtual std::int64_t size() const = 0;

    /// A pure function of the places.
    [[nodiscard]] virtual LabelledBatch batch(std::span<const Place> places) const = 0;
};

} // namespace vitrine::neural
