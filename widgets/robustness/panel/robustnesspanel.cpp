#include "widgets/robustness/panel/robustnesspanel.h"

#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/parts/sectionhead.h"
#include "widgets/foundation/parts/valuerow.h"
#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/robustness/chain/kindwords.h"
#include "widgets/robustness/dial/severitydial.h"
#include "widgets/robustness/diff/visibletext.h"
#include "widgets/robustness/panel/editrow.h"
#include "widgets/robustness/parts/counted.h"
#include "widgets/robustness/robustnesslab.h"

#include <QLayoutItem>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr int kMostEdits = 12;

} // namespace

RobustnessPanel::RobustnessPanel(RobustnessLab& lab, QWidget* parent)
    : QWidget(parent)
    , lab_(lab)
    , study_(lab.study()) {
    setAccessibleName(tr("Robustness in numbers"));
    fillContent(*makeContent());
    connect(&study_, &RobustnessStudy::textChanged, this, &RobustnessPanel::fillEdits);
    connect(&study_, &RobustnessStudy::readOutsChanged, this, &RobustnessPanel::fillNumbers);
    connect(&study_, &RobustnessStudy::probeChanged, this, &RobustnessPanel::fillFlip);
    connect(&study_, &RobustnessStudy::choiceChanged, this, &RobustnessPanel::fillSource);
    connect(&study_, &RobustnessStudy::modelChanged, this, &RobustnessPanel::fillSource);
    fillEdits();
    fillNumbers();
    fillFlip();
    fillSource();
}

QWidget* RobustnessPanel::makeContent() {
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    outer->addWidget(scroll);
    auto* content = new QWidget(scroll);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(metrics::kPanePadding, 8, metrics::kPanePadding, 16);
    layout->setSpacing(0);
    scroll->setWidget(content);
    return content;
}

void RobustnessPanel::fillContent(QWidget& content) {
    auto* layout = static_cast<QVBoxLayout*>(content.layout());
    editsHead_ = new SectionHead(tr("Edit script"), &content);
    layout->addWidget(editsHead_);
    edits_ = addSection(content);
    numbersHead_ = new SectionHead(tr("Read-outs"), &content);
    layout->addWidget(numbersHead_);
    QVBoxLayout* numbers = addSection(content);
    const auto row = [&](const QString& name) {
        auto* value = new ValueRow(name, &content);
        numbers->addWidget(value);
        return value;
    };
    score_ = row(tr("Clean answer"));
    pieces_ = row(tr("Pieces"));
    mean_ = row(tr("Mean shift of heads"));
    largest_ = row(tr("Largest shift"));
    cosine_ = row(tr("Embedding"));
    flip_ = addProse(content, tr("Flip point"));
    source_ = addProse(content, tr("Where it comes from"));
    layout->addStretch(1);
}

Words* RobustnessPanel::addProse(QWidget& content, const QString& title) {
    content.layout()->addWidget(new SectionHead(title, &content));
    auto* words = new Words(TextStyle::Small, Token::T2, &content);
    words->setWordWrap(true);
    addSection(content)->addWidget(words);
    return words;
}

QVBoxLayout* RobustnessPanel::addSection(QWidget& content) {
    auto* section = new QWidget(&content);
    auto* layout = new QVBoxLayout(section);
    layout->setContentsMargins(0, 0, 0, 14);
    layout->setSpacing(0);
    content.layout()->addWidget(section);
    return layout;
}

