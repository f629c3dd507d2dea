#include "widgets/tokens/panes/wordpanes.h"

#include "widgets/foundation/parts/hairline.h"
#include "widgets/foundation/parts/sectionhead.h"
#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/tokens/panes/matchtrailview.h"
#include "widgets/tokens/panes/mergepane.h"
#include "widgets/tokens/panes/mergetreeview.h"
#include "widgets/tokens/study/piecewords.h"
#include "widgets/tokens/study/tokenstudy.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace vitrine::widgets {

namespace {

/// Pre-tokens longer than this are told about, not drawn: their trees would be wider than a screen.
constexpr std::size_t kMostLeaves = 400;

constexpr int kLeastHeight = 208;

QWidget* paneOf(SectionHead* head, const QList<QWidget*>& below) {
    auto* pane = new QWidget;
    auto* layout = new QVBoxLayout(pane);
    layout->setContentsMargins(0, 0, 0, 8);
    layout->setSpacing(0);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(metrics::kPanePadding, 0, metrics::kPanePadding, 0);
    row->addWidget(head);
    head->setFixedHeight(metrics::kToolBarHeight);
    layout->addLayout(row);
    layout->addWidget(new Hairline(Qt::Horizontal, pane));
    auto* content = new QVBoxLayout;
    content->setContentsMargins(metrics::kPanePadding, 4, metrics::kPanePadding, 0);
    for (QWidget* widget : below) {
        content->addWidget(widget);
    }
    layout->addLayout(content, 1);
    return pane;
}

} // namespace

WordPanes::WordPanes(TokenStudy& study, QWidget* parent)
    : QWidget(parent)
    , study_(study)
    , trailHead_(new SectionHead(tr("WordPiece")))
    , mergeHead_(new SectionHead(tr("Byte-level BPE")))
    , trail_(new MatchTrailView)
    , trailNothing_(new Words(TextStyle::Small, Token::T2))
    , trailScroll_(new QScrollArea)
    , merges_(new MergePane) {
    setAccessibleName(tr("How the word was cut"));
    auto* splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(makeTrailPane());
    splitter->addWidget(makeMergePane());
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    splitter->setSizes({400, 600});
    setMinimumHeight(kLeastHeight);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    connect(&study, &TokenStudy::explanationChanged, this, &WordPanes::refresh);
    connect(&study, &TokenStudy::currentChanged, this, &WordPanes::refresh);
    refresh();
}

QWidget* WordPanes::makeTrailPane() {
    trailScroll_->setFrameShape(QFrame::NoFrame);
    trailScroll_->setWidgetResizable(true);
    trailScroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    trailScroll_->setBackgroundRole(QPalette::Base);
    trailScroll_->setFocusPolicy(Qt::NoFocus);
    trailScroll_->setAccessibleName(tr("Match trail, scrollable"));
    trailScroll_->setWidget(trail_);
    trailNothing_->setWordWrap(true);
    trailNothing_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    trailNothing_->setContentsMargins(0, metrics::kRowGap, 0, 0);
    return paneOf(trailHead_, {trailNothing_, trailScroll_});
}

QWidget* WordPanes::makeMergePane() {
    return paneOf(mergeHead_, {merges_});
}

void WordPanes::replayMerges() {
    merges_->replay();
}

template <class Trail>
int WordPanes::rowWith() const {
    const ExplanationPointer& explanation = study_.explanation();
    if (explanation == nullptr || study_.selected().empty()) {
        return -1;
    }
    const int rows = static_cast<int>(explanation->rows.size());
    const auto has = [&](int row) {
        const text::ExplainedWord* word =
            explanation->wordAt(static_cast<std::size_t>(row), study_.selected());
        return word != nullptr && std::holds_alternative<Trail>(word->trail);
    };
    if (study_.currentRow() < rows && has(study_.currentRow())) {
        return study_.currentRow();
    }
    for (int row = 0; row < rows; ++row) {
        if (has(row)) {
            return row;
        }
    }
    return -1;
}

void WordPanes::refresh() {
    if (study_.explanation() == nullptr && !study_.snapshot()->text.isEmpty()) {
        return; // the next is on its way; what is shown stays until it is here
    }
    refreshTrail();
    refreshMerges();
}

void WordPanes::refreshTrail() {
    const int row = rowWith<text::MatchTrail>();
    trailScroll_->setVisible(row >= 0);
    trailNothing_->setVisible(row < 0);
    if (row < 0) {
        trailHead_->setNote(tr("longest match first"));
        trailNothing_->setText(study_.selected().empty()
                                   ? tr("Select a word to see how it was cut")
                                   : tr("No WordPiece tokenizer cut these bytes"));
        trail_->clear();
        return;
    }
    const auto index = static_cast<std::size_t>(row);
    const text::ExplainedWord& word = *study_.explanation()->wordAt(index, study_.selected());
    QString unknown = QStringLiteral("[UNK]");
    for (std::size_t i = word.firstToken; i < word.endToken; ++i) {
        const text::Token& token = study_.explanation()->rows[index].encoding.tokens[i];
        if (token.kind == TokenKind::Unknown) {
            unknown = QString::fromStdString(token.text);
        }
    }
    trailHead_->setNote(tr("longest match first"));
    trail_->setTrail(unknown, word.text, std::get<text::MatchTrail>(word.trail));
}

void WordPanes::refreshMerges() {
    mergeHead_->setNote(tr("merge rank on each node"));
    const int row = rowWith<text::MergeTree>();
    if (row < 0) {
        merges_->setNothing(study_.selected().empty()
                                ? tr("Select a word to see its merges")
                                : tr("No byte-level BPE tokenizer cut these bytes"));
        return;
    }
    const text::ExplainedWord& word =
        *study_.explanation()->wordAt(static_cast<std::size_t>(row), study_.selected());
    const auto& tree = std::get<text::MergeTree>(word.trail);
    if (tree.leaves > kMostLeaves) {
        merges_->setNothing(tr("A word of %1 bytes is too long to be drawn as a tree")
                                .arg(tree.leaves));
        return;
    }
    merges_->setTree(tree);
}

} // namespace vitrine::widgets
