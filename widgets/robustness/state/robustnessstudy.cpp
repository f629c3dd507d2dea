#include "widgets/robustness/state/robustnessstudy.h"

#include "widgets/robustness/state/readoutwork.h"

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr int kQuietMilliseconds = 250;
constexpr double kSeveritySteps = 100; // hundredths

} // namespace

RobustnessStudy::RobustnessStudy(QObject* parent)
    : QObject(parent)
    , catalogue_(std::make_shared<const perturb::Catalogue>())
    , engineSide_(std::make_shared<EngineSide>())
    , textWorker_(QStringLiteral("perturb"))
    , textLane_(textWorker_,
                [this](Generation, Outcome<std::shared_ptr<const PerturbedText>> text) {
                    if (text) {
                        text_ = *std::move(text);
                        setProblem({});
                        Q_EMIT textChanged();
                        submitReadOuts(text_);
                    } else if (text.failed()) {
                        setProblem(text.problem());
                    }
                })
    , headLane_(textWorker_,
                [this](Generation, Outcome<std::shared_ptr<const HeadDetail>> head) {
                    if (head) {
                        head_ = *std::move(head);
                        Q_EMIT headChanged();
                    }
                })
    , probe_(catalogue_)
    , otherProbe_(catalogue_) {
    quiet_.setSingleShot(true);
    quiet_.setInterval(kQuietMilliseconds);
    connect(&quiet_, &QTimer::timeout, this, &RobustnessStudy::restartProbes);
    for (AnswerProbe* probe : {&probe_, &otherProbe_}) {
        connect(probe, &AnswerProbe::changed, this, &RobustnessStudy::probeChanged);
        connect(probe, &AnswerProbe::changed, this, &RobustnessStudy::busyChanged);
        connect(probe, &AnswerProbe::failed, this,
                [this](const Problem& problem) { setProblem(problem); });
    }
}

RobustnessStudy::~RobustnessStudy() = default;

bool RobustnessStudy::busy() const {
    return textLane_.busy() || (readOutLane_ && readOutLane_->busy()) || quiet_.isActive() ||
           probe_.running() || otherProbe_.running();
}

void RobustnessStudy::setProblem(std::optional<Problem> problem) {
    if (problem_ != problem) {
        problem_ = std::move(problem);
        Q_EMIT problemChanged();
    }
}

void RobustnessStudy::setSample(const Sample& sample, const study::LabelSet& labels) {
    if (sample_ == sample && labels_ == labels) {
        return;
    }
    sample_ = sample;
    labels_ = labels;
    Q_EMIT sampleChanged();
    probe_.clear();
    otherProbe_.clear();
    refresh();
    quiet_.start();
}

void RobustnessStudy::setChoice(const RobustnessChoice& choice) {
    if (choice_ == choice) {
        return;
    }
    const RobustnessChoice before = std::exchange(choice_, choice);
    Q_EMIT choiceChanged();
    const bool otherChain = !(before.chain == choice.chain) || before.seed != choice.seed;
    if (otherChain) {
        probe_.clear();
        otherProbe_.clear();
        quiet_.start();
    }
    if (otherChain || before.severity != choice.severity) {
        refresh();
    } else {
        submitHead();
    }
}

void RobustnessStudy::setModel(std::optional<ModelSource> model) {
    if (model_ == model) {
        model_ = std::move(model); // the name may have changed
        return;
    }
    model_ = std::move(model);
    readOuts_.reset();
    head_.reset();
    readOutLane_.reset();
    if (model_) {
        readOutLane_ = std::make_unique<LatestWins<std::shared_ptr<const ReadOuts>>>(
            *model_->worker, [this](Generation, Outcome<std::shared_ptr<const ReadOuts>> found) {
                if (found) {
                    readOuts_ = *std::move(found);
                    Q_EMIT readOutsChanged();
                    submitHead();
                } else if (found.failed()) {
                    setProblem(found.problem());
                }
                Q_EMIT busyChanged();
            });
    }
    Q_EMIT modelChanged();
    Q_EMIT readOutsChanged();
    Q_EMIT headChanged();
    probe_.clear();
    refresh();
    quiet_.start();
}

