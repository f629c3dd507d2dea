#include "widgets/robustness/state/engineside.h"

namespace vitrine::widgets {

Outcome<EngineSide::TracePointer> EngineSide::clean(engine::Model& model, const std::string& key,
                                                    const Sample& sample, const Tick& tick) {
    if (clean_ && cleanKey_ == key && cleanSample_ == sample) {
        return clean_;
    }
    auto traced = model.trace(sample, {}, tick);
    if (traced) {
        cleanKey_ = key;
        cleanSample_ = sample;
        clean_ = *traced;
    }
    return traced;
}

Outcome<study::PrototypeVectors> EngineSide::prototypes(engine::Model& model,
                                                        const std::string& key,
                                                        const study::LabelSet& labels,
                                                        const Tick& tick) {
    if (prototypeKey_ == key && labels_ == labels) {
        return prototypes_;
    }
    auto embedded = study::embedPrototypes(model, labels, tick);
    if (embedded) {
        prototypeKey_ = key;
        labels_ = labels;
        prototypes_ = *embedded;
    }
    return embedded;
}

} // namespace vitrine::widgets
