#include "widgets/foundation/access/accessibletable.h"

#include "widgets/foundation/access/tableinterface.h"

#include <QVariant>
#include <QWidget>

namespace vitrine::widgets {

namespace {

constexpr const char* kSource = "vitrineTableSource";

AccessibleTableSource* sourceOf(const QObject* object) {
    return static_cast<AccessibleTableSource*>(object->property(kSource).value<void*>());
}

QAccessibleInterface* makeInterface(const QString&, QObject* object) {
    auto* widget = qobject_cast<QWidget*>(object);
    if (widget == nullptr) {
        return nullptr;
    }
    AccessibleTableSource* source = sourceOf(widget);
    return source != nullptr ? new TableInterface(widget, *source) : nullptr;
}

} // namespace

void makeAccessibleTable(QWidget& widget, AccessibleTableSource& source) {
    widget.setProperty(kSource, QVariant::fromValue(static_cast<void*>(&source)));
    QAccessible::installFactory(makeInterface); // once is kept, however often it is called
    // Naming the widget may have made an ordinary interface for it already.
    QAccessibleInterface* made = QAccessible::queryAccessibleInterface(&widget);
    if (made != nullptr && made->tableInterface() == nullptr) {
        QAccessible::deleteAccessibleInterface(QAccessible::uniqueId(made));
    }
}

void announceCell(QWidget& widget) {
    AccessibleTableSource* source = sourceOf(&widget);
    if (source == nullptr) {
        return;
    }
    const QPoint cell = source->cursorCell();
    if (cell.x() < 0) {
        return;
    }
    QAccessibleEvent event(&widget, QAccessible::Focus);
    event.setChild(cell.y() * source->tableColumns() + cell.x());
    QAccessible::updateAccessibility(&event);
}

void announceTableReset(QWidget& widget) {
    QAccessibleInterface* made = QAccessible::queryAccessibleInterface(&widget);
    if (made == nullptr || made->tableInterface() == nullptr) {
        return;
    }
    QAccessibleTableModelChangeEvent event(&widget, QAccessibleTableModelChangeEvent::ModelReset);
    made->tableInterface()->modelChange(&event); // Qt does so only while somebody listens
    QAccessible::updateAccessibility(&event);
}

} // namespace vitrine::widgets