void RobustnessPanel::fillEdits() {
    while (QLayoutItem* item = edits_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const auto& text = study_.text();
    const auto count =
        text ? static_cast<qsizetype>(text->result.script.text.size()) : qsizetype{0};
    editsHead_->setNote(count > 0 ? counted(count, tr("%1 edit"), tr("%1 edits")) : QString());
    if (!text) {
        return;
    }
    const std::vector<EditWords> edits = editWords(*text);
    const std::size_t shown = std::min(edits.size(), std::size_t{kMostEdits});
    for (std::size_t index = 0; index < shown; ++index) {
        edits_->addWidget(new EditRow(edits[index], edits_->parentWidget()));
    }
    QString rest;
    if (edits.empty()) {
        rest = text->severity > 0 ? QString::fromStdString(text->result.reason)
                                  : tr("the dial is at 0: the text as it is");
    } else if (shown < edits.size()) {
        rest = tr("and %1 more").arg(edits.size() - shown);
    }
    if (!rest.isEmpty()) {
        auto* words = new Words(rest, TextStyle::Small, Token::T3, edits_->parentWidget());
        words->setWordWrap(true);
        edits_->addWidget(words);
    }
}

void RobustnessPanel::fillNumbers() {
    const auto& found = study_.readOuts();
    for (ValueRow* row : {score_, pieces_, mean_, largest_, cosine_}) {
        row->setVisible(found != nullptr);
    }
    numbersHead_->setTitle(
        found ? tr("Read-outs at %1").arg(severityText(found->text->severity)) : tr("Read-outs"));
    if (!found) {
        return;
    }
    const auto& best = found->cleanVerdict.best;
    score_->setVisible(best && *best < found->verdict.scores.size());
    if (best && *best < found->verdict.scores.size()) {
        const QString label = QString::fromStdString(found->cleanVerdict.labels[*best]);
        score_->setName(found->verdict.kind == study::VerdictKind::Classes
                            ? tr("P(%1)").arg(label)
                            : tr("Cosine to “%1”").arg(label));
        score_->setValue(hoverText(found->verdict.scores[*best]),
                         tr("was %1").arg(numberText(found->cleanVerdict.scores[*best], 2)));
    }
    pieces_->setValue(countText(static_cast<qint64>(found->split.piecesAfter)),
                      tr("was %1").arg(found->split.piecesBefore));
    mean_->setVisible(found->shift.has_value());
    mean_->setValue(hoverText(found->shift ? found->shift->mean : 0), QStringLiteral("0–1"));
    const std::optional<MovedHead> most = mostMoved(*found);
    largest_->setVisible(most.has_value());
    if (most) {
        largest_->setName(tr("Largest shift, %1·%2").arg(most->layer).arg(most->head));
        largest_->setValue(hoverText(most->shift), QStringLiteral("0–1"));
    }
    cosine_->setVisible(found->cosine.has_value());
    cosine_->setValue(hoverText(found->cosine.value_or(0)), tr("cosine"));
}

void RobustnessPanel::fillFlip() {
    const AnswerProbe& probe = study_.probe();
    const std::vector<study::FlipSpan> spans = probe.spans();
    if (!probe.searched()) {
        flip_->setText(probe.running() ? tr("Looking along the dial.")
                                       : tr("Not looked for yet."));
        return;
    }
    if (!probe.clean().best) {
        flip_->setText(tr("This model gives an embedding and no answer. Choose labels, so that "
                          "there is one that can flip."));
        return;
    }
    QString words = tr("Scanned 0.5 to 5 by 0.5, then bisected to 0.05.");
    if (probe.finished()) {
        words += tr(" Then every other step of 0.05 was looked at.");
    }
    for (const study::FlipSpan& span : spans) {
        words += span.back ? tr(" The answer changes at %1 and returns at %2.")
                                 .arg(severityText(span.begin), severityText(*span.back))
                           : tr(" The answer changes at %1.").arg(severityText(span.begin));
    }
    words += spans.empty() ? tr(" The answer never changes.")
             : spans.size() > 1 || spans[0].back
                 ? tr(" Severity does not always go one way.")
                 : QString();
    flip_->setText(words);
}

void RobustnessPanel::fillSource() {
    const RobustnessChoice& choice = study_.choice();
    QStringList stages;
    for (const perturb::Stage& stage : choice.chain.stages) {
        if (stage.on) {
            stages.append(QString::fromStdString(stage.kind));
        }
    }
    const QString model = study_.model() ? study_.model()->name : tr("no model");
    source_->setText(tr("%1, fp32\n%2, seed %3, a stream for each stage\nWords matched "
                        "through the edits")
                         .arg(model, stages.isEmpty() ? tr("no stage")
                                                      : stages.join(QStringLiteral(" → ")))
                         .arg(choice.seed));
}

} // namespace vitrine::widgets
