#include "widgets/lessons/reader/steprow.h"

#include "widgets/foundation/icons/icons.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr int kRow = 36;
constexpr int kMark = 20;
constexpr int kLeft = 8;
constexpr int kGap = 12;
constexpr int kMargin = 14; ///< above and below a title of several lines, together

} // namespace

StepRow::StepRow(int number, const QString& title, QWidget* parent)
    : QAbstractButton(parent)
    , number_(number) {
    setText(title);
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setRingPlace(*this, RingPlace::Inside);
    setAttribute(Qt::WA_Hover);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setState(false, false, {});
}

StepRow::StepRow(const QString& title, const QString& note, QWidget* parent)
    : StepRow(0, title, parent) {
    note_ = note;
    setCheckable(false);
    setAccessibleName(tr("Open the lesson %1").arg(title));
    setAccessibleDescription(note);
    setToolTip(title);
}

void StepRow::setState(bool current, bool done, const QString& lacking) {
    current_ = current;
    done_ = done;
    lacking_ = lacking;
    setChecked(current);
    setToolTip(lacking.isEmpty() ? text() : lacking);
    setAccessibleName(tr("Step %1: %2").arg(number_).arg(text()));
    setAccessibleDescription(!lacking.isEmpty() ? lacking : done ? tr("done") : tr("not done yet"));
    update();
}

QSize StepRow::sizeHint() const {
    const Look& look = lookOf(this);
    const QFontMetrics metrics(look.font(TextStyle::Head));
    return {kLeft + look.scaled(kMark) + kGap + metrics.horizontalAdvance(text()) + kLeft,
            look.scaled(kRow)};
}

// A title too long for a line takes the next: the name of a lesson is not to be guessed.
int StepRow::heightForWidth(int width) const {
    const Look& look = lookOf(this);
    const QFontMetrics metrics(look.font(TextStyle::Head));
    const QRect room(0, 0, std::max(1, wordsArea(width).width()), 1 << 16);
    const int words = metrics.boundingRect(room, Qt::TextWordWrap, text()).height();
    return std::max(look.scaled(kRow), words + kMargin);
}

QRect StepRow::wordsArea(int width) const {
    const Look& look = lookOf(this);
    const int left = kLeft + look.scaled(kMark) + kGap;
    const double note = note_.isEmpty() ? 0 : kGap + wordsWidth(note_, TextStyle::Small, look);
    return {left, 0, width - left - kLeft - static_cast<int>(std::ceil(note)), height()};
}

QSize StepRow::minimumSizeHint() const {
    return {kLeft + lookOf(this).scaled(kMark) + kGap, lookOf(this).scaled(kRow)};
}

void StepRow::paintMark(QPainter& painter, const QRectF& circle) const {
    const Look& look = lookOf(this);
    const bool grey = !lacking_.isEmpty();
    const QColor edge = look.color(grey ? Token::Line : current_ ? Token::Ink : Token::Outline);
    if (done_ && !current_ && !grey) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(look.color(Token::Ink));
        painter.drawEllipse(circle);
        paintIcon(painter, circle.adjusted(4, 4, -4, -4), Icon::Check, look.color(Token::OnInk));
        return;
    }
    painter.setPen(QPen(edge, current_ ? 2 : 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(circle.adjusted(1, 1, -1, -1));
    painter.setFont(look.font(current_ ? TextStyle::CaptionHead : TextStyle::Caption));
    painter.setPen(look.color(grey ? Token::T3 : current_ ? Token::T1 : Token::T2));
    painter.drawText(circle, Qt::AlignCenter, QString::number(number_));
}

void StepRow::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Look& look = lookOf(this);
    if (current_ || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(look.color(current_ ? Token::Sel : Token::Hover));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0, 1, 0, -1), metrics::kRadius,
                                metrics::kRadius);
    }
    const double mark = look.scaled(kMark);
    const QRectF circle(kLeft, (height() - mark) / 2, mark, mark);
    if (number_ > 0) {
        paintMark(painter, circle);
    } else {
        paintIcon(painter, circle.adjusted(3, 3, -3, -3), Icon::Book, look.color(Token::T2));
    }
    painter.setFont(look.font(current_ ? TextStyle::Head : TextStyle::Base));
    painter.setPen(look.color(!lacking_.isEmpty() ? Token::T3
                                                  : current_ ? Token::T1 : Token::T2));
    painter.drawText(wordsArea(width()), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextWordWrap,
                     text());
    paintWords(painter, QRectF(rect()).adjusted(0, 0, -kLeft, 0), Qt::AlignVCenter | Qt::AlignRight,
               note_, TextStyle::Small, Token::T3, look);
}

} // namespace vitrine::widgets
