#include "widgets/training/runs/runtable.h"

#include "widgets/foundation/parts/sectionhead.h"
#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/training/runs/rundelegate.h"
#include "widgets/training/runs/runtablemodel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

namespace vitrine::widgets {

namespace {

constexpr int kFilterWidth = 132;
constexpr int kNameWidth = 176;
constexpr int kNarrowName = 140;
constexpr int kRoomy = 690; // all columns have their widths
constexpr int kWidths[RunTableModel::kColumns] = {kNameWidth, 92, 66, 66, 66, 66, 70, 90};

} // namespace

RunTable::RunTable(RunBook& book, QWidget* parent)
    : QWidget(parent)
    , book_(book)
    , model_(new RunTableModel(book, this))
    , sorted_(new QSortFilterProxyModel(this))
    , view_(new QTableView(this))
    , filter_(new QLineEdit(this))
    , counted_(new Words(TextStyle::Small, Token::T2, this)) {
    build();
    connect(filter_, &QLineEdit::textChanged, this, [this](const QString& text) {
        sorted_->setFilterFixedString(text);
        takeCount();
    });
    connect(view_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& index) {
                if (!taking_ && index.isValid()) {
                    book_.setCurrent(runOf(index));
                }
            });
    connect(&book_, &RunBook::currentChanged, this, &RunTable::takeCurrent);
    connect(&book_, &RunBook::runAdded, this, &RunTable::takeCount);
    connect(&book_, &RunBook::shownChanged, this, &RunTable::takeCount);
    takeCount();
}

void RunTable::build() {
    sorted_->setSourceModel(model_);
    sorted_->setSortRole(static_cast<int>(RunTableModel::Role::Sort));
    sorted_->setFilterCaseSensitivity(Qt::CaseInsensitive);
    sorted_->setFilterKeyColumn(0);
    auto* delegate = new RunDelegate(view_);
    view_->setModel(sorted_);
    view_->setItemDelegate(delegate);
    view_->setAccessibleName(tr("Runs"));
    view_->setAccessibleDescription(
        tr("Enter brings a run to the front, Space draws it along with the one in front"));
    view_->setSelectionBehavior(QAbstractItemView::SelectRows);
    view_->setSelectionMode(QAbstractItemView::SingleSelection);
    view_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view_->setShowGrid(false);
    view_->setTabKeyNavigation(false);
    view_->setWordWrap(false);
    view_->setMouseTracking(true);
    view_->setFrameShape(QFrame::NoFrame);
    view_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    view_->verticalHeader()->hide();
    view_->horizontalHeader()->setHighlightSections(false);
    view_->horizontalHeader()->setStretchLastSection(true);
    view_->setSortingEnabled(true);
    // As the book has them, newest first, until a heading is clicked.
    view_->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    view_->installEventFilter(this);
    view_->viewport()->installEventFilter(this);
    setRingPlace(*view_, RingPlace::Inside);
    connect(delegate, &RunDelegate::resumeClicked, this,
            [this](const QModelIndex& index) { Q_EMIT resumeRequested(runOf(index)); });
    filter_->setPlaceholderText(tr("Filter"));
    filter_->setAccessibleName(tr("Filter runs by name"));
    filter_->setClearButtonEnabled(true);
    filter_->setMaximumWidth(kFilterWidth);
    setCompact(*filter_);
    auto* head = new SectionHead(tr("Runs"), this);
    head->addWidget(counted_);
    head->addWidget(filter_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::kPanePadding, metrics::kRowGap, metrics::kRowGap, 0);
    layout->setSpacing(metrics::kGrid);
    layout->addWidget(head);
    layout->addWidget(view_, 1);
    restyle();
}

void RunTable::restyle() {
    const Look& look = lookOf(this);
    view_->verticalHeader()->setDefaultSectionSize(look.rows().table);
    view_->horizontalHeader()->setFont(look.font(TextStyle::Small));
    for (int column = 0; column < RunTableModel::kColumns - 1; ++column) {
        view_->setColumnWidth(column, look.scaled(kWidths[column]));
    }
}

int RunTable::runOf(const QModelIndex& index) const {
    return sorted_->mapToSource(index).row();
}

void RunTable::takeCurrent() {
    const QModelIndex index =
        sorted_->mapFromSource(model_->index(book_.currentIndex(), 0));
    taking_ = true;
    view_->setCurrentIndex(index);
    taking_ = false;
}

void RunTable::takeCount() {
    const auto drawn = static_cast<int>(book_.shown().size());
    counted_->setText(tr("%1 drawn, %2 of %3")
                          .arg(drawn)
                          .arg(sorted_->rowCount())
                          .arg(book_.count()));
}

void RunTable::focusTable() {
    view_->setFocus(Qt::ShortcutFocusReason);
}

bool RunTable::eventFilter(QObject* watched, QEvent* event) {
    if (watched == view_ && event->type() == QEvent::KeyPress) {
        return pressKey(static_cast<QKeyEvent*>(event)->key());
    }
    if (watched == view_->viewport() && event->type() == QEvent::MouseButtonPress) {
        return clickLine(static_cast<QMouseEvent*>(event)->position().toPoint());
    }
    return QWidget::eventFilter(watched, event);
}

bool RunTable::pressKey(int key) {
    const QModelIndex at = view_->currentIndex();
    if (key == Qt::Key_Space && at.isValid()) {
        const int run = runOf(at);
        book_.setShown(run, !book_.at(run).shown);
        return true;
    }
    if ((key == Qt::Key_Return || key == Qt::Key_Enter) && at.isValid()) {
        book_.setCurrent(runOf(at));
        return true;
    }
    return false;
}

// Before the row is chosen: drawing a run along does not bring it to the front.
bool RunTable::clickLine(const QPoint& at) {
    const QModelIndex index = view_->indexAt(at);
    if (!index.isValid() || index.column() != 0 ||
        at.x() > RunDelegate::sampleRect(view_->visualRect(index)).right()) {
        return false;
    }
    const int run = runOf(index);
    book_.setShown(run, !book_.at(run).shown);
    return true;
}

// What gives way first is told elsewhere, too: in the recipe and on the curves.
void RunTable::resizeEvent(QResizeEvent*) {
    const Look& look = lookOf(this);
    const bool narrow = width() < look.scaled(kRoomy);
    for (const RunTableModel::Column column :
         {RunTableModel::Column::Rate, RunTableModel::Column::BestStep}) {
        view_->setColumnHidden(static_cast<int>(column), narrow);
    }
    view_->setColumnWidth(0, look.scaled(narrow ? kNarrowName : kNameWidth));
}

void RunTable::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange) {
        restyle();
    }
}

} // namespace vitrine::widgets
