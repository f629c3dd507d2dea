#pragma once

#include "core/perturb/chain.h"
#include "core/study/robustness/verdict.h"
#include "core/study/robustness/flipsearch.h"

#include "widgets/foundation/task/latestwins.h"
#include "widgets/robustness/state/engineside.h"
#include "widgets/robustness/state/modelsource.h"

#include <QObject>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::widgets {

/// Asks a model along the dial, in the background: first where its answer flips (scan and
/// bisection), then at every other step of 0.05 whose text is another one. Severities with the same
/// text are asked once. Each question is a job of its own, so that previews come between. GUI
/// thread.
class AnswerProbe final : public QObject {
    Q_OBJECT

public:
    struct Request {
        ModelSource model;
        Sample sample;
        study::LabelSet labels;
        perturb::Chain chain;
        std::uint64_t seed = 0;
    };

    explicit AnswerProbe(std::shared_ptr<const perturb::Catalogue> catalogue,
                         QObject* parent = nullptr);

    /// Drops what was found and begins anew.
    void start(Request request);

    /// Drops what was found; nothing arrives afterwards.
    void clear();

    /// Stops; what was found stays.
    void cancel();

    [[nodiscard]] bool running() const { return lane_ != nullptr; }
    [[nodiscard]] bool searched() const { return searched_; } ///< the flip search is at its end
    [[nodiscard]] bool finished() const { return finished_; }

    /// Texts asked and to be asked.
    [[nodiscard]] Progress progress() const;

    [[nodiscard]] const study::Verdict& clean() const { return clean_; }

    /// By place (study::severityAt); known ones.
    [[nodiscard]] const std::map<int, study::Verdict>& answers() const { return answers_; }

    [[nodiscard]] std::vector<study::FlipSpan> spans() const;

Q_SIGNALS:
    void changed();
    void failed(const vitrine::Problem& problem);

private:
    struct Step {
        std::vector<std::string> texts; ///< of every place; made by the first step alone
        study::Verdict answer;
    };
    using StepLane = LatestWins<Step>;

    void submitClean();
    void submitText(int place);
    void arrived(int place, Outcome<Step> step);
    void goOn();
    [[nodiscard]] bool same(const study::Verdict& answer) const;
    void put(int place, const study::Verdict& answer);

    std::shared_ptr<const perturb::Catalogue> catalogue_;
    std::shared_ptr<EngineSide> engineSide_;
    Request request_;
    std::vector<std::string> texts_;
    std::map<std::string, study::Verdict> byText_;
    std::map<int, study::Verdict> answers_;
    study::Verdict clean_;
    std::optional<study::FlipSearch> search_;
    std::unique_ptr<StepLane> lane_; ///< null: nothing is asked
    bool searched_ = false;
    bool finished_ = false;
};

} // namespace vitrine::widgets
