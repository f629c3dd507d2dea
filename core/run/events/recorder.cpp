#include "core/run/events/recorder.h"

#include <cmath>
#include <utility>

namespace vitrine::run {

Recorder::Recorder(std::unique_ptr<EventWriter> events, std::unique_ptr<TensorBoardWriter> board)
    : events_(std::move(events))
    , board_(std::move(board)) {}

Outcome<std::unique_ptr<Recorder>> Recorder::open(const std::filesystem::path& runFolder,
                                                  const EventWriterOptions& options) {
    auto events = EventWriter::open(runFolder, options);
    if (!events) {
        return events.as<std::unique_ptr<Recorder>>();
    }
    auto board = TensorBoardWriter::open(runFolder / "tb");
    if (!board) {
        return board.as<std::unique_ptr<Recorder>>();
    }
    return std::unique_ptr<Recorder>(new Recorder(*std::move(events), *std::move(board)));
}

void Recorder::board(std::int64_t step, const Outcome<Done>& written) {
    if (!written && !boardTrouble_) {
        events_->append(step, "warn",
                        Json::Object{{"code", "tensorboard"}, {"message", written.problem().text()}});
    }
    boardTrouble_ = !written;
}

void Recorder::scalars(std::int64_t step, std::span<const Scalar> values) {
    events_->scalars(step, values);
    board(step, board_->scalars(step, values));
}

void Recorder::evaluation(std::int64_t step, std::string_view split,
                          std::span<const Scalar> values, std::int64_t samples, double seconds) {
    events_->append(step, "eval",
                    Json::Object{{"split", split}, {"n", samples}, {"seconds", seconds}}, values);
    board(step, board_->scalars(step, values));
}

void Recorder::histogram(std::int64_t step, std::string_view tag, const Histogram& histogram) {
    double count = 0;
    for (const double each : histogram.counts) {
        count += each;
    }
    const double mean = count > 0 ? histogram.sum / count : 0;
    const double spread = count > 0 ? histogram.sumOfSquares / count - mean * mean : 0;
    events_->append(
        step, "hist",
        Json::Object{{"tag", tag},
                     {"edges", Json::Array(histogram.edges.begin(), histogram.edges.end())},
                     {"counts", Json::Array(histogram.counts.begin(), histogram.counts.end())},
                     {"min", histogram.least},
                     {"max", histogram.most},
                     {"mean", mean},
                     {"std", std::sqrt(spread > 0 ? spread : 0)}});
    board(step, board_->histogram(step, tag, histogram));
}

void Recorder::event(std::int64_t step, std::string_view kind, Json fields) {
    events_->append(step, kind, std::move(fields));
}

void Recorder::text(std::int64_t step, std::string_view tag, std::string_view text) {
    board(step, board_->text(step, tag, text));
}

Outcome<Done> Recorder::flush() {
    const auto events = events_->flush();
    const auto board = board_->sync();
    return events ? board : events;
}

} // namespace vitrine::run