void RobustnessStudy::setOther(std::optional<ModelSource> model) {
    if (other_ == model) {
        other_ = std::move(model);
        return;
    }
    other_ = std::move(model);
    Q_EMIT modelChanged();
    otherProbe_.clear();
    quiet_.start();
}

void RobustnessStudy::setActive(bool active) {
    if (active_ == active) {
        return;
    }
    active_ = active;
    if (active_) {
        refresh();
        quiet_.start();
    } else {
        quiet_.stop();
        probe_.cancel();
        otherProbe_.cancel();
    }
}

void RobustnessStudy::refresh() {
    if (active_) {
        submitText();
        Q_EMIT busyChanged();
    }
}

void RobustnessStudy::submitText() {
    textLane_.submit([catalogue = catalogue_, sample = sample_,
                      choice = choice_](const Tick& tick) {
        return perturbedText(*catalogue, sample, choice, tick);
    });
}

void RobustnessStudy::submitReadOuts(std::shared_ptr<const PerturbedText> text) {
    if (!readOutLane_ || text->clean.text.empty()) {
        Q_EMIT busyChanged();
        return;
    }
    readOutLane_->submit([side = engineSide_, model = *model_, labels = labels_,
                          text = std::move(text)](const Tick& tick) {
        return readOutsOf(*side, model, labels, text, tick);
    });
}

void RobustnessStudy::submitHead() {
    if (readOuts_ && readOuts_->shift) {
        headLane_.submit([of = readOuts_, layer = choice_.layer,
                          head = choice_.head](const Tick& tick) {
            return headDetailOf(of, layer, head, tick);
        });
    }
}

void RobustnessStudy::restartProbes() {
    startProbe(probe_, model_);
    startProbe(otherProbe_, other_);
    Q_EMIT busyChanged();
}

void RobustnessStudy::startProbe(AnswerProbe& probe, const std::optional<ModelSource>& model) {
    if (!model || !active_ || sample_.text.empty() || choice_.chain.stages.empty()) {
        probe.clear();
    } else if (!probe.finished() && !probe.running()) {
        probe.start({.model = *model,
                     .sample = sample_,
                     .labels = labels_,
                     .chain = choice_.chain,
                     .seed = choice_.seed});
    }
}

void RobustnessStudy::cancelSearch() {
    quiet_.stop();
    probe_.cancel();
    otherProbe_.cancel();
}

void RobustnessStudy::editSeverity(double severity) {
    RobustnessChoice choice = choice_;
    choice.severity =
        std::round(std::clamp(severity, 0.0, perturb::kMostSeverity) * kSeveritySteps) /
        kSeveritySteps;
    if (choice.severity != choice_.severity) {
        Q_EMIT choiceEdited(choice, ChoiceChange::Severity, tr("Turn the severity dial"));
    }
}

void RobustnessStudy::editSeed(std::uint64_t seed) {
    RobustnessChoice choice = choice_;
    choice.seed = seed;
    Q_EMIT choiceEdited(choice, ChoiceChange::Seed, tr("Change the seed"));
}

void RobustnessStudy::editChain(const perturb::Chain& chain, ChoiceChange change,
                                const QString& words) {
    RobustnessChoice choice = choice_;
    choice.chain = chain;
    if (!(choice == choice_)) {
        Q_EMIT choiceEdited(choice, change, words);
    }
}

void RobustnessStudy::editHead(int layer, int head) {
    RobustnessChoice choice = choice_;
    choice.layer = layer;
    choice.head = head;
    if (!(choice == choice_)) {
        Q_EMIT choiceEdited(choice, ChoiceChange::Head, tr("Choose a head"));
    }
}

bool RobustnessStudy::goToFlip() {
    const std::vector<study::FlipSpan> spans = probe_.spans();
    if (spans.empty()) {
        return false;
    }
    std::vector<double> flips;
    for (const study::FlipSpan& span : spans) {
        flips.push_back(span.begin);
        if (span.back) {
            flips.push_back(*span.back);
        }
    }
    const auto next = std::ranges::upper_bound(flips, choice_.severity);
    editSeverity(next != flips.end() ? *next : flips.front());
    return true;
}

} // namespace vitrine::widgets
