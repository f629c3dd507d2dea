#include "app/vitrine/window/inspector.h"

#include "app/vitrine/window/dockgrip.h"

namespace vitrine::app {

Inspector::Inspector(QWidget* parent)
    : QStackedWidget(parent) {
    setAccessibleName(tr("Inspector"));
    setContentsMargins(0, -DockGrip::kHeight, 0, 0);
    nothing_ = new QWidget(this);
    addWidget(nothing_);
}

void Inspector::showPane(QWidget* pane) {
    if (pane != nullptr && indexOf(pane) < 0) {
        addWidget(pane);
    }
    setCurrentWidget(pane != nullptr ? pane : nothing_);
}

} // namespace vitrine::app
