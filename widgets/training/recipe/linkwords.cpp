#include "widgets/training/recipe/linkwords.h"

#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/style/role.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace vitrine::widgets {

LinkWords::LinkWords(QWidget* parent)
    : QWidget(parent)
    , layout_(new QHBoxLayout(this)) {
    layout_->setContentsMargins(0, 0, 0, 0);
    layout_->setSpacing(2);
}

void LinkWords::setLinks(const QString& title, const QList<Link>& links, int most) {
    if (title == title_ && links == links_) {
        return;
    }
    title_ = title;
    links_ = links;
    while (QLayoutItem* item = layout_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    setVisible(!links.isEmpty());
    if (links.isEmpty()) {
        return;
    }
    layout_->addWidget(new Words(title + u':', TextStyle::SmallLabel, Token::DangerText, this));
    for (const Link& link : links.mid(0, most)) {
        auto* button = new QToolButton(this);
        setRole(*button, Role::Quiet);
        setCompact(*button);
        button->setText(link.text);
        button->setAccessibleName(link.text);
        button->setAccessibleDescription(link.toolTip);
        button->setToolTip(link.toolTip);
        QFont font = button->font();
        font.setUnderline(true);
        button->setFont(font);
        connect(button, &QToolButton::clicked, this,
                [this, id = link.id] { Q_EMIT activated(id); });
        layout_->addWidget(button);
    }
    if (links.size() > most) {
        layout_->addWidget(new Words(tr("+ %1").arg(links.size() - most), TextStyle::Small,
                                     Token::T2, this));
    }
    layout_->addStretch(1);
}

} // namespace vitrine::widgets
