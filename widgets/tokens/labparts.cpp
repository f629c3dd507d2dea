#include "widgets/tokens/labparts.h"

#include "widgets/foundation/icons/icons.h"
#include "widgets/foundation/parts/emptystate.h"
#include "widgets/foundation/parts/hairline.h"
#include "widgets/foundation/parts/sectionhead.h"
#include "widgets/foundation/parts/pagestack.h"
#include "widgets/foundation/parts/segments.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/tokens/comparebutton.h"
#include "widgets/tokens/export/exportmenu.h"
#include "widgets/tokens/field/sourcefield.h"
#include "widgets/tokens/panes/roundtripline.h"
#include "widgets/tokens/panes/stagestrip.h"
#include "widgets/tokens/panes/wordpanes.h"
#include "widgets/tokens/rows/tokenizerrows.h"
#include "widgets/tokens/study/piecewords.h"
#include "widgets/tokens/study/tokenstudy.h"
#include "widgets/tokens/table/tokentable.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace vitrine::widgets {

namespace {

constexpr qsizetype kMostQuoted = 32;

QByteArray exampleText() {
    return QByteArrayLiteral(
        "Unbelievably, the naïve dachshund caught the frisbee 🥏 twice. ");
}

} // namespace

TokensLab::Parts::Parts(TokensLab& lab)
    : field(new SourceField(&lab))
    , compare(new CompareButton(&lab))
    , head(new SectionHead(tr("Aligned by source byte"), &lab))
    , modes(new Segments(tr("What the boxes show"), &lab))
    , whiteSpace(new QCheckBox(tr("White space"), &lab))
    , ids(new QCheckBox(tr("Ids"), &lab))
    , exportButton(new QToolButton(&lab))
    , exports(new ExportMenu([&lab] { return lab.figure(); }, [&lab] { return lab.csv(); }, &lab))
    , stack(new PageStack(&lab))
    , rows(new TokenizerRows(lab.study(), &lab))
    , table(new TokenTable(lab.study(), &lab))
    , empty(new EmptyState(&lab))
    , panes(new WordPanes(lab.study(), &lab))
    , stages(new StageStrip(lab.study(), &lab))
    , roundTrip(new RoundTripLine(&lab))
    , lab_(lab)
    , study_(lab.study()) {
    auto* layout = new QVBoxLayout(&lab);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    addTop(*layout);
    layout->addWidget(new Hairline(Qt::Horizontal, &lab));
    addHead(*layout);
    layout->addWidget(new Hairline(Qt::Horizontal, &lab));
    addStack(*layout);
    layout->addWidget(new Hairline(Qt::Horizontal, &lab));
    layout->addWidget(panes, 1);
    layout->addWidget(new Hairline(Qt::Horizontal, &lab));
    addBottom(*layout);
    wire();
    refreshSnapshot();
    refreshSelection();
}

void TokensLab::Parts::addTop(QVBoxLayout& layout) {
    auto* top = new QHBoxLayout;
    top->setContentsMargins(12, 5, metrics::kPanePadding, 5);
    top->setSpacing(metrics::kRowGap);
    top->addWidget(field, 1);
    top->addWidget(compare);
    layout.addLayout(top);
}

void TokensLab::Parts::addHead(QVBoxLayout& layout) {
    modes->add(tr("Pieces"));
    modes->add(tr("Ids"));
    modes->add(tr("Table"));
    whiteSpace->setChecked(true);
    whiteSpace->setAccessibleName(whiteSpace->text());
    whiteSpace->setToolTip(tr("Shows spaces, tabs and line ends as signs (W)"));
    ids->setChecked(true);
    ids->setAccessibleName(ids->text());
    ids->setToolTip(tr("Writes the id below each piece"));
    exportButton->setIcon(themedIcon(Icon::Export));
    exportButton->setAccessibleName(tr("Export"));
    exportButton->setToolTip(tr("Save or copy the rows as a picture, all tokens as a table"));
    exportButton->setPopupMode(QToolButton::InstantPopup);
    exportButton->setMenu(exports);
    exportButton->setFocusPolicy(Qt::StrongFocus);
    setRole(*exportButton, Role::Quiet);
    setCompact(*exportButton);
    head->addWidget(modes);
    head->addWidget(whiteSpace);
    head->addWidget(ids);
    head->addWidget(exportButton);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(metrics::kPanePadding, 0, metrics::kPanePadding, 0);
    row->addWidget(head);
    head->setMinimumHeight(metrics::kToolBarHeight);
    layout.addLayout(row);
}

