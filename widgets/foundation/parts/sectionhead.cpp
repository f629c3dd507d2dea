#include "widgets/foundation/parts/sectionhead.h"

#include "widgets/foundation/icons/icons.h"
#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/theme.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace vitrine::widgets {

SectionHead::SectionHead(const QString& title, QWidget* parent)
    : QWidget(parent)
    , fold_(new QToolButton(this))
    , title_(new Words(TextStyle::Head, Token::T1, this))
    , note_(new Words(TextStyle::Small, Token::T2, this))
    , layout_(new QHBoxLayout(this)) {
    setRole(*fold_, Role::Quiet);
    setCompact(*fold_);
    fold_->setIcon(themedIcon(Icon::ChevronDown));
    fold_->hide();
    note_->hide();
    layout_->setContentsMargins(0, 0, 0, 0);
    layout_->setSpacing(metrics::kRowGap);
    layout_->addWidget(fold_);
    layout_->addWidget(title_);
    layout_->addWidget(note_);
    layout_->addStretch();
    connect(fold_, &QToolButton::clicked, this, [this] { setFolded(!folded_); });
    setTitle(title);
}

QString SectionHead::title() const {
    return title_->text();
}

void SectionHead::setTitle(const QString& title) {
    title_->setText(title);
    setAccessibleName(title);
    describeFold();
}

void SectionHead::setNote(const QString& note) {
    note_->setText(note);
    note_->setVisible(!note.isEmpty());
    setAccessibleDescription(note);
}

void SectionHead::addWidget(QWidget* widget) {
    layout_->addWidget(widget);
}

void SectionHead::setFoldable(bool foldable) {
    fold_->setVisible(foldable);
}

void SectionHead::setFolded(bool folded) {
    if (folded == folded_) {
        return;
    }
    folded_ = folded;
    fold_->setIcon(themedIcon(folded ? Icon::ChevronRight : Icon::ChevronDown));
    describeFold();
    Q_EMIT
    foldedChanged(folded);
}

void SectionHead::describeFold() {
    fold_->setAccessibleName(folded_ ? tr("Show %1").arg(title()) : tr("Hide %1").arg(title()));
}

QSize SectionHead::minimumSizeHint() const {
    const QSize least(0, lookOf(this).scaled(metrics::kDockHeadHeight));
    return QWidget::minimumSizeHint().expandedTo(least);
}

} // namespace vitrine::widgets
