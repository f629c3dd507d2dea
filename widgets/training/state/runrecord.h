#pragma once

#include "core/run/curves/history.h"
#include "widgets/foundation/plot/plotdata.h"
#include "widgets/training/watch/runnews.h"

#include <QString>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::widgets {

/// How a run is drawn wherever it appears: the line of its curves and of its row.
struct RunInk {
    Token color = Token::Ink;
    PlotDash dash = PlotDash::Solid;
    double width = 2;

    bool operator==(const RunInk&) const = default;
};

/// What is known of one run: the sum of its news.
struct RunRecord {
    std::filesystem::path folder;
    run::RunConfig config;
    run::RunStatus status;
    run::Liveness liveness = run::Liveness::Waiting;
    std::optional<double> pulseAge;
    std::shared_ptr<run::RunHistory> history = std::make_shared<run::RunHistory>();
    std::size_t badLines = 0;
    bool loading = true;            ///< the log was not read to its end yet
    std::optional<Problem> problem; ///< it is not read any further
    bool shown = false;             ///< its curves are drawn
    RunInk ink;                     ///< while shown

    [[nodiscard]] QString name() const;

    /// "running", "stalled", "dead", "failed: …".
    [[nodiscard]] QString stateText() const;

    /// Whether a process could be asked to do something.
    [[nodiscard]] bool alive() const;

    /// Whether it ended, or died, before its last step: it can be resumed.
    [[nodiscard]] bool resumable() const;

    [[nodiscard]] std::int64_t step() const;
    [[nodiscard]] std::int64_t steps() const { return status.steps; } ///< 0 while unknown

    /// The metric that says which checkpoint is best ("eval/accuracy"), and whether more is better.
    [[nodiscard]] std::string metric() const;
    [[nodiscard]] bool metricRises() const;

    /// The newest value under a tag.
    [[nodiscard]] std::optional<double> last(std::string_view tag) const;

    struct Best {
        double value = 0;
        std::int64_t step = 0;
    };
    [[nodiscard]] std::optional<Best> best() const; ///< of metric()

    /// The loss in at most `count` values for a row of the table; gaps are left out.
    [[nodiscard]] std::vector<double> sketch(std::size_t count) const;
};

/// A member of a nested object, "optimizer.lr"; nullptr if it is not there.
[[nodiscard]] const Json* memberAt(const Json& object, std::string_view path);

/// One line about what is trained: "classify-image · vit · adamw 3e-4".
[[nodiscard]] QString describe(const run::RunConfig& config);

} // namespace vitrine::widgets
