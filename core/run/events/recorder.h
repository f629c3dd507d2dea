#pragma once

#include "core/run/events/eventwriter.h"
#include "core/run/tensorboard/tensorboardwriter.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace vitrine::run {

/// Both streams of a run at once, so that never one is written without the other: events.jsonl is
/// the truth, TensorBoard's files are for other tools. One thread at a time.
class Recorder {
public:
    [[nodiscard]] static Outcome<std::unique_ptr<Recorder>>
    open(const std::filesystem::path& runFolder, const EventWriterOptions& options = {});

    /// Numbers of a step, one line.
    void scalars(std::int64_t step, std::span<const Scalar> values);

    /// An evaluation: values tagged "eval/<metric>".
    void evaluation(std::int64_t step, std::string_view split, std::span<const Scalar> values,
                    std::int64_t samples, double seconds);

    void histogram(std::int64_t step, std::string_view tag, const Histogram& histogram);

    /// Any other event; these go to events.jsonl alone.
    void event(std::int64_t step, std::string_view kind, Json fields);

    /// A text that TensorBoard shows, such as the configuration.
    void text(std::int64_t step, std::string_view tag, std::string_view text);

    /// Both streams reach the disk; the Problem of events.jsonl if it cannot.
    [[nodiscard]] Outcome<Done> flush();

    [[nodiscard]] EventWriter& events() { return *events_; }

private:
    Recorder(std::unique_ptr<EventWriter> events, std::unique_ptr<TensorBoardWriter> board);

    void board(std::int64_t step, const Outcome<Done>& written);

    std::unique_ptr<EventWriter> events_;
    std::unique_ptr<TensorBoardWriter> board_;
    bool boardTrouble_ = false; ///< told once, until it works again
};

} // namespace vitrine::run
