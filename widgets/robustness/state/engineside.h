#pragma once

#include "core/engine/model.h"
#include "core/study/robustness/verdict.h"

#include <memory>
#include <string>

namespace vitrine::widgets {

/// What jobs on the engine thread keep from one to the next: the clean trace and the embedded label
/// prototypes. Touched on that thread alone.
class EngineSide {
public:
    using TracePointer = std::shared_ptr<const engine::Trace>;

    /// The trace of a clean Sample: run anew only for another one or another model.
    [[nodiscard]] Outcome<TracePointer> clean(engine::Model& model, const std::string& key,
                                              const Sample& sample, const Tick& tick);

    [[nodiscard]] Outcome<study::PrototypeVectors> prototypes(engine::Model& model,
                                                              const std::string& key,
                                                              const study::LabelSet& labels,
                                                              const Tick& tick);

private:
    std::string cleanKey_;
    Sample cleanSample_;
    TracePointer clean_;
    std::string prototypeKey_;
    study::LabelSet labels_;
    study::PrototypeVectors prototypes_;
};

} // namespace vitrine::widgets
