#include "widgets/lessons/strips/writingview.h"

#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStringList>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr int kEdge = 16;
constexpr int kAfter = 112;
constexpr int kChosen = 112;
constexpr int kShare = 60;
constexpr int kApart = 16;
constexpr double kTallLine = 32;
constexpr double kShortLine = 16;

QString othersText(const WritingStep& step) {
    QStringList words;
    for (const WritingStep::Choice& choice : step.others) {
        words.append(choice.piece + QStringLiteral(" ") + hoverText(choice.probability));
    }
    return words.join(QStringLiteral("   "));
}

} // namespace

WritingView::WritingView(QWidget* parent)
    : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setRingPlace(*this, RingPlace::Inside);
    setAccessibleName(tr("What was written"));
    setAccessibleDescription(tr("For each step the token that came, its probability, and what else "
                                "was probable."));
    makeAccessibleTable(*this, *this);
}

void WritingView::setSteps(std::vector<WritingStep> steps) {
    steps_ = std::move(steps);
    cursor_ = {-1, -1};
    announceTableReset(*this);
    update();
}

double WritingView::linesTop() const {
    const Look& look = lookOf(this);
    return kEdge + look.lineHeight(TextStyle::Label) + look.lineHeight(TextStyle::Caption) + 4;
}

WritingView::Columns WritingView::columns() const {
    const Look& look = lookOf(this);
    Columns at;
    const double rows = std::max<double>(1, static_cast<double>(steps_.size()));
    at.line = std::clamp((height() - linesTop() - kEdge) / rows, kShortLine, kTallLine);
    at.after = kEdge;
    at.chosen = at.after + look.scaled(kAfter);
    at.bar = at.chosen + look.scaled(kChosen);
    const double room = width() - at.bar - look.scaled(kShare) - kApart - kEdge;
    at.barWidth = std::max(40.0, 0.4 * room);
    at.number = at.bar + at.barWidth;
    at.others = at.number + look.scaled(kShare) + kApart;
    return at;
}

void WritingView::paintHeads(QPainter& painter, const Columns& at) const {
    const Look& look = lookOf(this);
    const auto head = [&](double left, double right, const QString& title, const QString& note) {
        const double wide = right - left - 8;
        const double high = look.lineHeight(TextStyle::Label);
        paintWords(painter, {left, kEdge * 1.0, wide, high}, Qt::AlignLeft | Qt::AlignVCenter,
                   title, TextStyle::Label, Token::T1, look, /*elide=*/true);
        paintWords(painter, {left, kEdge + high, wide, look.lineHeight(TextStyle::Caption) * 1.0},
                   Qt::AlignLeft | Qt::AlignVCenter, note, TextStyle::Caption, Token::T3, look,
                   /*elide=*/true);
    };
    head(at.after, at.chosen, tr("after"), tr("read last"));
    head(at.chosen, at.bar, tr("writes"), tr("most probable"));
    head(at.bar, at.others, tr("probability"), tr("after softmax"));
    head(at.others, width() - kEdge, tr("instead of"), tr("the next in order"));
}

void WritingView::paintStep(QPainter& painter, const Columns& at, const WritingStep& step,
                            double top) const {
    const Look& look = lookOf(this);
    const auto words = [&](double left, double right, Qt::Alignment side, const QString& text,
                           Token token, TextStyle style) {
        paintWords(painter, {left, top, right - left - 8, at.line}, side | Qt::AlignVCenter, text,
                   style, token, look, /*elide=*/true);
    };
    words(at.after, at.chosen, Qt::AlignLeft, step.after, Token::T2, TextStyle::Small);
    words(at.chosen, at.bar, Qt::AlignLeft, step.chosen.piece, Token::T1, TextStyle::Base);
    const QRectF track(at.bar, top + 5, at.barWidth, at.line - 10);
    painter.setPen(Qt::NoPen);
    painter.setBrush(look.color(Token::Sunk));
    painter.drawRect(track);
    painter.setBrush(look.color(Token::Query));
    painter.drawRect(
        QRectF(track.left(), track.top(), track.width() * step.chosen.probability, track.height()));
    words(at.number, at.others - kApart + 8, Qt::AlignRight, hoverText(step.chosen.probability),
          Token::T1, TextStyle::Small);
    words(at.others, width() - kEdge, Qt::AlignLeft, othersText(step), Token::T2, TextStyle::Small);
}

void WritingView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Look& look = lookOf(this);
    painter.fillRect(rect(), look.color(Token::S2));
    if (steps_.empty()) {
        return;
    }
    const Columns at = columns();
    paintHeads(painter, at);
    for (std::size_t step = 0; step < steps_.size(); ++step) {
        paintStep(painter, at, steps_[step], linesTop() + static_cast<double>(step) * at.line);
    }
    if (cursor_.x() >= 0) {
        painter.setPen(QPen(look.color(Token::Ink), 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(cellRect(cursor_.y(), cursor_.x()));
    }
}

QString WritingView::rowLabel(int row) const {
    return tr("after %1").arg(steps_.at(static_cast<std::size_t>(row)).after);
}

QString WritingView::columnLabel(int column) const {
    return column == 0 ? tr("writes") : tr("instead of");
}

QString WritingView::cellText(int row, int column) const {
    const WritingStep& step = steps_.at(static_cast<std::size_t>(row));
    return column == 0
               ? step.chosen.piece + QStringLiteral(" ") + hoverText(step.chosen.probability)
               : othersText(step);
}

QRect WritingView::cellRect(int row, int column) const {
    const Columns at = columns();
    const double left = column == 0 ? at.chosen : at.others;
    const double right = column == 0 ? at.others - kApart : width() - kEdge;
    return QRectF(left, linesTop() + row * at.line, right - left, at.line).toAlignedRect();
}

QPoint WritingView::cellAt(const QPoint& point) const {
    for (int row = 0; row < tableRows(); ++row) {
        for (int column = 0; column < tableColumns(); ++column) {
            if (cellRect(row, column).contains(point)) {
                return {column, row};
            }
        }
    }
    return {-1, -1};
}

void WritingView::moveCursorTo(int row, int column) {
    cursor_ = {column, row};
    announceCell(*this);
    update();
}

void WritingView::keyPressEvent(QKeyEvent* event) {
    const int side = event->key() == Qt::Key_Left ? -1 : event->key() == Qt::Key_Right ? 1 : 0;
    const int line = event->key() == Qt::Key_Up ? -1 : event->key() == Qt::Key_Down ? 1 : 0;
    if ((side == 0 && line == 0) || steps_.empty()) {
        return QWidget::keyPressEvent(event);
    }
    moveCursorTo(std::clamp(cursor_.y() + line, 0, tableRows() - 1),
                 std::clamp(cursor_.x() + side, 0, tableColumns() - 1));
}

} // namespace vitrine::widgets
