#pragma once

#include "app/vitrine/session/modelkey.h"

#include "core/base/sample.h"

#include <cstddef>

namespace vitrine::app {

/// Which position of which sample is to be followed through a model.
struct WalkQuestion {
    ModelKey model;
    Sample sample;
    int axis = 0;
    int layer = -1;
    std::size_t position = 0;
    int head = 0;

    bool operator==(const WalkQuestion&) const = default;
};

/// What a model writes to a sample, step by step.
struct WritingQuestion {
    ModelKey model;
    Sample sample;

    bool operator==(const WritingQuestion&) const = default;
};

} // namespace vitrine::app
