#include "widgets/foundation/plot/overlays.h"

#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/look.h"

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr double kTriangle = 8;
constexpr double kDot = 3.5;
constexpr double kTextGap = 6;
constexpr int kBrushAlpha = 110;

void drawTriangle(QPainter& painter, const QPointF& foot, const QColor& color) {
    const QPointF corners[] = {foot + QPointF(-kTriangle / 3, -kTriangle),
                               foot + QPointF(kTriangle / 2, -kTriangle / 2),
                               foot + QPointF(-kTriangle / 3, 0)};
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPolygon(corners, 3);
}

struct MarkLook {
    Token line;
    Token text;
    Qt::PenStyle style;
};

MarkLook lookOfMark(PlotMark::Kind kind) {
    switch (kind) {
    case PlotMark::Kind::Control: return {Token::WarnMark, Token::WarnText, Qt::DashLine};
    case PlotMark::Kind::Fault: return {Token::DangerMark, Token::DangerText, Qt::DashLine};
    case PlotMark::Kind::Checkpoint:
    case PlotMark::Kind::Note:
    case PlotMark::Kind::Now: break;
    }
    return {Token::T3, Token::T2, Qt::DotLine};
}

} // namespace

MarksItem::MarksItem(QCustomPlot* plot) : QCPAbstractItem(plot) {
    setClipToAxisRect(false);
    setSelectable(false);
}

double MarksItem::selectTest(const QPointF&, bool, QVariant*) const {
    return -1;
}

void MarksItem::draw(QCPPainter* painter) {
    if (look_ == nullptr) {
        return;
    }
    drawReference(*painter);
    // Texts go from left to right; one that would cover another is left to its tool tip.
    double textEnd = -1;
    for (const PlotMark& mark : marks_) {
        drawMark(*painter, mark, textEnd);
    }
}

void MarksItem::drawReference(QPainter& painter) const {
    if (!reference_) {
        return;
    }
    const QRectF area = mParentPlot->axisRect()->rect();
    const double y = mParentPlot->yAxis->coordToPixel(*reference_);
    if (y >= area.top() && y <= area.bottom()) {
        painter.setPen(QPen(look_->color(Token::Outline), 1, Qt::DashLine));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
    }
}

void MarksItem::drawMark(QPainter& painter, const PlotMark& mark, double& textEnd) const {
    const QRectF area = mParentPlot->axisRect()->rect();
    const double x = mParentPlot->xAxis->coordToPixel(mark.x);
    if (!(x >= area.left() && x <= area.right())) {
        return;
    }
    if (mark.kind == PlotMark::Kind::Checkpoint) {
        drawTriangle(painter, {x, area.bottom()}, look_->color(Token::T2));
        return;
    }
    const MarkLook how = lookOfMark(mark.kind);
    painter.setPen(QPen(look_->color(how.line), 1, how.style));
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    const double width = wordsWidth(mark.text, TextStyle::Caption, *look_);
    double left = x - kTextGap - width;
    if (left < std::max(area.left(), textEnd)) {
        left = x + kTextGap;
    }
    if (mark.text.isEmpty() || left < textEnd || left + width > area.right()) {
        return;
    }
    const double line = look_->lineHeight(TextStyle::Caption);
    paintWords(painter, {left, area.top(), width + 1, line}, Qt::AlignLeft | Qt::AlignVCenter,
               mark.text, TextStyle::Caption, how.text, *look_);
    textEnd = left + width + kTextGap;
}

CrosshairItem::CrosshairItem(QCustomPlot* plot) : QCPAbstractItem(plot) {
    setClipToAxisRect(false);
    setSelectable(false);
}

double CrosshairItem::selectTest(const QPointF&, bool, QVariant*) const {
    return -1;
}

void CrosshairItem::draw(QCPPainter* painter) {
    if (look_ == nullptr) {
        return;
    }
    const QRectF area = mParentPlot->axisRect()->rect();
    QCPAxis* axis = mParentPlot->xAxis;
    if (state_.brush) {
        const double from = std::max(axis->coordToPixel(state_.brush->low), area.left());
        const double to = std::min(axis->coordToPixel(state_.brush->high), area.right());
        QColor ground = look_->color(Token::Sel);
        ground.setAlpha(kBrushAlpha);
        painter->fillRect(QRectF(QPointF(from, area.top()), QPointF(to, area.bottom())), ground);
    }
    if (!state_.x) {
        return;
    }
    const double x = axis->coordToPixel(*state_.x);
    if (x < area.left() - 1 || x > area.right() + 1) {
        return;
    }
    painter->setPen(QPen(look_->color(Token::Ink), 1));
    painter->drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    painter->setBrush(look_->color(Token::S2));
    painter->setPen(QPen(look_->color(Token::Ink), 1.5));
    double dot = area.center().y();
    for (const double value : state_.values) {
        const double y = mParentPlot->yAxis->coordToPixel(value);
        if (std::isfinite(value) && y >= area.top() && y <= area.bottom()) {
            painter->drawEllipse(QPointF(x, y), kDot, kDot);
            dot = y;
        }
    }
    if (state_.card) {
        const QRectF all(mParentPlot->rect());
        paintReadout(*painter,
                     readoutPlace(readoutSize(state_.readout, *look_), {x, dot}, all),
                     state_.readout, *look_);
    }
}

} // namespace vitrine::widgets