void TokensLab::Parts::addStack(QVBoxLayout& layout) {
    empty->setContent(Icon::Tokens, tr("No text yet"), tr("Type or paste above, or"),
                      tr("use the example"));
    auto* emptyPage = new QWidget(&lab_);
    auto* emptyLayout = new QVBoxLayout(emptyPage);
    emptyLayout->setContentsMargins(metrics::kPanePadding, metrics::kPanePadding,
                                    metrics::kPanePadding, metrics::kPanePadding);
    emptyLayout->addWidget(empty);
    stack->addWidget(rows);
    stack->addWidget(table);
    stack->addWidget(emptyPage);
    layout.addWidget(stack);
}

void TokensLab::Parts::addBottom(QVBoxLayout& layout) {
    auto* bottom = new QVBoxLayout;
    bottom->setContentsMargins(metrics::kPanePadding, 8, metrics::kPanePadding, 10);
    bottom->setSpacing(metrics::kGrid);
    bottom->addWidget(stages);
    bottom->addWidget(roundTrip);
    layout.addLayout(bottom);
    const int width = lookOf(&lab_).scaled(kRowLabelWidth);
    stages->setLabelWidth(width);
    roundTrip->setLabelWidth(width);
}

void TokensLab::Parts::wire() {
    connect(field, &SourceField::textEdited, &lab_,
            [this](const QByteArray& utf8) { edit(utf8); });
    connect(empty, &EmptyState::actTriggered, &lab_, [this] {
        field->setText(exampleText());
        edit(exampleText());
    });
    connect(compare, &CompareButton::chosenChanged, &lab_,
            [this] { study_.setTokenizers(compare->chosen()); });
    connect(modes, &Segments::currentChanged, &lab_, [this] { showMode(); });
    connect(whiteSpace, &QCheckBox::toggled, rows, &TokenizerRows::setWhiteSpaceShown);
    connect(ids, &QCheckBox::toggled, rows, &TokenizerRows::setIdsShown);
    connect(rows, &TokenizerRows::sourceSelected, &lab_, &TokensLab::sourceSelected);
    connect(table, &TokenTable::sourceSelected, &lab_, &TokensLab::sourceSelected);
    connect(exports, &ExportMenu::problemMet, &lab_, &TokensLab::problemMet);
    connect(&study_, &TokenStudy::snapshotChanged, &lab_, [this] { refreshSnapshot(); });
    connect(&study_, &TokenStudy::currentChanged, &lab_, [this] { refreshSelection(); });
    connect(&study_, &TokenStudy::explanationChanged, &lab_, [this] { refreshRoundTrip(); });
    connect(&study_, &TokenStudy::busyChanged, &lab_, &TokensLab::statusChanged);
}

void TokensLab::Parts::edit(const QByteArray& utf8) {
    study_.setText(utf8);
    Q_EMIT lab_.textEdited(utf8);
}

void TokensLab::Parts::showMode() {
    const auto mode = static_cast<Mode>(modes->current());
    const bool nothing = study_.text().isEmpty();
    const int page = nothing ? 2 : mode == Mode::Table ? 1 : 0;
    stack->setCurrentIndex(page);
    rows->setWords(mode == Mode::Ids ? BoxWords::Ids : BoxWords::Pieces);
    ids->setEnabled(mode == Mode::Pieces);
    whiteSpace->setEnabled(mode != Mode::Table);
    panes->setVisible(page != 1);
    // Rows keep their height and leave the rest to the panes; a table takes all there is.
    stack->setSizePolicy(QSizePolicy::Expanding,
                         page == 1 ? QSizePolicy::Expanding : QSizePolicy::Maximum);
    stack->updateGeometry();
}

void TokensLab::Parts::refreshSnapshot() {
    const Snapshot& snapshot = *study_.snapshot();
    field->setCounts(snapshot);
    showMode();
    refreshRoundTrip();
    Q_EMIT lab_.statusChanged();
}

void TokensLab::Parts::refreshSelection() {
    const Span selected = study_.selected();
    if (selected.empty()) {
        head->setNote(tr("nothing selected"));
    } else {
        const Snapshot& snapshot = *study_.snapshot();
        QString quoted = visibleSigns(snapshot.sourceText(selected));
        if (quoted.size() > kMostQuoted) {
            quoted = quoted.left(kMostQuoted) + QChar(0x2026);
        }
        head->setNote(tr("“%1” selected in all rows").arg(quoted));
    }
    refreshRoundTrip();
}

void TokensLab::Parts::refreshRoundTrip() {
    const text::Explanation* explanation = study_.explanationOf(study_.currentRow());
    if (explanation == nullptr) {
        return;
    }
    if (study_.snapshot()->text.isEmpty()) {
        roundTrip->clear();
        return;
    }
    const Span window = study_.explanation()->window;
    roundTrip->setRoundTrip(explanation->roundTrip,
                            study_.snapshot()->text.mid(static_cast<qsizetype>(window.begin),
                                                        static_cast<qsizetype>(window.size())));
}

} // namespace vitrine::widgets
