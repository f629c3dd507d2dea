#include "core/media/clip/sampling.h"

#include <algorithm>
#include <stdexcept>

namespace vitrine::media {

std::vector<std::int64_t> sampleFrames(std::int64_t frames, std::int64_t wanted, Sampling rule) {
    if (frames < 1 || wanted < 1) {
        throw std::invalid_argument("sampleFrames: needs at least one frame out of one");
    }
    const bool ends = rule == Sampling::Ends;
    const auto length = static_cast<double>(ends ? frames - 1 : frames);
    const auto parts = static_cast<double>(ends ? std::max<std::int64_t>(wanted - 1, 1) : wanted);
    const double step = length / parts;
    std::vector<std::int64_t> numbers(static_cast<std::size_t>(wanted));
    for (std::size_t index = 0; index < numbers.size(); ++index) {
        numbers[index] = static_cast<std::int64_t>(static_cast<double>(index) * step);
    }
    if (ends && wanted > 1) {
        numbers.back() = frames - 1;
    }
    return numbers;
}

} // namespace vitrine::media
