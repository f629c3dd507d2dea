#include "app/vitrine/window/messagestrip.h"

#include "widgets/foundation/icons/icons.h"
#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/metrics.h"
#include "widgets/foundation/theme/theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace vitrine::app {

namespace metrics = widgets::metrics;
using widgets::TextStyle;
using widgets::Token;

namespace {

constexpr int kIconColumn = 24;

void clear(QLayout& layout) {
    while (QLayoutItem* item = layout.takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
}

} // namespace

Message messageOf(const Problem& problem) {
    QString details = QString::fromStdString(problem.where);
    if (!problem.advice.empty()) {
        details += (details.isEmpty() ? QString() : QStringLiteral(". ")) +
                   QString::fromStdString(problem.advice);
    }
    return {.what = QString::fromStdString(problem.what), .details = details, .acts = {}};
}

MessageStrip::MessageStrip(QWidget* parent)
    : QWidget(parent) {
    setAccessibleName(tr("Message"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    what_ = new widgets::Words(TextStyle::Head, Token::T1, this);
    what_->setWordWrap(true);
    details_ = new widgets::Words(TextStyle::Small, Token::T2, this);
    details_->setWordWrap(true);
    details_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    close_ = new QToolButton(this);
    widgets::setRole(*close_, widgets::Role::Quiet);
    close_->setIcon(widgets::themedIcon(widgets::Icon::Close));
    close_->setAccessibleName(tr("Close this message"));
    close_->setToolTip(tr("Close this message"));
    connect(close_, &QToolButton::clicked, this, &MessageStrip::closeFront);

    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(what_);
    words->addWidget(details_);
    acts_ = new QHBoxLayout;
    acts_->setSpacing(metrics::kRowGap);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::kPanePadding + kIconColumn, 8, metrics::kPanePadding, 9);
    layout->setSpacing(metrics::kGroupGap);
    layout->addLayout(words, 1);
    layout->addLayout(acts_);
    layout->addWidget(close_);
    hide();
}

void MessageStrip::show(Message message) {
    std::erase_if(messages_, [&](const Message& other) {
        return other.what == message.what && other.details == message.details;
    });
    messages_.push_back(std::move(message));
    refresh();
}

QString MessageStrip::text() const {
    return messages_.empty() ? QString() : messages_.back().what;
}

void MessageStrip::closeFront() {
    if (!messages_.empty()) {
        messages_.pop_back();
    }
    refresh();
}

void MessageStrip::refresh() {
    setVisible(!messages_.empty());
    clear(*acts_);
    if (messages_.empty()) {
        return;
    }
    const Message& message = messages_.back();
    what_->setText(message.what);
    details_->setText(message.details);
    details_->setVisible(!message.details.isEmpty());
    setAccessibleDescription(message.what + QStringLiteral(". ") + message.details);
    for (const Message::Act& act : message.acts) {
        auto* button = new QPushButton(act.text, this);
        connect(button, &QPushButton::clicked, this, [this, run = act.run] {
            closeFront();
            run();
        });
        acts_->addWidget(button);
    }
    update();
}

void MessageStrip::paintEvent(QPaintEvent*) {
    if (messages_.empty()) {
        return;
    }
    QPainter painter(this);
    const widgets::Look& look = widgets::lookOf(this);
    const bool fault = messages_.back().fault;
    painter.fillRect(rect(), look.color(fault ? Token::DangerGround : Token::WarnGround));
    painter.fillRect(0, height() - 1, width(), 1, look.color(Token::Line));
    const int icon = look.scaled(metrics::kIcon);
    widgets::paintIcon(painter, QRectF(metrics::kPanePadding, (height() - icon) / 2.0, icon, icon),
                       fault ? widgets::Icon::Error : widgets::Icon::Info,
                       look.color(fault ? Token::DangerMark : Token::WarnMark));
}

} // namespace vitrine::app
