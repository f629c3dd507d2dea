// How an intervention becomes a plan: what it names is looked up and checked.

#include "core/neural/explain/change/changeplan.h"

#include <algorithm>
#include <span>

namespace vitrine::neural {

namespace {

Problem unknown(const std::string& what, const std::string& advice) {
    return {"The intervention names " + what + " that the model has not", {}, advice};
}

bool hasHead(std::span<const engine::Site> sites, const engine::HeadRef& head) {
    return head.site >= 0 && static_cast<std::size_t>(head.site) < sites.size() && head.head >= 0 &&
           head.head < sites[static_cast<std::size_t>(head.site)].heads;
}

Outcome<Done> gatesFit(const engine::Intervention& intervention,
                       std::span<const engine::Site> sites) {
    for (const engine::HeadGate& gate : intervention.gates) {
        if (!hasHead(sites, gate.head)) {
            return unknown("a head", "There are " + std::to_string(sites.size()) + " sites");
        }
        if (!(gate.gate >= 0 && gate.gate <= 2)) {
            return Problem{"A gate lies outside its range", std::to_string(gate.gate),
                           "Choose one from 0 to 2"};
        }
    }
    return Done{};
}

Outcome<Done> editsFit(const engine::Intervention& intervention,
                       std::span<const engine::Site> sites, const TraceInput& input) {
    for (const engine::AttentionEdit& edit : intervention.edits) {
        if (!hasHead(sites, edit.head)) {
            return unknown("a head", "There are " + std::to_string(sites.size()) + " sites");
        }
        const engine::Site& site = sites[static_cast<std::size_t>(edit.head.site)];
        if (input.blocks.contains(site.kind)) {
            return Problem{"The weights of a site made of blocks cannot be changed yet", site.name,
                           "Gate its heads or patch its states"};
        }
        const auto keys = input.axes[static_cast<std::size_t>(site.keyAxis)].size();
        double total = 0;
        for (const auto& [key, weight] : edit.weights) {
            if (key >= keys || !(weight >= 0 && weight <= 1)) {
                return unknown("a weight",
                               "Keys go to " + std::to_string(keys - 1) + ", weights from 0 to 1");
            }
            total += static_cast<double>(weight);
        }
        if (edit.query >= input.axes[static_cast<std::size_t>(site.queryAxis)].size()) {
            return unknown("a row", "Choose one of the query axis");
        }
        if (edit.renormalise && total > 1 + 1e-6) {
            return Problem{"The weights set are more than a row has", site.name,
                           "They may add up to 1, or switch renormalising off"};
        }
    }
    return Done{};
}

/// Finds where one patch applies.
class PatchFinder {
public:
    PatchFinder(const engine::ActivationPatch& patch, std::span<const engine::Site> sites,
                const TraceInput& input, const Recording& from)
        : patch_(patch)
        , sites_(sites)
        , input_(input)
        , from_(from) {}

    [[nodiscard]] Outcome<ReadyPatch> found() const {
        return belongsToHeads(patch_.place) ? ofSite() : ofTower();
    }

private:
    [[nodiscard]] Outcome<ReadyPatch> ofSite() const {
        const auto site = std::ranges::find_if(sites_, [&](const engine::Site& each) {
            return each.tower == patch_.tower && each.layer == patch_.layer &&
                   each.kind == patch_.kind;
        });
        if (site == sites_.end() || patch_.head >= site->heads) {
            return unknown("a site or a head",
                           "Sites go from " + sites_.front().name + " to " + sites_.back().name);
        }
        ReadyPatch ready{.place = patch_.place,
                         .at = static_cast<std::size_t>(site - sites_.begin()),
                         .head = patch_.head};
        const bool ofKeys =
            patch_.place == engine::PatchPlace::Key || patch_.place == engine::PatchPlace::Value;
        const auto blocks = input_.blocks.find(site->kind);
        const CapturedHeads& heads = from_.heads[ready.at];
        return withRows(std::move(ready), ofKeys ? heads.key : heads.query,
                        ofKeys ? site->keyAxis : site->queryAxis,
                        blocks == input_.blocks.end() ? nullptr : blocks->second.get());
    }

