#pragma once

#include <cstdint>
#include <string>

namespace vitrine::engine {

/// One candidate answer of a task head.
struct Candidate {
    std::string label;
    std::int64_t id = 0;
    float logit = 0;
    float probability = 0;

    bool operator==(const Candidate&) const = default;
};

} // namespace vitrine::engine
