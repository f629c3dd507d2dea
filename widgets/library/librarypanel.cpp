#include "widgets/library/librarypanel.h"

#include "widgets/foundation/theme/metrics.h"
#include "widgets/library/droptray.h"

#include <QListView>
#include <QScrollArea>
#include <QVBoxLayout>

namespace vitrine::widgets {

LibraryPanel::LibraryPanel(QWidget* parent)
    : QWidget(parent) {
    setAccessibleName(tr("Library"));
    auto* content = new QWidget;
    models_ = new LibrarySection(tr("Models"), tr("Open a model folder"), content);
    samples_ = new LibrarySection(tr("Samples"), tr("Add a sample"), content);
    samples_->setRenamable(true);
    lessons_ = new LibrarySection(tr("Lessons"), {}, content);
    auto* sections = new QVBoxLayout(content);
    sections->setContentsMargins(0, metrics::kGrid, 0, metrics::kGrid);
    sections->setSpacing(metrics::kGroupGap);
    sections->addWidget(models_);
    sections->addWidget(samples_);
    sections->addWidget(lessons_);
    sections->addStretch(1);

    scroll_ = new QScrollArea(this);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setWidgetResizable(true);
    scroll_->setWidget(content);
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    scroll_->setAccessibleName(tr("Library"));

    tray_ = new DropTray(this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(scroll_, 1);
    layout->addWidget(tray_);
}

void LibraryPanel::showSection(LibrarySection& section) {
    scroll_->ensureWidgetVisible(&section);
    section.view().setFocus(Qt::ShortcutFocusReason);
}

} // namespace vitrine::widgets
