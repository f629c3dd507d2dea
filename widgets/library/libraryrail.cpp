#include "widgets/library/libraryrail.h"

#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/metrics.h"

#include <QToolButton>
#include <QVBoxLayout>

namespace vitrine::widgets {

namespace {

constexpr int kButton = 32;
constexpr int kMargin = 6;

} // namespace

LibraryRail::LibraryRail(QWidget* parent)
    : QWidget(parent) {
    setAccessibleName(tr("Library"));
    layout_ = new QVBoxLayout(this);
    layout_->setContentsMargins(kMargin, kMargin * 2, kMargin, kMargin);
    layout_->setSpacing(metrics::kGrid);
    layout_->addStretch(1);
}

int LibraryRail::addSection(Icon icon, const QString& name) {
    auto* button = new QToolButton(this);
    setRole(*button, Role::Quiet);
    button->setIcon(themedIcon(icon));
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setFixedSize(kButton, kButton);
    button->setFocusPolicy(Qt::TabFocus);
    const int section = static_cast<int>(buttons_.size());
    buttons_.append(button);
    layout_->insertWidget(section, button);
    connect(button, &QToolButton::clicked, this,
            [this, section] { Q_EMIT sectionRequested(section); });
    return section;
}

QToolButton* LibraryRail::button(int section) const {
    return buttons_.at(section);
}

QSize LibraryRail::sizeHint() const {
    return {kWidth, 200};
}

} // namespace vitrine::widgets
