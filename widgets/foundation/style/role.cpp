#include "widgets/foundation/style/role.h"

#include <QString>
#include <QStyle>
#include <QVariant>
#include <QWidget>

namespace vitrine::widgets {

namespace {

constexpr const char* kRole = "vitrineRole";
constexpr const char* kUnavailable = "vitrineUnavailable";
constexpr const char* kCompact = "vitrineCompact";

void refresh(QWidget& widget) {
    widget.updateGeometry();
    widget.update();
}

} // namespace

void setRole(QWidget& widget, Role role) {
    widget.setProperty(kRole, static_cast<int>(role));
    refresh(widget);
}

Role roleOf(const QWidget* widget) {
    return widget != nullptr ? static_cast<Role>(widget->property(kRole).toInt()) : Role::None;
}

void setUnavailable(QWidget& widget, const QString& reason) {
    widget.setProperty(kUnavailable, !reason.isEmpty());
    widget.setToolTip(reason);
    widget.setAccessibleDescription(reason);
    refresh(widget);
}

bool isUnavailable(const QWidget* widget) {
    return widget != nullptr && widget->property(kUnavailable).toBool();
}

void setCompact(QWidget& widget, bool compact) {
    widget.setProperty(kCompact, compact);
    refresh(widget);
}

bool isCompact(const QWidget* widget) {
    return widget != nullptr && widget->property(kCompact).toBool();
}

} // namespace vitrine::widgets
