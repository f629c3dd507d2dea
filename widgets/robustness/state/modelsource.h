#pragma once

#include "core/engine/model.h"
#include "core/study/robustness/verdict.h"

#include "widgets/foundation/task/worker.h"

#include <QString>

#include <functional>
#include <map>
#include <memory>
#include <string>

namespace vitrine::widgets {

/// How a model is reached: `open` is called in jobs of `worker` alone.
struct ModelSource {
    using Open = std::function<Outcome<std::shared_ptr<engine::Model>>(const Tick&)>;

    QString name;
    std::string folder; ///< for recipes
    std::string key; ///< the same for the same model on the same device
    Worker* worker = nullptr;
    Open open;

    [[nodiscard]] bool operator==(const ModelSource& other) const {
        return key == other.key && worker == other.worker;
    }
};

} // namespace vitrine::widgets
