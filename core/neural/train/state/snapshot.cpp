#include "core/neural/train/state/snapshot.h"

#include <ATen/core/grad_mode.h>

#include <cstring>
#include <utility>
#include <vector>

namespace vitrine::neural {

namespace {

const std::string kFirst = "exp_avg.";
const std::string kSecond = "exp_avg_sq.";

std::vector<NamedTensor> momentsOf(const TrainedModel& model, AdamW& optimizer) {
    std::vector<NamedTensor> tensors;
    for (std::size_t i = 0; i < optimizer.parameters().size(); ++i) {
        const std::string name =
            fileName(optimizer.parameters()[i].name, model.family().names);
        tensors.push_back({kFirst + name, optimizer.moments()[i].first});
        tensors.push_back({kSecond + name, optimizer.moments()[i].second});
    }
    return tensors;
}

Json updatesOf(const TrainedModel& model, AdamW& optimizer) {
    Json::Object updates;
    for (std::size_t i = 0; i < optimizer.parameters().size(); ++i) {
        updates.emplace_back(
            fileName(optimizer.parameters()[i].name, model.family().names),
            static_cast<std::int64_t>(optimizer.moments()[i].step.item<float>()));
    }
    return updates;
}

/// One tensor of a file and where its bytes go.
struct Move {
    std::span<const std::byte> from;
    at::Tensor to;
};

Outcome<Move> moveOf(const SafetensorsFile& file, const std::string& name,
                     const at::Tensor& target) {
    const TensorInfo* tensor = file.find(name);
    const std::string where = file.path().string() + ", " + name;
    if (tensor == nullptr) {
        return Problem{"The checkpoint lacks a tensor of this model", where,
                       "Resume with the recipe that wrote it"};
    }
    if (tensor->dtype != Dtype::F32 || tensor->shape != target.sizes().vec()) {
        return Problem{"A tensor of the checkpoint has another shape or type", where,
                       "Resume with the recipe that wrote it"};
    }
    return Move{file.bytes(*tensor), target};
}

Outcome<std::int64_t> updatesFor(const Json& updates, const std::string& name) {
    const Json* count = updates.find(name);
    if (count == nullptr || count->integer() == nullptr || *count->integer() < 0) {
        return Problem{"The checkpoint does not say how often a weight was updated",
                       "state.json, " + name, "Resume from an earlier checkpoint"};
    }
    return *count->integer();
}

} // namespace

Snapshot::Snapshot(const TrainedModel& model, AdamW& optimizer)
    : weights_(model.parameters(), model.family().names)
    , moments_(momentsOf(model, optimizer), {})
    , updates_(updatesOf(model, optimizer)) {}

Outcome<Done> restore(const TrainedModel& model, AdamW& optimizer, const SafetensorsFile& weights,
                      const SafetensorsFile& moments, const Json& updates) {
    const at::NoGradGuard noGrad;
    std::vector<Move> moves;
    std::vector<std::int64_t> counts;
    for (std::size_t i = 0; i < optimizer.parameters().size(); ++i) {
        const std::string name = fileName(optimizer.parameters()[i].name, model.family().names);
        const AdamWMoments& moment = optimizer.moments()[i];
        for (const auto& [file, key, target] :
             {std::tuple{&weights, name, optimizer.parameters()[i].tensor},
              std::tuple{&moments, kFirst + name, moment.first},
              std::tuple{&moments, kSecond + name, moment.second}}) {
            auto move = moveOf(*file, key, target);
            if (!move) {
                return move.as<Done>();
            }
            moves.push_back(*std::move(move));
        }
        auto count = updatesFor(updates, name);
        if (!count) {
            return count.as<Done>();
        }
        counts.push_back(*count);
    }
    for (const Move& move : moves) {
        std::memcpy(move.to.mutable_data_ptr(), move.from.data(), move.from.size());
    }
    for (std::size_t i = 0; i < counts.size(); ++i) {
        optimizer.moments()[i].step.fill_(static_cast<double>(counts[i]));
    }
    return Done{};
}

} // namespace vitrine::neural
