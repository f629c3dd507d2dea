#include "widgets/training/head/runhead.h"

#include "widgets/foundation/parts/errorcard.h"
#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/training/head/runsteering.h"
#include "widgets/training/head/statechip.h"
#include "widgets/training/state/runbook.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

namespace vitrine::widgets {

using run::ControlVerb;
using run::RunState;

namespace {

constexpr int kBarParts = 1000;
constexpr int kBarWidth = 320;

Icon iconOf(const RunRecord& record) {
    if (record.problem || record.liveness == run::Liveness::Dead ||
        record.status.state == RunState::Failed) {
        return Icon::Error;
    }
    if (record.liveness == run::Liveness::Stalled) {
        return Icon::Warning;
    }
    switch (record.status.state) {
    case RunState::Paused: return Icon::Pause;
    case RunState::Finished: return Icon::Check;
    case RunState::Stopped:
    case RunState::Killed: return Icon::Close;
    default: return Icon::Play;
    }
}

Token wordsOf(const RunRecord& record) {
    const Icon icon = iconOf(record);
    return icon == Icon::Error     ? Token::DangerText
           : icon == Icon::Warning ? Token::WarnText
                                   : Token::T1;
}

} // namespace

RunHead::RunHead(RunBook& book, RunSteering& steering, QWidget* parent)
    : QWidget(parent)
    , book_(book)
    , steering_(steering) {
    buildParts();
    layOut();
    addRateMenu();
    addStopMenu();
    checkpoints_ = new QMenu(this);
    open_->setMenu(checkpoints_);
    connectButtons();
    connect(&book_, &RunBook::currentChanged, this, &RunHead::take);
    connect(&book_, &RunBook::runChanged, this, [this](int index) {
        if (index == book_.currentIndex()) {
            take();
        }
    });
    connect(&steering_, &RunSteering::changed, this, &RunHead::takeAnswer);
    take();
}

QPushButton* RunHead::button(const QString& text, const QString& help) {
    auto* made = new QPushButton(text, this);
    made->setToolTip(help);
    made->setAccessibleDescription(help);
    return made;
}

void RunHead::buildParts() {
    state_ = new StateChip(this);
    name_ = new Words(TextStyle::RunTitle, Token::T1, this);
    description_ = new Words(TextStyle::Small, Token::T2, this);
    description_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    pause_ = button(tr("Pause"), tr("Finishes the step and waits; the memory is kept (P)"));
    checkpoint_ = button(tr("Checkpoint now"), tr("At the end of this step (C)"));
    rate_ = button(tr("Learning rate…"), tr("Changes it from the next step on"));
    open_ = button(tr("Open in Attention"), tr("Opens a checkpoint as a model"));
    stop_ = button(tr("Stop…"), tr("Ends the run; it can be resumed"));
    setRole(*stop_, Role::Danger);
    done_ = new Words(TextStyle::Small, Token::T1, this);
    bar_ = new QProgressBar(this);
    bar_->setRange(0, kBarParts);
    bar_->setTextVisible(false);
    bar_->setFixedWidth(lookOf(this).scaled(kBarWidth));
    bar_->setAccessibleName(tr("How far the run is"));
    left_ = new Words(TextStyle::Small, Token::T2, this);
    pace_ = new Words(TextStyle::Small, Token::T2, this);
    answer_ = new Words(TextStyle::Small, Token::WarnText, this);
    explanation_ = new ErrorCard(this);
}

void RunHead::layOut() {
    auto* first = new QHBoxLayout;
    first->setSpacing(metrics::kRowGap);
    for (QWidget* widget : {static_cast<QWidget*>(state_), static_cast<QWidget*>(name_)}) {
        first->addWidget(widget);
    }
    first->addWidget(description_, 1);
    for (QPushButton* one : {pause_, checkpoint_, rate_, open_, stop_}) {
        one->setMinimumWidth(1); // shorter words come before a wider window
        first->addWidget(one);
    }
    auto* second = new QHBoxLayout;
    second->setSpacing(metrics::kGroupGap);
    second->addWidget(done_);
    second->addWidget(bar_);
    second->addWidget(left_);
    second->addWidget(answer_);
    second->addStretch(1);
    second->addWidget(pace_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::kPanePadding, metrics::kRowGap, metrics::kPanePadding,
                               metrics::kRowGap);
    layout->setSpacing(metrics::kRowGap);
    layout->addLayout(first);
    layout->addLayout(second);
    layout->addWidget(explanation_);
}

void RunHead::connectButtons() {
    connect(pause_, &QPushButton::clicked, this, &RunHead::pauseOrResume);
    connect(checkpoint_, &QPushButton::clicked, this, &RunHead::checkpointNow);
    connect(checkpoints_, &QMenu::aboutToShow, this, &RunHead::fillCheckpoints);
}

void RunHead::send(ControlVerb verb, Json args, const QString& words) {
    if (const RunRecord* record = book_.current()) {
        steering_.send(record->folder, verb, std::move(args), words);
    }
}

void RunHead::pauseOrResume() {
    const RunRecord* record = book_.current();
    if (record == nullptr || !pause_->isEnabled()) {
        return;
    }
    if (record->resumable()) {
        Q_EMIT resumeRequested(book_.currentIndex());
    } else if (record->status.state == RunState::Paused) {
        send(ControlVerb::Resume, Json::Object{}, tr("Resume"));
    } else {
        send(ControlVerb::Pause, Json::Object{{"mode", "keep"}}, tr("Pause"));
    }
}

void RunHead::checkpointNow() {
    if (checkpoint_->isEnabled()) {
        send(ControlVerb::Checkpoint, Json::Object{}, tr("Checkpoint"));
    }
}

void RunHead::openRate() {
    if (rate_->isEnabled()) {
        rate_->showMenu();
    }
}

void RunHead::openStop() {
    if (stop_->isEnabled()) {
        stop_->showMenu();
    }
}

void RunHead::take() {
    const RunRecord* record = book_.current();
    setVisible(record != nullptr);
    if (record == nullptr) {
        for (QPushButton* one : {pause_, checkpoint_, rate_, open_, stop_}) {
            one->setEnabled(false); // keys reach them though they are hidden
        }
        return;
    }
    state_->setState(iconOf(*record), record->stateText(), wordsOf(*record));
    name_->setText(record->name());
    description_->setToolTip(describe(record->config));
    fitDescription();
    const RunFacts facts = factsOf(*record);
    done_->setText(facts.done);
    bar_->setVisible(record->steps() > 0);
    bar_->setValue(static_cast<int>(facts.share * kBarParts));
    QStringList left{facts.percent, facts.left};
    left.removeAll(QString());
    left_->setText(left.join(QStringLiteral("  ")));
    QStringList pace = facts.rates;
    if (!facts.pulse.isEmpty()) {
        pace.append(facts.pulse);
    }
    pace_->setText(pace.join(QStringLiteral("   ")));
    takeButtons(record);
    takeExplanation(record);
    takeAnswer();
}

void RunHead::takeButtons(const RunRecord* record) {
    const bool alive = record->alive();
    const bool paused = record->status.state == RunState::Paused;
    const bool ends = record->status.state == RunState::Finishing;
    const QString gone = tr("No process works on this run");
    pause_->setText(record->resumable() || paused ? tr("Resume") : tr("Pause"));
    pause_->setEnabled(record->resumable() || (alive && !ends));
    for (QPushButton* one : {checkpoint_, rate_, stop_}) {
        one->setEnabled(alive && !ends);
        one->setToolTip(alive ? one->accessibleDescription() : gone);
    }
    pause_->setToolTip(!alive && !record->resumable() ? gone : pause_->accessibleDescription());
    open_->setEnabled(!record->history->checkpoints().empty());
    open_->setToolTip(open_->isEnabled() ? open_->accessibleDescription()
                                         : tr("There is no checkpoint yet"));
}

void RunHead::takeExplanation(const RunRecord* record) {
    const std::optional<Problem> problem = explanationOf(*record);
    explanation_->setVisible(problem.has_value());
    const QString says = problem ? QString::fromStdString(problem->text()) : QString();
    if (says == explained_) {
        return;
    }
    explained_ = says;
    explanation_->clearActs();
    if (!problem) {
        return;
    }
    explanation_->setProblem(*problem);
    explanation_->addAct(tr("Show the log"), [this] { Q_EMIT logRequested(); });
    if (record->resumable()) {
        const auto& checkpoints = record->history->checkpoints();
        const QString act = checkpoints.empty()
                                ? tr("Resume")
                                : tr("Resume from step %1").arg(checkpoints.back().step);
        explanation_->addAct(act, [this] { Q_EMIT resumeRequested(book_.currentIndex()); });
    }
}

void RunHead::takeAnswer() {
    const RunRecord* record = book_.current();
    const SteeringRequest* request =
        record != nullptr ? steering_.newest(record->folder) : nullptr;
    answer_->setText(request != nullptr ? request->text() : QString());
    const bool bad = request != nullptr && (request->state == SteeringRequest::State::Refused ||
                                            request->state == SteeringRequest::State::Failed);
    answer_->setStyleAndToken(TextStyle::Small, bad ? Token::DangerText : Token::WarnText);
}

// As much of it as there is room for beside the buttons.
void RunHead::fitDescription() {
    description_->setText(description_->fontMetrics().elidedText(
        description_->toolTip(), Qt::ElideRight, std::max(description_->width(), 0)));
}

// Long words where there is room for all of them, else short ones.
void RunHead::fitButtons() {
    const std::array<std::pair<QPushButton*, std::array<QString, 2>>, 4> words{
        {{checkpoint_, {tr("Checkpoint now"), tr("Checkpoint")}},
         {rate_, {tr("Learning rate…"), tr("Rate…")}},
         {open_, {tr("Open in Attention"), tr("Open")}},
         {stop_, {tr("Stop…"), tr("Stop…")}}}};
    for (const std::size_t length : {0, 1}) {
        int needed = 2 * metrics::kPanePadding + state_->sizeHint().width() +
                     name_->sizeHint().width() + pause_->sizeHint().width() + 6 * metrics::kRowGap;
        for (const auto& [button, texts] : words) {
            button->setText(texts.at(length));
            needed += button->sizeHint().width();
        }
        if (needed <= width()) {
            break;
        }
    }
}

void RunHead::resizeEvent(QResizeEvent*) {
    fitButtons();
    // After the layout has given it its place.
    QMetaObject::invokeMethod(this, &RunHead::fitDescription, Qt::QueuedConnection);
}

void RunHead::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Look& look = lookOf(this);
    painter.fillRect(rect(), look.color(Token::S2));
    painter.fillRect(0, height() - 1, width(), 1, look.color(Token::Line));
}

} // namespace vitrine::widgets
