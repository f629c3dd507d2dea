#include "core/run/tensorboard/tensorboardwriter.h"

#include "core/run/directory/folders.h"
#include "core/run/directory/process.h"

#include <chrono>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>

namespace vitrine::run {

namespace {

double wallSeconds() {
    using Seconds = std::chrono::duration<double>;
    return Seconds(std::chrono::system_clock::now().time_since_epoch()).count();
}

} // namespace

TensorBoardWriter::TensorBoardWriter(std::unique_ptr<AppendLog> log)
    : log_(std::move(log)) {}

Outcome<std::unique_ptr<TensorBoardWriter>>
TensorBoardWriter::open(const std::filesystem::path& folder) {
    using Result = std::unique_ptr<TensorBoardWriter>;
    if (const auto made = makeFolder(folder); !made) {
        return made.as<Result>();
    }
    const ProcessId process = thisProcess();
    const double now = wallSeconds();
    const std::string stem = "events.out.tfevents." +
                             std::to_string(static_cast<std::int64_t>(now)) + "." + process.host +
                             "." + std::to_string(process.pid) + ".";
    // A file that is there belongs to an earlier start of this second: it may end in a torn record.
    int number = 0;
    std::error_code error;
    while (std::filesystem::exists(folder / (stem + std::to_string(number)), error)) {
        ++number;
    }
    auto log = AppendLog::open(folder / (stem + std::to_string(number)));
    if (!log) {
        return log.as<Result>();
    }
    if (const auto first = (*log)->append(recordOf(versionEvent(now))); !first) {
        return first.as<Result>();
    }
    return Result(new TensorBoardWriter(*std::move(log)));
}

Outcome<Done> TensorBoardWriter::scalars(std::int64_t step, std::span<const Scalar> values) {
    return log_->append(recordOf(scalarEvent(wallSeconds(), step, values)));
}

Outcome<Done> TensorBoardWriter::text(std::int64_t step, std::string_view tag,
                                      std::string_view text) {
    return log_->append(recordOf(textEvent(wallSeconds(), step, tag, text)));
}

Outcome<Done> TensorBoardWriter::histogram(std::int64_t step, std::string_view tag,
                                           const Histogram& histogram) {
    if (histogram.edges.size() != histogram.counts.size() + 1) {
        throw std::invalid_argument("TensorBoardWriter: " + std::to_string(histogram.edges.size()) +
                                    " edges for " + std::to_string(histogram.counts.size()) +
                                    " counts");
    }
    return log_->append(recordOf(histogramEvent(wallSeconds(), step, tag, histogram)));
}

} // namespace vitrine::run
