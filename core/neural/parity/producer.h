#pragma once

#include "core/base/outcome.h"
#include "core/base/tick.h"
#include "core/neural/capture/attentionstore.h"
#include "core/neural/models/network.h"

#include <ATen/core/Tensor.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::neural {

/// Our side of a parity check: one forward pass of a batch, and its tensors by the names of
/// ARCHITECTURE.md section 6.
class Producer {
public:
    [[nodiscard]] static Outcome<Producer> run(const Network& network, Batch batch,
                                               const Tick& tick);

    /// The tensor of that name; undefined if the model does not produce it.
    [[nodiscard]] Outcome<at::Tensor> produce(const std::string& name, const Tick& tick) const;

    /// Bool, to be expanded to the tensor's shape: which of its places count (padding does not).
    /// Nothing where every place counts.
    [[nodiscard]] std::optional<at::Tensor> counted(const std::string& name) const;

private:
    [[nodiscard]] Outcome<at::Tensor> attention(const std::string& site, const Tick& tick) const;
    void nameTensors(const ForwardResult& result);
    [[nodiscard]] const at::Tensor& maskFor(const std::string& name) const;

    std::map<std::string, at::Tensor> tensors_;
    std::vector<engine::Site> sites_;
    std::vector<AttentionStore> stores_;
    at::Tensor mask_;        ///< int64 [B, T] or undefined
    at::Tensor decoderMask_; ///< of the decoder's own tokens
};

} // namespace vitrine::neural
