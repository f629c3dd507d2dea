#pragma once

#include "core/perturb/catalogue.h"

#include "widgets/foundation/task/latestwins.h"
#include "widgets/foundation/task/worker.h"
#include "widgets/robustness/state/answerprobe.h"
#include "widgets/robustness/state/readouts.h"
#include "widgets/robustness/state/robustnesschoice.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

namespace vitrine::widgets {

/// One head in both texts.
struct HeadDetail {
    std::shared_ptr<const ReadOuts> of; ///< the read-outs it belongs to
    int layer = 0;
    int head = 0;
    HeadMapPair maps;
};

/// What the lab shows, kept in step with what it is set to: the perturbed text at once, the
/// read-outs of the model after it, the answers along the dial in the background. The newest
/// setting wins; what comes late is dropped. Edits are proposed by `choiceEdited`; whoever owns the setting
/// answers with setChoice. GUI thread.
class RobustnessStudy final : public QObject {
    Q_OBJECT

public:
    explicit RobustnessStudy(QObject* parent = nullptr);
    ~RobustnessStudy() override;

    [[nodiscard]] const perturb::Catalogue& catalogue() const { return *catalogue_; }
    [[nodiscard]] std::shared_ptr<const perturb::Catalogue> catalogueShared() const {
        return catalogue_;
    }

    void setSample(const Sample& sample, const study::LabelSet& labels);
    void setChoice(const RobustnessChoice& choice);
    void setModel(std::optional<ModelSource> model);
    void setOther(std::optional<ModelSource> model); ///< a second one, drawn dashed
    void setActive(bool active); ///< nothing is asked of models while it is not

    [[nodiscard]] const Sample& sample() const { return sample_; }
    [[nodiscard]] const study::LabelSet& labels() const { return labels_; }
    [[nodiscard]] const RobustnessChoice& choice() const { return choice_; }
    [[nodiscard]] const std::optional<ModelSource>& model() const { return model_; }
    [[nodiscard]] const std::optional<ModelSource>& other() const { return other_; }

    /// The newest perturbed text; null before the first.
    [[nodiscard]] const std::shared_ptr<const PerturbedText>& text() const { return text_; }

    /// The newest read-outs; null before the first. Those of an older place of the dial until the
    /// new ones are there.
    [[nodiscard]] const std::shared_ptr<const ReadOuts>& readOuts() const { return readOuts_; }
    [[nodiscard]] const std::shared_ptr<const HeadDetail>& head() const { return head_; }
    [[nodiscard]] const AnswerProbe& probe() const { return probe_; }
    [[nodiscard]] const AnswerProbe& otherProbe() const { return otherProbe_; }
    [[nodiscard]] bool busy() const;
    [[nodiscard]] const std::optional<Problem>& problem() const { return problem_; }

    void cancelSearch();

    // Edits, each proposed as one.
    void editSeverity(double severity); ///< clamped, to the next hundredth
    void editSeed(std::uint64_t seed);
    void editChain(const perturb::Chain& chain, ChoiceChange change, const QString& words);
    void editHead(int layer, int head);

    /// To the next flip above the dial, or the first one; false where there is none.
    bool goToFlip();

Q_SIGNALS:
    void choiceChanged();
    void sampleChanged();
    void modelChanged(); ///< the model or the second one
    void textChanged();
    void readOutsChanged();
    void headChanged();
    void probeChanged();
    void busyChanged();
    void problemChanged(); ///< what the chain or the model refuses
    void choiceEdited(const vitrine::widgets::RobustnessChoice& choice,
                      vitrine::widgets::ChoiceChange change, const QString& words);

private:
    void refresh();
    void submitText();
    void submitReadOuts(std::shared_ptr<const PerturbedText> text);
    void submitHead();
    void restartProbes();
    void startProbe(AnswerProbe& probe, const std::optional<ModelSource>& model);
    void setProblem(std::optional<Problem> problem);

    std::shared_ptr<const perturb::Catalogue> catalogue_;
    Sample sample_;
    study::LabelSet labels_;
    RobustnessChoice choice_;
    std::optional<ModelSource> model_;
    std::optional<ModelSource> other_;
    std::shared_ptr<const PerturbedText> text_;
    std::shared_ptr<const ReadOuts> readOuts_;
    std::shared_ptr<const HeadDetail> head_;
    std::shared_ptr<EngineSide> engineSide_;
    std::optional<Problem> problem_;
    bool active_ = true;
    Worker textWorker_;
    LatestWins<std::shared_ptr<const PerturbedText>> textLane_;
    LatestWins<std::shared_ptr<const HeadDetail>> headLane_;
    std::unique_ptr<LatestWins<std::shared_ptr<const ReadOuts>>> readOutLane_;
    AnswerProbe probe_;
    AnswerProbe otherProbe_;
    QTimer quiet_; ///< the search waits until the chain rests
};

} // namespace vitrine::widgets
