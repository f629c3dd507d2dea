#include "widgets/foundation/style/role.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QEvent>
#include <QString>
#include <QVariant>
#include <QWidget>

namespace vitrine::widgets {

namespace {

constexpr const char* kRole = "vitrineRole";
constexpr const char* kUnavailable = "vitrineUnavailable";
constexpr const char* kCompact = "vitrineCompact";
constexpr const char* kWord = "vitrineComboWord";
constexpr const char* kRing = "vitrineRing";

void refresh(QWidget& widget) {
    // Buttons and combos keep their size hint until the style changes.
    QEvent change(QEvent::StyleChange);
    QCoreApplication::sendEvent(&widget, &change);
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

void setComboWord(QComboBox& combo, const QString& word) {
    combo.setProperty(kWord, word);
    combo.setAccessibleName(word);
    refresh(combo);
}

QString comboWord(const QWidget* combo) {
    return combo != nullptr ? combo->property(kWord).toString() : QString();
}

void setRingPlace(QWidget& widget, RingPlace place) {
    widget.setProperty(kRing, static_cast<int>(place));
}

RingPlace ringPlaceOf(const QWidget* widget) {
    return static_cast<RingPlace>(widget->property(kRing).toInt());
}

} // namespace vitrine::widgets
