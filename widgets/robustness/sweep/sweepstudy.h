#pragma once

#include "core/perturb/catalogue.h"
#include "core/study/sweep/smallsweep.h"

#include "widgets/foundation/task/latestwins.h"
#include "widgets/robustness/state/engineside.h"
#include "widgets/robustness/state/modelsource.h"

#include <QElapsedTimer>
#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace vitrine::widgets {

/// Runs a small sweep in the background, on one or two models, cell by cell: jobs of some 20 ms, so
/// that previews come between them. GUI thread.
class SweepStudy final : public QObject {
    Q_OBJECT

public:
    /// One model's part of the sweep.
    struct Half {
        ModelSource model;
        study::SmallSweep sweep;
        std::map<std::size_t, study::Verdict> clean; ///< by example
        std::size_t next = 0;                       ///< index into the sweep's cells
        std::shared_ptr<EngineSide> side;
    };

    explicit SweepStudy(std::shared_ptr<const perturb::Catalogue> catalogue,
                        QObject* parent = nullptr);
    ~SweepStudy() override;

    /// Drops what was found and begins anew.
    void start(const study::SweepPlan& plan, const study::LabelSet& labels,
               const std::vector<ModelSource>& models);
    void cancel(); ///< what was found stays

    [[nodiscard]] bool running() const { return lane_ != nullptr; }
    [[nodiscard]] bool finished() const;
    [[nodiscard]] Progress progress() const;
    [[nodiscard]] double seconds() const { return seconds_; }
    [[nodiscard]] const std::vector<Half>& halves() const { return halves_; }

Q_SIGNALS:
    void changed(); ///< a few times a second while it runs, and at its end
    void failed(const vitrine::Problem& problem);

private:
    using Findings = std::vector<study::CellFinding>;

    void submit();
    void arrived(std::size_t half, Outcome<Findings> findings);
    void end();

    std::shared_ptr<const perturb::Catalogue> catalogue_;
    study::LabelSet labels_;
    std::vector<Half> halves_;
    std::unique_ptr<LatestWins<Findings>> lane_; ///< null: nothing runs
    QElapsedTimer begun_;
    QElapsedTimer told_;
    double seconds_ = 0;
};

} // namespace vitrine::widgets
