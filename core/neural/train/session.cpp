#include "core/neural/train/session.h"

#include "core/neural/border.h"
#include "core/neural/engine.h"
#include "core/neural/train/assembly.h"
#include "core/neural/train/loop/trainer.h"

#include <torch/headeronly/version.h>

#include <algorithm>
#include <span>

namespace vitrine::neural {

namespace {

Outcome<Done> refuseUnsupported(const run::TrainSettings& settings) {
    const std::vector<run::RecipeFault> faults = unsupportedIn(settings);
    if (faults.empty()) {
        return Done{};
    }
    std::string all;
    for (const run::RecipeFault& fault : faults) {
        all += (all.empty() ? "" : "; ") + fault.what;
    }
    return Problem{"The recipe asks for what this trainer does not do", {}, all};
}

// The learning rate at up to 200 updates, as pairs: enough to draw it.
Json courseOf(const TrainPlan& plan) {
    constexpr std::int64_t kPoints = 200;
    Json::Array course;
    const std::int64_t stride = std::max<std::int64_t>(1, plan.steps / kPoints);
    for (std::int64_t update = 0; update < plan.steps; update += stride) {
        course.emplace_back(
            Json::Array{Json(update), Json(plan.schedule.rate(update))});
    }
    return course;
}

Json firstBatchOf(const Assembly& assembly, std::int64_t samples) {
    constexpr std::int64_t kShown = 8;
    std::vector<Place> places;
    for (std::int64_t sample = 0;
         sample < std::min({kShown, samples, assembly.training->size()}); ++sample) {
        places.push_back({.sample = sample, .epoch = 0});
    }
    const LabelledBatch batch = assembly.training->batch(places);
    Json::Array rows;
    for (std::int64_t row = 0; row < batch.samples(); ++row) {
        Json json;
        if (batch.labels.dim() == 1) {
            const auto label = static_cast<std::size_t>(batch.labels[row].item<std::int64_t>());
            json.set("label", assembly.classes.at(label));
        }
        if (batch.input.ids.defined()) {
            const std::int64_t length = batch.input.mask[row].sum().item<std::int64_t>();
            const auto* ids = batch.input.ids.const_data_ptr<std::int64_t>() +
                              row * batch.input.ids.size(1);
            json.set("ids", Json::Array(ids, ids + length));
        } else {
            json.set("pixels", Json::Array{Json(batch.input.pixels.size(2)),
                                           Json(batch.input.pixels.size(3))});
        }
        rows.push_back(std::move(json));
    }
    return rows;
}

} // namespace

Outcome<TrainOutcome> runTraining(const run::RunDirectory& directory, const TrainRequest& request,
                                  const Tick& tick) {
    return guarded(directory.folder().string(), [&]() -> Outcome<TrainOutcome> {
        if (auto supported = refuseUnsupported(request.settings); !supported) {
            return supported.as<TrainOutcome>();
        }
        // Sets the threads, and how this process keeps its memory.
        const auto engine = makeEngine({.threads = request.threads});
        auto assembly = assemble(request.settings);
        if (!assembly) {
            return assembly.as<TrainOutcome>();
        }
        TrainParts parts{.model = std::move(assembly->model),
                         .training = assembly->training,
                         .evaluation = assembly->evaluation,
                         .unseen = assembly->unseen,
                         .classes = assembly->choices,
                         .plan = planOf(request.settings, assembly->training->size()),
                         .files = std::move(assembly->files),
                         .torch = torchVersion(),
                         .attempt = request.attempt,
                         .resumeFrom = request.resumeFrom,
                         .before = request.before,
                         .threads = std::max(1, request.threads),
                         .checkpointAsked = request.checkpointAsked};
        Trainer trainer(directory, std::move(parts));
        auto end = trainer.run(tick);
        if (!end) {
            return end.as<TrainOutcome>();
        }
        return TrainOutcome{end->state, end->reason};
    });
}

Outcome<Json> checkTraining(const run::TrainSettings& settings) {
    return guarded("the recipe", [&]() -> Outcome<Json> {
        auto assembly = assemble(settings);
        if (!assembly) {
            return assembly.as<Json>();
        }
        const TrainPlan plan = planOf(settings, assembly->training->size());
        Json::Array classes;
        for (const std::string& name : assembly->classes) {
            classes.emplace_back(name);
        }
        Json::Array faults;
        for (const run::RecipeFault& fault : unsupportedIn(settings)) {
            faults.emplace_back(Json::Object{{"path", fault.path}, {"what", fault.what}});
        }
        constexpr std::int64_t kBytesAParameter = 16; // weight, gradient and two moments in fp32
        Json json;
        json.set("faults", std::move(faults));
        json.set("samples", assembly->training->size());
        json.set("evaluation_samples", assembly->evaluation->size());
        json.set("classes", std::move(classes));
        json.set("parameters", assembly->model->elements());
        json.set("state_bytes", assembly->model->elements() * kBytesAParameter);
        json.set("steps", plan.steps);
        json.set("schedule", courseOf(plan));
        json.set("first_batch", firstBatchOf(*assembly, plan.samples));
        return json;
    });
}

std::string torchVersion() {
    return std::to_string(TORCH_VERSION_MAJOR) + "." + std::to_string(TORCH_VERSION_MINOR) + "." +
           std::to_string(TORCH_VERSION_PATCH);
}

} // namespace vitrine::neural
