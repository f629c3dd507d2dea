#include "widgets/library/librarysection.h"

#include "widgets/foundation/parts/sectionhead.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/metrics.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/library/librarydelegate.h"
#include "widgets/library/librarymodel.h"

#include <QKeyEvent>
#include <QListView>
#include <QToolButton>
#include <QVBoxLayout>

namespace vitrine::widgets {

LibrarySection::LibrarySection(const QString& title, const QString& addName, QWidget* parent)
    : QWidget(parent) {
    head_ = new SectionHead(title, this);
    add_ = new QToolButton(this);
    setRole(*add_, Role::Quiet);
    setCompact(*add_);
    add_->setIcon(themedIcon(Icon::Plus));
    add_->setAccessibleName(addName);
    add_->setToolTip(addName);
    add_->setVisible(!addName.isEmpty());
    head_->addWidget(add_);
    head_->setContentsMargins(metrics::kPanePadding, 0, metrics::kRowGap, 0);

    model_ = new LibraryModel(this);
    view_ = new QListView(this);
    view_->setModel(model_);
    view_->setItemDelegate(new LibraryDelegate(view_));
    view_->setFrameShape(QFrame::NoFrame);
    view_->setMouseTracking(true);
    view_->setUniformItemSizes(true);
    view_->setEditTriggers(QAbstractItemView::EditKeyPressed);
    view_->setSelectionMode(QAbstractItemView::NoSelection);
    view_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view_->setContextMenuPolicy(Qt::CustomContextMenu);
    view_->setAccessibleName(title);
    view_->viewport()->setAutoFillBackground(false);
    view_->installEventFilter(this);
    setRingPlace(*view_, RingPlace::None); // the delegate draws it around the row

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(head_);
    layout->addWidget(view_);

    connect(add_, &QToolButton::clicked, this, &LibrarySection::addRequested);
    connect(view_, &QListView::clicked, this, &LibrarySection::choose);
    connect(model_, &LibraryModel::renameRequested, this, &LibrarySection::renameRequested);
    connect(view_, &QListView::customContextMenuRequested, this, [this](const QPoint& point) {
        if (const LibraryItem* item = model_->item(view_->indexAt(point))) {
            Q_EMIT menuRequested(item->id, view_->viewport()->mapToGlobal(point));
        }
    });
}

void LibrarySection::setItems(const QList<LibraryItem>& items, const QString& chosen) {
    model_->setItems(items, chosen);
    if (!view_->hasFocus()) {
        view_->setCurrentIndex(model_->indexOf(chosen));
    }
    fitHeight();
}

void LibrarySection::setRenamable(bool renamable) {
    model_->setRenamable(renamable);
}

void LibrarySection::editName(const QString& id) {
    view_->setFocus();
    view_->setCurrentIndex(model_->indexOf(id));
    view_->edit(model_->indexOf(id));
}

void LibrarySection::choose(const QModelIndex& index) {
    if (const LibraryItem* item = model_->item(index)) {
        Q_EMIT chosen(item->id);
    }
}

void LibrarySection::fitHeight() {
    view_->setFixedHeight(model_->rowCount() * lookOf(this).rows().tree);
}

bool LibrarySection::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress) {
        return QWidget::eventFilter(watched, event);
    }
    const LibraryItem* item = model_->item(view_->currentIndex());
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space: choose(view_->currentIndex()); return true;
    case Qt::Key_Delete:
        if (item != nullptr) {
            Q_EMIT removeRequested(item->id);
        }
        return true;
    case Qt::Key_Menu:
        if (item != nullptr) {
            const QRect row = view_->visualRect(view_->currentIndex());
            Q_EMIT menuRequested(item->id, view_->viewport()->mapToGlobal(row.bottomLeft()));
        }
        return true;
    default: return QWidget::eventFilter(watched, event);
    }
}

void LibrarySection::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange) {
        fitHeight();
    }
}

} // namespace vitrine::widgets
