#pragma once

#include "core/base/outcome.h"

#include <cstdint>
#include <filesystem>
#include <memory>

namespace vitrine::neural {

/// A model's folder with an expected-tensors file, run again and again on the inputs of that file:
/// what benchmarks time. Belongs to one thread, after makeEngine().
class FolderProbe {
public:
    [[nodiscard]] static Outcome<std::unique_ptr<FolderProbe>>
    open(const std::filesystem::path& folder, const std::filesystem::path& expected);

    ~FolderProbe();
    FolderProbe(const FolderProbe&) = delete;
    FolderProbe& operator=(const FolderProbe&) = delete;

    /// One forward pass that keeps nothing.
    [[nodiscard]] Outcome<Done> plain();

    /// One that keeps Q, K and the log-sum-exp of every site.
    [[nodiscard]] Outcome<Done> captured();

    /// Writes the text of `generated.ids`; answers how many of its ids came out otherwise.
    [[nodiscard]] Outcome<std::int64_t> written();

    /// Bytes of the weights.
    [[nodiscard]] double weightBytes() const;

private:
    struct Parts;

    explicit FolderProbe(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> parts_;
};

} // namespace vitrine::neural
