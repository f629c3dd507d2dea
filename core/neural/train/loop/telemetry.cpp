#include "core/neural/train/loop/telemetry.h"

#include "core/base/files.h"

#include <unistd.h>

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <string>

namespace vitrine::neural {

void Throughput::add(double seconds, std::int64_t samples, std::int64_t tokens) {
    constexpr double kHalfLife = 20; // updates
    static const double kKept = std::exp2(-1 / kHalfLife);
    seconds_ = kKept * seconds_ + seconds;
    samples_ = kKept * samples_ + static_cast<double>(samples);
    tokens_ = kKept * tokens_ + static_cast<double>(tokens);
}

double Throughput::samplesPerSecond() const {
    return seconds_ > 0 ? samples_ / seconds_ : 0;
}

double Throughput::tokensPerSecond() const {
    return seconds_ > 0 ? tokens_ / seconds_ : 0;
}

std::vector<run::Scalar> scalarsOf(const StepResult& result, const StepTimes& times,
                                   const Throughput& throughput, const TrainState& state,
                                   double learningRate, double epoch) {
    std::vector<run::Scalar> scalars{
        {"train/loss", result.loss},
        {"train/grad_norm", result.gradientNorm},
        {"train/clipped", result.clipped ? 1.0 : 0.0},
        {"opt/lr", learningRate},
        {"perf/samples_per_s", throughput.samplesPerSecond()},
        {"time/step", times.step},
        {"time/data", times.data},
        {"time/forward", result.forwardSeconds},
        {"time/backward", result.backwardSeconds},
        {"time/optim", result.optimizerSeconds},
        {"data/epoch", epoch},
        {"data/samples", static_cast<double>(state.samples)},
        {"mem/rss", residentBytes()},
    };
    if (state.tokens > 0) {
        scalars.push_back({"perf/tokens_per_s", throughput.tokensPerSecond()});
        scalars.push_back({"data/tokens", static_cast<double>(state.tokens)});
    }
    return scalars;
}

double residentBytes() {
    constexpr std::size_t kLimit = 4096;
    const auto text = readFile("/proc/self/statm", kLimit);
    if (!text) {
        return 0;
    }
    // "size resident shared …" in pages.
    const std::size_t blank = text->find(' ');
    double pages = 0;
    if (blank == std::string::npos ||
        std::from_chars(text->data() + blank + 1, text->data() + text->size(), pages).ec !=
            std::errc()) {
        return 0;
    }
    return pages * static_cast<double>(sysconf(_SC_PAGESIZE));
}

} // namespace vitrine::neural
