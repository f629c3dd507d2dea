#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::neural {

/// What a parameter starts as where no checkpoint gives it.
enum class Init {
    Zeros,
    Ones,
    Normal, ///< N(0, 0.02²): Hugging Face's initializer_range
    Narrow, ///< N(0, 0.01²)
    FanIn   ///< N(0, 1 / fan-in) (He et al. 2015, for a linear layer)
};

/// Standard deviation of the normal ones for a weight [out, in, …]; 0 for zeros and ones.
[[nodiscard]] double deviationOf(Init init, const std::vector<std::int64_t>& shape);

/// Where the parameters of a model come from: a checkpoint, or a seed.
class ParameterSource {
public:
    virtual ~ParameterSource() = default;

    [[nodiscard]] virtual bool has(const std::string& name) const = 0;

    /// The fp32 tensor of that name. Throws MissingParameter or WrongShape.
    [[nodiscard]] virtual at::Tensor take(const std::string& name,
                                          const std::vector<std::int64_t>& shape, Init init) = 0;
};

/// A place in the tree of parameter names, spelled as in the checkpoint: `root / "encoder.layer.0"`.
class Scope {
public:
    explicit Scope(ParameterSource& source, std::string path = {});

    [[nodiscard]] Scope operator/(std::string_view name) const;
    [[nodiscard]] Scope operator/(std::int64_t index) const;

    [[nodiscard]] bool has(std::string_view name) const;
    [[nodiscard]] at::Tensor parameter(std::string_view name,
                                       const std::vector<std::int64_t>& shape, Init init) const;

private:
    [[nodiscard]] std::string join(std::string_view name) const;

    ParameterSource* source_;
    std::string path_;
};

class Checkpoint;

/// Parameters of an opened checkpoint. fp32 data is used where it is mapped, without a copy;
/// fp16 and bf16 are widened.
[[nodiscard]] std::unique_ptr<ParameterSource>
parametersOf(std::shared_ptr<const Checkpoint> checkpoint);

/// Seeded random parameters, N(0, 0.02) for weights: for benchmarks and tests of speed.
[[nodiscard]] std::unique_ptr<ParameterSource> randomParameters(std::uint64_t seed);

/// Parameters with a shape and one number of memory: for counting. Names that begin with one of
/// `heads` are there.
[[nodiscard]] std::unique_ptr<ParameterSource> shapesOnly(std::vector<std::string> heads);

} // namespace vitrine::neural
