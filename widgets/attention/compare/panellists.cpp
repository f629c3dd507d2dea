#include "widgets/attention/compare/panellists.h"

#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/theme.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStringList>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr int kLine = 22;
constexpr double kName = 66;
constexpr double kValue = 48;
constexpr double kBar = 8;

QString noteOf(const study::TextChange& change) {
    if (change.before.empty()) {
        return ChangeList::tr("added");
    }
    if (change.after.empty()) {
        return ChangeList::tr("dropped");
    }
    return change.swapped ? ChangeList::tr("swap %1, %2").arg(*change.swapped).arg(*change.swapped + 1)
                          : ChangeList::tr("changed");
}

} // namespace

ChangeList::ChangeList(QWidget* parent)
    : QWidget(parent) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(tr("What changed in the text"));
}

void ChangeList::setChanges(const std::vector<study::TextChange>& changes) {
    changes_ = changes;
    QStringList spoken;
    for (const study::TextChange& change : changes) {
        spoken << tr("%1 to %2, %3")
                      .arg(QString::fromStdString(change.before),
                           QString::fromStdString(change.after), noteOf(change));
    }
    setAccessibleDescription(spoken.join(QStringLiteral(". ")));
    setFixedHeight(sizeHint().height());
    update();
}

QSize ChangeList::sizeHint() const {
    return {200, static_cast<int>(changes_.size()) * lookOf(this).scaled(kLine)};
}

void ChangeList::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Look& look = lookOf(this);
    const double line = look.scaled(kLine);
    const QFontMetricsF metrics(look.font(TextStyle::Small));
    for (std::size_t index = 0; index < changes_.size(); ++index) {
        const study::TextChange& change = changes_[index];
        QRectF row(0, static_cast<double>(index) * line, width(), line);
        const QString note = noteOf(change);
        paintWords(painter, row, Qt::AlignRight | Qt::AlignVCenter, note, TextStyle::Caption,
                   Token::T3, look);
        const double room = (row.width() - wordsWidth(note, TextStyle::Caption, look) - 40) / 2;
        const auto say = [&](const std::string& text, Token token) {
            const QString shown =
                metrics.elidedText(QString::fromStdString(text), Qt::ElideMiddle, room);
            row.setLeft(row.left() + paintWords(painter, row, Qt::AlignLeft | Qt::AlignVCenter, shown,
                                                TextStyle::Small, token, look));
        };
        say(change.before, Token::T1);
        row.setLeft(row.left()
                    + paintWords(painter, row, Qt::AlignLeft | Qt::AlignVCenter,
                                 QStringLiteral("  →  "), TextStyle::Small, Token::T3, look));
        say(change.after, Token::DangerText);
    }
}

ShiftList::ShiftList(QWidget* parent)
    : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(tr("Most shifted heads"));
}

void ShiftList::setHeads(const std::vector<study::ShiftedHead>& heads,
                         const std::vector<QString>& names) {
    heads_ = heads;
    names_ = names;
    QStringList spoken;
    for (std::size_t index = 0; index < heads_.size(); ++index) {
        spoken << tr("head %1, %2").arg(names_[index], numberText(heads_[index].shift, 3));
    }
    setAccessibleDescription(spoken.join(QStringLiteral(". ")));
    setFixedHeight(sizeHint().height());
    update();
}

int ShiftList::line() const {
    return lookOf(this).scaled(kLine);
}

QSize ShiftList::sizeHint() const {
    return {200, static_cast<int>(heads_.size()) * line()};
}

void ShiftList::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Look& look = lookOf(this);
    for (std::size_t index = 0; index < heads_.size(); ++index) {
        const QRectF row(0, static_cast<int>(index) * line(), width(), line());
        paintWords(painter, row, Qt::AlignLeft | Qt::AlignVCenter, names_[index], TextStyle::Small,
                   Token::T1, look);
        const QRectF track(look.scaled(int(kName)), row.center().y() - kBar / 2,
                           row.width() - look.scaled(int(kName + kValue)), kBar);
        painter.fillRect(track, look.color(Token::Sunk));
        QRectF fill = track;
        fill.setWidth(track.width() * 0.9 * heads_[index].shift
                      / std::max(heads_.front().shift, 1e-12));
        painter.fillRect(fill, look.color(Token::T3));
        paintWords(painter, row, Qt::AlignRight | Qt::AlignVCenter,
                   numberText(heads_[index].shift, 3), TextStyle::Small, Token::T1, look);
    }
}

void ShiftList::ask(int row) {
    if (row >= 0 && row < static_cast<int>(heads_.size())) {
        current_ = row;
        const study::ShiftedHead& head = heads_[static_cast<std::size_t>(row)];
        Q_EMIT headRequested(head.pair, head.head);
    }
}

void ShiftList::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && event->position().y() >= 0) {
        ask(static_cast<int>(event->position().y()) / std::max(1, line()));
    }
}

void ShiftList::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Up: ask(current_ - 1); return;
    case Qt::Key_Down: ask(current_ + 1); return;
    case Qt::Key_Return:
    case Qt::Key_Enter: ask(current_); return;
    default: QWidget::keyPressEvent(event);
    }
}

} // namespace vitrine::widgets
