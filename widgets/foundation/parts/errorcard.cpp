#include "widgets/foundation/parts/errorcard.h"

#include "widgets/foundation/icons/icons.h"
#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/theme/theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <stdexcept>

namespace vitrine::widgets {

namespace {

constexpr int kCardPadding = 16;
constexpr int kIconColumn = 24;
constexpr int kMostActs = 2;

// "where: advice" as sentences; either may be missing.
QString detailsOf(const Problem& problem) {
    const QString where = QString::fromStdString(problem.where);
    const QString advice = QString::fromStdString(problem.advice);
    if (where.isEmpty() || advice.isEmpty()) {
        return where + advice;
    }
    return where + (where.endsWith(u'.') ? QStringLiteral(" ") : QStringLiteral(". ")) + advice;
}

} // namespace

ErrorCard::ErrorCard(QWidget* parent)
    : QWidget(parent)
    , what_(new Words(TextStyle::Head, Token::T1, this))
    , details_(new Words(TextStyle::Small, Token::T2, this))
    , acts_(new QHBoxLayout) {
    details_->setWordWrap(true);
    details_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(what_);
    words->addWidget(details_);
    acts_->setSpacing(metrics::kGroupGap);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(kCardPadding + lookOf(this).scaled(kIconColumn), 12, kCardPadding, 12);
    layout->setSpacing(metrics::kPanePadding);
    layout->addLayout(words, 1);
    layout->addLayout(acts_);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    setAccessibleName(tr("Error"));
}

void ErrorCard::setProblem(const Problem& problem) {
    problem_ = problem;
    what_->setText(QString::fromStdString(problem.what));
    details_->setText(detailsOf(problem));
    details_->setVisible(!details_->text().isEmpty());
    setAccessibleDescription(what_->text() + QStringLiteral(". ") + details_->text());
}

QPushButton* ErrorCard::addAct(const QString& text, std::function<void()> action) {
    if (acts_->count() >= kMostActs) {
        throw std::invalid_argument("ErrorCard::addAct: two buttons at most");
    }
    auto* button = new QPushButton(text, this);
    connect(button, &QPushButton::clicked, this, [action = std::move(action)] { action(); });
    acts_->addWidget(button);
    return button;
}

void ErrorCard::clearActs() {
    while (QLayoutItem* item = acts_->takeAt(0)) {
        item->widget()->deleteLater(); // it may be the one being clicked
        delete item;
    }
}

void ErrorCard::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Look& look = lookOf(this);
    painter.setPen(QPen(look.color(Token::DangerMark), 1));
    painter.setBrush(look.color(Token::S2));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::kCardRadius,
                            metrics::kCardRadius);
    const double side = look.scaled(metrics::kIcon);
    const QRectF icon(kCardPadding - 2, (height() - side) / 2, side, side);
    paintIcon(painter, icon, Icon::Error, look.color(Token::DangerMark));
}

} // namespace vitrine::widgets
