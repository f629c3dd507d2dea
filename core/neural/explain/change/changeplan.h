#pragma once

#include "core/base/outcome.h"
#include "core/engine/intervention.h"
#include "core/neural/capture/capturesink.h"
#include "core/neural/explain/change/recording.h"
#include "core/neural/trace/tracing.h"

#include <ATen/core/Tensor.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace vitrine::neural {

/// A row of states or heads: which sequence of the batch, and its index there.
struct PatchRow {
    std::int64_t problem = 0;
    std::int64_t index = 0;
};

/// A patch whose place in a pass is found.
struct ReadyPatch {
    engine::PatchPlace place = engine::PatchPlace::Residual;
    std::size_t at = 0;    ///< tower; of what belongs to heads, the site
    std::size_t layer = 0; ///< of a tower
    int head = -1;
    std::vector<std::pair<PatchRow, PatchRow>> rows; ///< from, to; empty = all
};

/// Whether a place is one of a site's heads, not of a tower's states.
[[nodiscard]] bool belongsToHeads(engine::PatchPlace place);

/// An intervention made ready for one network and one Sample.
class ChangePlan {
public:
    /// A Problem for heads, layers, positions and gates that there are not. `from` is what
    /// `intervention.patches` take from; null without patches.
    [[nodiscard]] static Outcome<ChangePlan> of(const engine::Intervention& intervention,
                                                const Network& network, const TraceInput& input,
                                                std::shared_ptr<const Recording> from);

    // What a pass does at its places; x where nothing is to change.

    [[nodiscard]] at::Tensor state(std::size_t tower, std::size_t layer, const at::Tensor& x) const;
    [[nodiscard]] at::Tensor mlp(std::size_t tower, std::size_t layer, const at::Tensor& x) const;
    void meet(std::size_t site, CapturedHeads& heads) const;
    [[nodiscard]] at::Tensor attended(std::size_t site, const CapturedAttention& layer) const;

private:
    explicit ChangePlan(std::shared_ptr<const Recording> from)
        : from_(std::move(from)) {}

    std::vector<engine::HeadGate> gates_;
    std::vector<engine::AttentionEdit> edits_;
    std::vector<ReadyPatch> patches_;
    std::shared_ptr<const Recording> from_;
};

/// Runs a plan within a pass, and shows the changed pass to another sink.
class ChangingSink final : public CaptureSink {
public:
    ChangingSink(const ChangePlan& plan, CaptureSink& next)
        : plan_(plan)
        , next_(next) {}

    [[nodiscard]] at::Tensor state(std::size_t layer, const at::Tensor& x) override;
    void meet(CapturedHeads& heads) override;
    [[nodiscard]] at::Tensor attended(const CapturedAttention& layer) override;

    void added(const CapturedResidual& residual) override { next_.added(residual); }

    [[nodiscard]] at::Tensor transformed(const at::Tensor& change) override;

private:
    const ChangePlan& plan_;
    CaptureSink& next_;
    std::size_t towers_ = 0; ///< begun
    std::size_t layer_ = 0;
    std::size_t site_ = 0;
};

} // namespace vitrine::neural
