#pragma once

#include "core/base/outcome.h"
#include "core/run/directory/appendlog.h"
#include "core/run/tensorboard/records.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

namespace vitrine::run {

/// Writes an event file that TensorBoard reads, whole records per write. One thread at a time.
class TensorBoardWriter {
public:
    /// A new file in the folder, named by time, host and pid.
    [[nodiscard]] static Outcome<std::unique_ptr<TensorBoardWriter>>
    open(const std::filesystem::path& folder);

    [[nodiscard]] Outcome<Done> scalars(std::int64_t step, std::span<const Scalar> values);
    [[nodiscard]] Outcome<Done> text(std::int64_t step, std::string_view tag,
                                     std::string_view text);

    /// Throws std::invalid_argument where edges are not one more than counts.
    [[nodiscard]] Outcome<Done> histogram(std::int64_t step, std::string_view tag,
                                          const Histogram& histogram);
    [[nodiscard]] Outcome<Done> sync() { return log_->sync(); }

    [[nodiscard]] const std::filesystem::path& file() const { return log_->path(); }

private:
    explicit TensorBoardWriter(std::unique_ptr<AppendLog> log);

    std::unique_ptr<AppendLog> log_;
};

} // namespace vitrine::run
