#include "app/vitrine/actions/palette.h"

#include "app/vitrine/actions/palettedelegate.h"
#include "app/vitrine/actions/palettemodel.h"
#include "app/vitrine/window/floatingcard.h"

#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/metrics.h"
#include "widgets/foundation/theme/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QVBoxLayout>

#include <algorithm>

namespace vitrine::app {

namespace metrics = widgets::metrics;

namespace {

constexpr int kWidth = 560;
constexpr int kRows = 12;
constexpr int kShadow = kFloatingShadow;
constexpr int kTop = 90;

} // namespace

CommandPalette::CommandPalette(QWidget* window)
    : QWidget(window) {
    setAccessibleName(tr("Command palette"));
    field_ = new QLineEdit(this);
    field_->setPlaceholderText(tr("Type what you want to do"));
    field_->setAccessibleName(tr("Command"));
    field_->installEventFilter(this);
    model_ = new PaletteModel(this);
    list_ = new QListView(this);
    list_->setModel(model_);
    list_->setItemDelegate(new PaletteDelegate(list_));
    list_->setFrameShape(QFrame::NoFrame);
    list_->setFocusPolicy(Qt::NoFocus);
    list_->setUniformItemSizes(true);
    list_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list_->setAccessibleName(tr("Commands"));
    list_->viewport()->setAutoFillBackground(false);
    auto* layout = new QVBoxLayout(this);
    const int margin = kShadow + metrics::kRowGap;
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(metrics::kRowGap);
    layout->addWidget(field_);
    layout->addWidget(list_);
    connect(field_, &QLineEdit::textChanged, this, &CommandPalette::narrow);
    connect(list_, &QListView::clicked, this, &CommandPalette::run);
    window->installEventFilter(this);
    hide();
}

void CommandPalette::open(std::vector<PaletteEntry> entries) {
    before_ = QApplication::focusWidget();
    model_->setEntries(std::move(entries));
    field_->clear();
    narrow({});
    place();
    show();
    raise();
    field_->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::narrow(const QString& typed) {
    model_->narrow(typed);
    list_->setCurrentIndex(model_->index(0));
    place();
}

void CommandPalette::place() {
    const QWidget* window = parentWidget();
    const int row = widgets::lookOf(this).rows().table;
    const int rows = std::clamp(model_->rowCount(), 1, kRows);
    list_->setFixedHeight(rows * row);
    const int width = std::min(kWidth, window->width() - 40) + 2 * kShadow;
    const int height = field_->sizeHint().height() + rows * row +
                       2 * (kShadow + metrics::kRowGap) + metrics::kRowGap;
    setGeometry((window->width() - width) / 2, std::min(kTop, window->height() / 8), width, height);
}

void CommandPalette::run() {
    const PaletteEntry* entry = model_->entry(list_->currentIndex());
    if (entry == nullptr || !entry->enabled) {
        return;
    }
    const auto act = entry->run;
    close();
    act();
}

void CommandPalette::close() {
    hide();
    if (before_ != nullptr && parentWidget()->isAncestorOf(before_)) {
        before_->setFocus(Qt::PopupFocusReason);
    }
    before_ = nullptr;
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parentWidget()) {
        if (event->type() == QEvent::Resize && isVisible()) {
            place();
        }
        return false;
    }
    if (event->type() == QEvent::FocusOut && isVisible() &&
        static_cast<QFocusEvent*>(event)->reason() != Qt::ActiveWindowFocusReason) {
        hide();
        return false;
    }
    if (event->type() == QEvent::ShortcutOverride) {
        // Its keys are its own while it is open.
        event->accept();
        return true;
    }
    if (event->type() != QEvent::KeyPress) {
        return false;
    }
    const int key = static_cast<QKeyEvent*>(event)->key();
    const int row = list_->currentIndex().row();
    const int last = model_->rowCount() - 1;
    switch (key) {
    case Qt::Key_Escape: close(); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: run(); return true;
    case Qt::Key_Up: list_->setCurrentIndex(model_->index(std::max(0, row - 1))); return true;
    case Qt::Key_Down: list_->setCurrentIndex(model_->index(std::min(last, row + 1))); return true;
    case Qt::Key_PageUp:
        list_->setCurrentIndex(model_->index(std::max(0, row - kRows)));
        return true;
    case Qt::Key_PageDown:
        list_->setCurrentIndex(model_->index(std::min(last, row + kRows)));
        return true;
    default: return false;
    }
}

void CommandPalette::paintEvent(QPaintEvent*) {
    paintFloating(*this);
}

} // namespace vitrine::app
