#pragma once

#include "core/neural/train/loop/trainstate.h"
#include "core/neural/train/step.h"
#include "core/run/events/event.h"

#include <cstdint>
#include <vector>

namespace vitrine::neural {

/// Samples and tokens a second: exponential mean over updates, half-life 20, corrected for its
/// beginning (training.md 13).
class Throughput {
public:
    void add(double seconds, std::int64_t samples, std::int64_t tokens);

    [[nodiscard]] double samplesPerSecond() const;
    [[nodiscard]] double tokensPerSecond() const;

private:
    double seconds_ = 0; ///< weighted sums; their common factor cancels in the ratio
    double samples_ = 0;
    double tokens_ = 0;
};

/// One update as it is to be logged.
struct StepTimes {
    double step = 0; ///< seconds of the whole update
    double data = 0; ///< waited for samples
};

/// The numbers of an update under the tags of training.md 4.
[[nodiscard]] std::vector<run::Scalar> scalarsOf(const StepResult& result, const StepTimes& times,
                                                 const Throughput& throughput,
                                                 const TrainState& state, double learningRate,
                                                 double epoch);

/// Resident memory of this process in bytes; 0 where the system does not say.
[[nodiscard]] double residentBytes();

} // namespace vitrine::neural
