#include "widgets/robustness/dial/dialpanel.h"

#include "widgets/foundation/icons/icons.h"
#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/robustness/dial/severitydial.h"
#include "widgets/robustness/state/robustnessstudy.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace vitrine::widgets {

DialPanel::DialPanel(RobustnessStudy& study, QWidget* parent)
    : QWidget(parent)
    , study_(study)
    , number_(new Words(TextStyle::RunTitle, Token::T1, this))
    , note_(new Words(TextStyle::Small, Token::T2, this))
    , seed_(new QPushButton(this))
    , flip_(new QPushButton(tr("Go to flip"), this))
    , cancel_(new QPushButton(tr("Cancel"), this))
    , dial_(new SeverityDial(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addLayout(makeHead());
    layout->addWidget(dial_);
    layout->addStretch();
    connect(dial_, &SeverityDial::severityMoved, &study_, &RobustnessStudy::editSeverity);
    connect(dial_, &SeverityDial::flipAsked, &study_, &RobustnessStudy::goToFlip);
    connect(flip_, &QPushButton::clicked, &study_, &RobustnessStudy::goToFlip);
    connect(seed_, &QPushButton::clicked, this, &DialPanel::newSeed);
    connect(cancel_, &QPushButton::clicked, &study_, &RobustnessStudy::cancelSearch);
    connect(&study_, &RobustnessStudy::choiceChanged, this, &DialPanel::describe);
    connect(&study_, &RobustnessStudy::probeChanged, this, &DialPanel::describe);
    connect(&study_, &RobustnessStudy::problemChanged, this, &DialPanel::describe);
    connect(&study_, &RobustnessStudy::readOutsChanged, this, &DialPanel::describe);
    describe();
}

QHBoxLayout* DialPanel::makeHead() {
    auto* head = new QHBoxLayout;
    head->setSpacing(metrics::kRowGap);
    head->addWidget(new Words(tr("Severity"), TextStyle::Head, Token::T1, this));
    head->addWidget(number_);
    head->addWidget(note_);
    note_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    head->setStretchFactor(note_, 1);
    head->addWidget(cancel_);
    head->addWidget(seed_);
    head->addWidget(flip_);
    seed_->setIcon(themedIcon(Icon::Dice));
    seed_->setToolTip(tr("Another seed: other letters in the same share of words (N)"));
    flip_->setToolTip(tr("To the next place of the dial where the answer changes (F)"));
    cancel_->setToolTip(tr("Stops the search for flips; what was found stays"));
    for (QPushButton* button : {seed_, flip_, cancel_}) {
        setCompact(*button);
    }
    setRole(*flip_, Role::Quiet);
    setRole(*cancel_, Role::Quiet);
    return head;
}

QString DialPanel::note() const {
    return note_->text();
}

void DialPanel::newSeed() {
    study_.editSeed(study_.choice().seed + 1);
}

void DialPanel::describe() {
    const RobustnessChoice& choice = study_.choice();
    const AnswerProbe& probe = study_.probe();
    const std::vector<study::FlipSpan> spans = probe.spans();
    number_->setText(severityText(choice.severity));
    seed_->setText(tr("Seed %1").arg(choice.seed));
    seed_->setAccessibleName(tr("New seed, now %1").arg(choice.seed));
    dial_->setSeverity(choice.severity);
    dial_->setSpans(spans);
    flip_->setEnabled(!spans.empty());
    cancel_->setVisible(probe.running());
    if (study_.problem()) {
        note_->setStyleAndToken(TextStyle::Small, Token::DangerText);
        note_->setText(QString::fromStdString(study_.problem()->text()));
        return;
    }
    note_->setStyleAndToken(TextStyle::Small, Token::T2);
    if (probe.running() && !probe.searched()) {
        const Progress progress = probe.progress();
        note_->setText(tr("looking for flips, %1 texts asked").arg(progress.done));
    } else if (!spans.empty()) {
        note_->setText(spansWords(spans));
    } else if (probe.searched()) {
        note_->setText(probe.clean().best ? tr("no flip from 0 to 5")
                                          : tr("no answer that could flip: choose labels"));
    } else {
        note_->setText({});
    }
}

} // namespace vitrine::widgets
