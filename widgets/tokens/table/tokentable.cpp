#include "widgets/tokens/table/tokentable.h"

#include "widgets/foundation/icons/icons.h"
#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/tokens/study/piecewords.h"
#include "widgets/tokens/study/tokenstudy.h"
#include "widgets/tokens/table/tokenfilter.h"
#include "widgets/tokens/table/tokentablemodel.h"

#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr int kWidths[TokenTableModel::kColumns] = {84, 84, 180, 180, 110, 230, 84};

} // namespace

TokenTable::TokenTable(TokenStudy& study, QWidget* parent)
    : QWidget(parent)
    , study_(study)
    , model_(new TokenTableModel(this))
    , filter_(new TokenFilter(this))
    , view_(new QTableView(this))
    , tokenizer_(new QComboBox(this))
    , kinds_(new QComboBox(this))
    , search_(new QLineEdit(this))
    , copy_(new QToolButton(this))
    , shown_(new Words(TextStyle::Small, Token::T2, this)) {
    filter_->setSourceModel(model_);
    view_->setModel(filter_);
    view_->setSortingEnabled(true);
    view_->sortByColumn(0, Qt::AscendingOrder);
    view_->setSelectionBehavior(QAbstractItemView::SelectRows);
    view_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view_->setShowGrid(false);
    view_->setTabKeyNavigation(false);
    view_->setWordWrap(false);
    view_->setFrameShape(QFrame::NoFrame);
    view_->verticalHeader()->hide();
    // The longest words stand last and take what room is left.
    view_->horizontalHeader()->moveSection(static_cast<int>(TokenTableModel::Column::Kind),
                                           TokenTableModel::kColumns - 1);
    view_->horizontalHeader()->setStretchLastSection(true);
    view_->horizontalHeader()->setHighlightSections(false);
    view_->setAccessibleName(tr("Tokens"));
    makeBar();
    restyle();
    connect(&study, &TokenStudy::snapshotChanged, this, &TokenTable::takeSnapshot);
    connect(&study, &TokenStudy::currentChanged, this, &TokenTable::takeCurrent);
    connect(view_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& index) {
                takeViewCurrent(filter_->mapToSource(index).row());
            });
}

void TokenTable::makeBar() {
    tokenizer_->setAccessibleName(tr("Tokenizer"));
    tokenizer_->setToolTip(tr("Whose tokens are listed"));
    kinds_->setAccessibleName(tr("Kind"));
    kinds_->setToolTip(tr("Which tokens are listed"));
    kinds_->addItems({tr("all kinds"), tr("starts of words"), tr("continuations"), tr("bytes"),
                      tr("unknown"), tr("special")});
    search_->setAccessibleName(tr("Search piece, surface or id"));
    search_->setPlaceholderText(tr("Piece, surface or id"));
    search_->setClearButtonEnabled(true);
    copy_->setText(tr("Copy ids"));
    copy_->setAccessibleName(copy_->text());
    copy_->setIcon(themedIcon(Icon::Copy));
    copy_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    copy_->setToolTip(tr("Copies the ids of the selected rows, or of all that are listed"));
    for (QWidget* control : {static_cast<QWidget*>(tokenizer_), static_cast<QWidget*>(kinds_),
                             static_cast<QWidget*>(search_), static_cast<QWidget*>(copy_)}) {
        setCompact(*control);
    }
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(16, 8, 16, 8);
    bar->setSpacing(metrics::kRowGap);
    bar->addWidget(tokenizer_);
    bar->addWidget(kinds_);
    bar->addWidget(search_);
    bar->addWidget(shown_);
    bar->addStretch();
    bar->addWidget(copy_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(view_, 1);
    wireBar();
}

void TokenTable::wireBar() {
    connect(tokenizer_, &QComboBox::activated, &study_, &TokenStudy::setCurrentRow);
    connect(kinds_, &QComboBox::currentIndexChanged, this,
            [this](int kinds) { filter_->setKinds(static_cast<TokenFilter::Kinds>(kinds)); });
    connect(search_, &QLineEdit::textChanged, filter_, &TokenFilter::setWanted);
    connect(copy_, &QToolButton::clicked, this, &TokenTable::copyIds);
    const auto count = [this] {
        shown_->setText(tr("%1 of %2").arg(filter_->rowCount()).arg(model_->rowCount()));
    };
    connect(filter_, &QAbstractItemModel::modelReset, this, count);
    connect(filter_, &QAbstractItemModel::rowsInserted, this, count);
    connect(filter_, &QAbstractItemModel::rowsRemoved, this, count);
}

void TokenTable::takeSnapshot() {
    if (!isVisible()) {
        return; // showing it takes the newest
    }
    following_ = true;
    tokenizer_->clear();
    for (const TokenRow& row : study_.snapshot()->rows) {
        tokenizer_->addItem(row.tokenizer.name);
    }
    tokenizer_->setCurrentIndex(study_.currentRow());
    model_->setRow(study_.snapshot(), study_.currentRow());
    following_ = false;
    takeCurrent();
}

void TokenTable::takeCurrent() {
    if (following_ || !isVisible()) {
        return;
    }
    following_ = true;
    if (model_->row() != study_.currentRow()) {
        tokenizer_->setCurrentIndex(study_.currentRow());
        model_->setRow(study_.snapshot(), study_.currentRow());
    }
    const QModelIndex index = filter_->mapFromSource(model_->index(study_.currentToken(), 0));
    if (index.isValid() && index.row() != view_->currentIndex().row()) {
        view_->selectRow(index.row());
    }
    following_ = false;
}

void TokenTable::takeViewCurrent(int row) {
    if (following_ || model_->token(row) == nullptr) {
        return;
    }
    following_ = true;
    study_.setCurrent(study_.currentRow(), row);
    following_ = false;
    Q_EMIT sourceSelected(study_.selected());
}

QString TokenTable::ids() const {
    QModelIndexList rows = view_->selectionModel()->selectedRows();
    if (rows.size() <= 1) {
        rows.clear();
        for (int row = 0; row < filter_->rowCount(); ++row) {
            rows.append(filter_->index(row, 0));
        }
    }
    std::sort(rows.begin(), rows.end(), [](const QModelIndex& a, const QModelIndex& b) {
        return a.row() < b.row();
    });
    QStringList ids;
    for (const QModelIndex& index : rows) {
        ids.append(QString::number(model_->token(filter_->mapToSource(index).row())->id));
    }
    return ids.join(QStringLiteral(", "));
}

void TokenTable::copyIds() const {
    QGuiApplication::clipboard()->setText(ids());
}

void TokenTable::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    takeSnapshot();
}

void TokenTable::restyle() {
    const Look& look = lookOf(this);
    view_->verticalHeader()->setDefaultSectionSize(look.rows().table);
    for (int column = 0; column < TokenTableModel::kColumns; ++column) {
        view_->setColumnWidth(column, look.scaled(kWidths[column]));
    }
    search_->setFixedWidth(look.scaled(180));
}

void TokenTable::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange) {
        restyle();
    }
}

} // namespace vitrine::widgets
