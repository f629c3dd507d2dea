#pragma once

#include "core/neural/capture/attentionstore.h"
#include "core/neural/capture/capturesink.h"

#include <vector>

namespace vitrine::neural {

/// Collects the layers of one forward pass in the order they run. Keeps the projections' own memory
/// where it is fp32 on the CPU: no copy is made on the way.
class StoreSink final : public CaptureSink {
public:
    [[nodiscard]] at::Tensor attended(const CapturedAttention& layer) override;

    /// The layers kept so far, one store each, and leaves the sink empty.
    [[nodiscard]] std::vector<AttentionStore> take();

private:
    std::vector<AttentionStore> stores_;
};

} // namespace vitrine::neural