    [[nodiscard]] Outcome<ReadyPatch> ofTower() const {
        const auto tower = std::ranges::find(from_.towers, patch_.tower, &Recording::Tower::name);
        const bool mlp = patch_.place == engine::PatchPlace::Mlp;
        const auto layer = static_cast<std::size_t>(patch_.layer);
        if (tower == from_.towers.end() || patch_.layer < 0 ||
            layer >= (mlp ? tower->mlps.size() : tower->states.size())) {
            return unknown("a tower or a layer", "Its first tower is " + from_.towers.front().name);
        }
        ReadyPatch ready{.place = patch_.place,
                         .at = static_cast<std::size_t>(tower - from_.towers.begin()),
                         .layer = layer};
        const auto site = std::ranges::find(sites_, patch_.tower, &engine::Site::tower);
        return withRows(std::move(ready), tower->states.front(),
                        site == sites_.end() ? 0 : site->queryAxis, nullptr);
    }

    [[nodiscard]] Outcome<ReadyPatch> withRows(ReadyPatch ready, const at::Tensor& like, int axis,
                                               const TokenBlocks* blocks) const {
        const std::size_t here = input_.axes[static_cast<std::size_t>(axis)].size();
        const auto length = static_cast<std::size_t>(like.size(-2));
        // Where a tower has a sequence for each frame they lie one after the other.
        const std::size_t there = blocks != nullptr ? blocks->axisLength()
                                  : belongsToHeads(patch_.place)
                                      ? length
                                      : length * static_cast<std::size_t>(like.size(0));
        if (patch_.positions.empty() && here != there) {
            return Problem{"The two Samples have unequal lengths", input_.sample.name,
                           "One has " + std::to_string(there) + " tokens, the other " +
                               std::to_string(here) + ": tell which positions belong together"};
        }
        for (const auto& [from, to] : patch_.positions) {
            if (from >= there || to >= here) {
                return unknown("a position", "Positions go to " + std::to_string(here - 1));
            }
            addRows(ready, blocks, length, from, to);
        }
        return ready;
    }

    static void addRows(ReadyPatch& ready, const TokenBlocks* blocks, std::size_t length,
                        std::size_t from, std::size_t to) {
        const auto row = [](std::size_t problem, std::size_t index) {
            return PatchRow{static_cast<std::int64_t>(problem), static_cast<std::int64_t>(index)};
        };
        if (blocks == nullptr) {
            ready.rows.emplace_back(row(from / length, from % length),
                                    row(to / length, to % length));
            return;
        }
        const auto sources = blocks->placesOf(from);
        const auto targets = blocks->placesOf(to);
        for (std::size_t copy = 0; copy < std::min(sources.size(), targets.size()); ++copy) {
            ready.rows.emplace_back(row(sources[copy].block, sources[copy].index),
                                    row(targets[copy].block, targets[copy].index));
        }
    }

    const engine::ActivationPatch& patch_;
    std::span<const engine::Site> sites_;
    const TraceInput& input_;
    const Recording& from_;
};

} // namespace

Outcome<ChangePlan> ChangePlan::of(const engine::Intervention& intervention, const Network& network,
                                   const TraceInput& input, std::shared_ptr<const Recording> from) {
    const std::vector<engine::Site> sites = network.sitesFor(input.batch);
    if (auto fits = gatesFit(intervention, sites); !fits) {
        return fits.as<ChangePlan>();
    }
    if (auto fits = editsFit(intervention, sites, input); !fits) {
        return fits.as<ChangePlan>();
    }
    if (!intervention.patches.empty() && from == nullptr) {
        return Problem{"There is nothing to take the activations from", input.sample.name,
                       "Tell the other Sample"};
    }
    ChangePlan plan(std::move(from));
    plan.gates_ = intervention.gates;
    plan.edits_ = intervention.edits;
    for (const engine::ActivationPatch& patch : intervention.patches) {
        auto ready = PatchFinder(patch, sites, input, *plan.from_).found();
        if (!ready) {
            return ready.as<ChangePlan>();
        }
        plan.patches_.push_back(*std::move(ready));
    }
    return plan;
}

} // namespace vitrine::neural
