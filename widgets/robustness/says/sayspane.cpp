#include "widgets/robustness/says/sayspane.h"

#include "widgets/foundation/parts/sectionhead.h"
#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/robustness/parts/badge.h"
#include "widgets/robustness/says/answercurve.h"
#include "widgets/robustness/says/scorebars.h"
#include "widgets/robustness/state/robustnessstudy.h"

#include <QComboBox>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <utility>

namespace vitrine::widgets {

SaysPane::SaysPane(RobustnessStudy& study, QWidget* parent)
    : QWidget(parent)
    , study_(study)
    , head_(new SectionHead(tr("What it says"), this))
    , badge_(new Badge(this))
    , labels_(new QComboBox(this))
    , bars_(new ScoreBars(this))
    , about_(new Words(TextStyle::Caption, Token::T3, this))
    , title_(new Words(TextStyle::Label, Token::T1, this))
    , curve_(new AnswerCurve(this))
    , note_(new Words(TextStyle::Caption, Token::T3, this)) {
    setComboWord(*labels_, tr("Labels"));
    setCompact(*labels_);
    labels_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    labels_->setToolTip(tr("Texts that stand for labels: what a model that only embeds is asked"));
    head_->addWidget(badge_);
    head_->addWidget(labels_);
    head_->setMinimumHeight(metrics::kToolBarHeight);
    about_->setWordWrap(true);
    title_->setWordWrap(true);
    note_->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::kPanePadding, 0, metrics::kPanePadding, 8);
    layout->setSpacing(metrics::kGrid);
    layout->addWidget(head_);
    layout->addWidget(bars_);
    layout->addWidget(about_);
    layout->addSpacing(4);
    layout->addWidget(title_);
    layout->addWidget(curve_, 1000); // what is left, up to its most
    layout->addWidget(note_);
    layout->addStretch(1);
    connect(labels_, &QComboBox::currentIndexChanged, this, [this](int index) {
        Q_EMIT
        labelSetChosen(index <= 0 ? QString() : labels_->itemText(index));
    });
    connect(curve_, &AnswerCurve::severityAsked, &study_, &RobustnessStudy::editSeverity);
    connect(&study_, &RobustnessStudy::readOutsChanged, this, &SaysPane::takeReadOuts);
    connect(&study_, &RobustnessStudy::probeChanged, this, &SaysPane::takeProbe);
    connect(&study_, &RobustnessStudy::choiceChanged, this, &SaysPane::takeProbe);
    takeReadOuts();
    takeProbe();
}

void SaysPane::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitHead();
}

// Where the row has no room, the word before the labels goes first, then that of the badge.
void SaysPane::fitHead() {
    const int room = width() - 2 * metrics::kPanePadding;
    for (const auto& [labelled, wordless] :
         {std::pair{true, false}, {false, false}, {false, true}}) {
        setComboWord(*labels_, labelled ? tr("Labels") : QString());
        labels_->updateGeometry();
        badge_->setWordless(wordless);
        if (head_->sizeHint().width() <= room) {
            break;
        }
    }
    labels_->setAccessibleName(tr("Labels"));
}

void SaysPane::setLabelSets(const QStringList& names, const QString& current) {
    const QSignalBlocker blocker(labels_);
    labels_->clear();
    labels_->addItem(tr("none"));
    labels_->addItems(names);
    labels_->setCurrentIndex(std::max(0, labels_->findText(current)));
}

void SaysPane::takeReadOuts() {
    const auto& readOuts = study_.readOuts();
    bars_->setReadOuts(readOuts);
    badge_->setText(readOuts && readOuts->flipped() ? tr("flipped") : QString());
    const bool classes = readOuts && readOuts->verdict.kind == study::VerdictKind::Classes;
    labels_->setVisible(!classes);
    fitHead();
    about_->setText(
        readOuts
            ? tr("%1 · tick: clean · last column: change").arg(scoreWords(readOuts->verdict.kind))
            : QString());
}

void SaysPane::takeProbe() {
    AnswerScene scene = answerScene(study_.probe(), study_.otherProbe(), study_.choice().severity);
    title_->setText(scene.title);
    note_->setText(scene.note);
    curve_->setScene(std::move(scene));
}

} // namespace vitrine::widgets
