#pragma once

#include "core/base/tick.h"
#include "core/engine/finding.h"
#include "core/engine/trace.h"
#include "core/neural/explain/target.h"
#include "core/neural/models/network.h"
#include "core/neural/trace/tracing.h"

namespace vitrine::neural {

/// What an explanation is asked about: a network, a Sample as the network reads it, and the
/// request.
struct Question {
    const Network& network;
    const engine::Trace& trace; ///< of the same Sample
    const TraceInput& input;
    const engine::ExplainRequest& request;
    const TraceInput* other = nullptr; ///< of the second Sample, where two are compared
    Aim aim;                           ///< empty where the method asks for no target
    Tick tick;

    [[nodiscard]] std::span<const engine::Site> sites() const { return trace.sites(); }

    /// The blocks of a site, or null.
    [[nodiscard]] const TokenBlocks* blocksOf(const engine::Site& site) const {
        const auto found = input.blocks.find(site.kind);
        return found == input.blocks.end() ? nullptr : found->second.get();
    }

    /// The axis whose tokens are the states of a tower.
    [[nodiscard]] int axisOf(const std::string& tower) const {
        for (const engine::Site& site : sites()) {
            if (site.tower == tower) {
                return site.queryAxis;
            }
        }
        return 0;
    }

    [[nodiscard]] std::size_t lengthOf(int axis) const {
        return trace.axes()[static_cast<std::size_t>(axis)].size();
    }
};

} // namespace vitrine::neural
