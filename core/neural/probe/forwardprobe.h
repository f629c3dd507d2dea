#pragma once

#include "core/base/json.h"
#include "core/base/outcome.h"
#include "core/engine/trace.h"

#include <cstdint>
#include <memory>

namespace vitrine::neural {

/// A network with seeded random weights and one sequence of seeded random ids, run with and without
/// capture: what benchmarks compare. Belongs to one thread, after makeEngine().
class ForwardProbe {
public:
    /// `config` is that of a Hugging Face checkpoint of a known family; 2 ≤ tokens ≤ its positions.
    [[nodiscard]] static Outcome<std::unique_ptr<ForwardProbe>>
    make(const Json& config, std::int64_t tokens, std::uint64_t seed);

    ~ForwardProbe();
    ForwardProbe(const ForwardProbe&) = delete;
    ForwardProbe& operator=(const ForwardProbe&) = delete;

    /// One forward pass that keeps nothing.
    [[nodiscard]] Outcome<Done> plain();

    /// One forward pass that keeps Q, K and the log-sum-exp of every site.
    [[nodiscard]] Outcome<std::shared_ptr<const engine::Trace>> captured();

    /// Largest absolute difference between the final states of the last plain and the last captured
    /// pass. Both must have run.
    [[nodiscard]] double difference() const;

    /// Floating-point operations of one pass: 2 a weight and token, and 4·d for each visible pair of
    /// positions in each head.
    [[nodiscard]] double operations() const;

    /// Bytes of the weights, read once a pass.
    [[nodiscard]] double weightBytes() const;

private:
    struct Parts;

    explicit ForwardProbe(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> parts_;
};

} // namespace vitrine::neural
