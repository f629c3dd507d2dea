#pragma once

#include "core/base/json.h"
#include "core/base/outcome.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

namespace vitrine::neural {

struct TrainProbeOptions {
    std::int64_t samples = 32;
    std::int64_t tokens = 32; ///< of each text, for models that read texts
    std::uint64_t seed = 1;
    double learningRate = 1e-5;
};

/// A classifier with seeded random weights and one seeded random batch, trained step by step: what
/// benchmarks compare. Belongs to one thread, after makeEngine().
class TrainProbe {
public:
    /// `config` is that of a Hugging Face checkpoint of a known family, `classes` its labels' number.
    [[nodiscard]] static Outcome<std::unique_ptr<TrainProbe>>
    make(const Json& config, std::int64_t classes, const TrainProbeOptions& options);

    ~TrainProbe();
    TrainProbe(const TrainProbe&) = delete;
    TrainProbe& operator=(const TrainProbe&) = delete;

    /// Writes the weights and config.json as a Hugging Face folder, and the batch beside them as
    /// batch.safetensors: for a peer that is to do the same. The folder must be there.
    [[nodiscard]] Outcome<Done> save(const std::filesystem::path& folder) const;

    /// One update, clipping at norm 1.
    [[nodiscard]] Outcome<Done> step();

    /// Of every step so far, in nats.
    [[nodiscard]] const std::vector<double>& losses() const;

private:
    struct Parts;

    explicit TrainProbe(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> parts_;
};

} // namespace vitrine::neural
