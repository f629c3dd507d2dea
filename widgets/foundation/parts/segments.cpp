#include "widgets/foundation/parts/segments.h"

#include "widgets/foundation/style/role.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>

namespace vitrine::widgets {

Segments::Segments(const QString& accessibleName, QWidget* parent)
    : QWidget(parent), group_(new QButtonGroup(this)) {
    setAccessibleName(accessibleName);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(group_, &QButtonGroup::idToggled, this, [this](int index, bool checked) {
        if (!checked || index == current_) {
            return;
        }
        if (isUnavailable(button(index))) {
            button(current_)->setChecked(true);
            return;
        }
        current_ = index;
        Q_EMIT
        currentChanged(index);
    });
}

int Segments::add(const QString& text) {
    auto* button = new QToolButton(this);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    return addButton(button, text);
}

int Segments::add(Icon icon, const QString& text) {
    auto* button = new QToolButton(this);
    button->setIcon(themedIcon(icon));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    return addButton(button, text);
}

int Segments::addButton(QToolButton* button, const QString& text) {
    const int index = count();
    button->setText(text);
    button->setAccessibleName(text);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::StrongFocus);
    setRole(*button, Role::Segment);
    group_->addButton(button, index);
    layout()->addWidget(button);
    if (index == 0) {
        current_ = 0;
        button->setChecked(true);
    }
    return index;
}

int Segments::count() const {
    return static_cast<int>(group_->buttons().size());
}

int Segments::current() const {
    return current_;
}

void Segments::setCurrent(int index) {
    if (QToolButton* wanted = button(index)) {
        wanted->setChecked(true);
    }
}

void Segments::setChoiceUnavailable(int index, const QString& reason) {
    if (QToolButton* choice = button(index)) {
        setUnavailable(*choice, reason);
    }
}

void Segments::setWordsShown(bool shown) {
    for (QAbstractButton* each : group_->buttons()) {
        auto* choice = qobject_cast<QToolButton*>(each);
        if (choice->icon().isNull()) {
            continue;
        }
        choice->setToolButtonStyle(shown ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
        if (!isUnavailable(choice)) {
            choice->setToolTip(shown ? QString() : choice->text());
        }
    }
}

QToolButton* Segments::button(int index) const {
    return qobject_cast<QToolButton*>(group_->button(index));
}

} // namespace vitrine::widgets
