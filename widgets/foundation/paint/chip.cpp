#include "widgets/foundation/paint/chip.h"

#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/look.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr double kGhostWidth = 8;
constexpr double kMarkGap = 1;

struct Inks {
    Token ground;
    Token edge;
    Token text;
};

Inks inksOf(const Chip& chip) {
    switch (chip.shape) {
    case Chip::Shape::Pill:
    case Chip::Shape::Byte:
        return {Token::Sunk, chip.hovered ? Token::Outline : Token::Line, Token::T2};
    case Chip::Shape::Unknown:
        return {Token::DangerGround, Token::DangerMark, Token::DangerText};
    case Chip::Shape::Dropped:
        return {Token::S2, Token::Line, Token::DangerText};
    case Chip::Shape::Inserted:
        return {Token::S2, Token::Outline, Token::T3};
    case Chip::Shape::Piece:
    case Chip::Shape::Continuation:
        break;
    }
    const Token ground = chip.selected ? Token::Sel : chip.hovered ? Token::Hover : Token::S2;
    return {ground, chip.hovered ? Token::Outline : Token::Line, Token::T1};
}

TextStyle styleOf(const Chip& chip) {
    switch (chip.shape) {
    case Chip::Shape::Pill:
        return TextStyle::CaptionLabel;
    case Chip::Shape::Byte:
        return TextStyle::MonoCaption;
    default:
        return TextStyle::Base;
    }
}

double paddingOf(const Chip& chip, const Look& look) {
    return look.scaled(chip.shape == Chip::Shape::Pill ? metrics::kPillPadding
                                                       : metrics::kChipPadding);
}

// White space that would be invisible gets a sign.
QString visibleText(QString text) {
    text.replace(u'\n', QChar(0x21B5));
    text.replace(u'\t', QChar(0x21E5));
    for (QChar& c : text) {
        if (c == u' ' || c == QChar(0x00A0)) {
            c = QChar(0x00B7);
        }
    }
    return text;
}

QString markOf(const QString& label) {
    static const std::array<QString, 3> marks = {QStringLiteral("##"), QString(QChar(0x2581)),
                                                 QString(QChar(0x0120))};
    for (const QString& mark : marks) {
        if (label.startsWith(mark) && label.size() > mark.size()) {
            return mark;
        }
    }
    return {};
}

bool ringed(const Chip& chip, const Look& look, QPen& pen) {
    if (chip.edge != Chip::Edge::Plain) {
        pen = QPen(look.color(chip.edge == Chip::Edge::Query ? Token::Query : Token::Key), 2);
        return true;
    }
    return false;
}

// The dashed left edge of a continuation stands for the cut inside a word.
void paintCut(QPainter& painter, const QRectF& box, const Look& look) {
    QPen pen(look.color(Token::Outline), 1, Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern({3, 2});
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(pen);
    painter.drawLine(QPointF(box.left(), box.top() + 1), QPointF(box.left(), box.bottom() - 1));
    painter.setRenderHint(QPainter::Antialiasing);
}

// A box whose left or right side is open: that side belongs to the neighbour.
void paintOpenBox(QPainter& painter, const QRectF& box, const QPen& pen, bool openLeft,
                  bool openRight) {
    const double radius = metrics::kRadius;
    const double left = box.left() - (openLeft ? 2 * radius : 0);
    const double right = box.right() + (openRight ? 2 * radius : 0);
    painter.save();
    painter.setClipRect(box.adjusted(openLeft ? 0 : -2, -2, openRight ? 0 : 2, 2),
                        Qt::IntersectClip);
    painter.setPen(pen);
    painter.drawRoundedRect(QRectF(QPointF(left, box.top()), QPointF(right, box.bottom()))
                                .adjusted(0.5, 0.5, -0.5, -0.5),
                            radius, radius);
    painter.restore();
}

void paintBox(QPainter& painter, const QRectF& box, const Chip& chip, const Look& look,
              bool joinsNext) {
    const Inks inks = inksOf(chip);
    QPen pen(look.color(inks.edge), 1);
    painter.setBrush(look.color(inks.ground));
    if (ringed(chip, look, pen)) {
        painter.setPen(pen);
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), metrics::kRadius - 1,
                                metrics::kRadius - 1);
        return;
    }
    if (chip.shape == Chip::Shape::Pill) {
        painter.setPen(chip.hovered ? pen : QPen(Qt::NoPen));
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), box.height() / 2,
                                box.height() / 2);
        return;
    }
    if (chip.shape == Chip::Shape::Inserted) {
        pen.setStyle(Qt::DotLine);
    }
    const bool continues = chip.shape == Chip::Shape::Continuation;
    paintOpenBox(painter, box, pen, continues, joinsNext);
    if (continues) {
        paintCut(painter, box, look);
    }
}

void paintText(QPainter& painter, const QRectF& box, const Chip& chip, const Look& look) {
    const double padding = paddingOf(chip, look);
    QRectF area = box.adjusted(padding, 0, -padding, 0);
    if (!chip.mark.isEmpty()) {
        const double width = wordsWidth(chip.mark, TextStyle::Caption, look);
        paintWords(painter, area, Qt::AlignLeft | Qt::AlignVCenter, chip.mark, TextStyle::Caption,
                   Token::T3, look);
        area.setLeft(area.left() + width + kMarkGap);
    }
    const Qt::Alignment alignment =
        (chip.mark.isEmpty() ? Qt::AlignHCenter : Qt::AlignLeft) | Qt::AlignVCenter;
    paintWords(painter, area, alignment, chip.text, styleOf(chip), inksOf(chip).text, look);
    if (chip.shape == Chip::Shape::Dropped) {
        painter.setPen(QPen(look.color(Token::DangerText), 1));
        painter.drawLine(QPointF(area.left(), box.center().y()),
                         QPointF(area.right(), box.center().y()));
    }
}

} // namespace

Chip chipOf(const AxisToken& token) {
    const QString label = QString::fromStdString(token.label);
    Chip chip;
    switch (token.kind) {
    case TokenKind::Continuation:
        chip.shape = Chip::Shape::Continuation;
        break;
    case TokenKind::Byte:
        chip.shape = Chip::Shape::Byte;
        break;
    case TokenKind::Unknown:
        chip.shape = Chip::Shape::Unknown;
        break;
    case TokenKind::Class:
    case TokenKind::Separator:
    case TokenKind::Pad:
    case TokenKind::Prefix:
    case TokenKind::Special:
        chip.shape = Chip::Shape::Pill;
        break;
    case TokenKind::Patch:
    case TokenKind::Piece:
    case TokenKind::Character:
        break;
    }
    chip.text = label;
    if (chip.shape == Chip::Shape::Pill && label.size() > 2 && label.startsWith(u'[') &&
        label.endsWith(u']')) {
        chip.text = label.mid(1, label.size() - 2); // the pill says it instead of the brackets
    } else if (chip.shape == Chip::Shape::Piece || chip.shape == Chip::Shape::Continuation) {
        chip.mark = markOf(label);
        chip.text = visibleText(label.mid(chip.mark.size()));
    }
    return chip;
}

double chipWidth(const Chip& chip, const Look& look) {
    if (chip.shape == Chip::Shape::Inserted && chip.text.isEmpty()) {
        return look.scaled(static_cast<int>(kGhostWidth));
    }
    double width = wordsWidth(chip.text, styleOf(chip), look);
    if (!chip.mark.isEmpty()) {
        width += wordsWidth(chip.mark, TextStyle::Caption, look) + kMarkGap;
    }
    return std::ceil(width + 2 * paddingOf(chip, look));
}

double chipHeight(const Look& look) {
    return look.scaled(metrics::kChipHeight);
}

double chipGapBefore(const Chip& chip, const Look& look) {
    return chip.shape == Chip::Shape::Continuation ? 0 : look.scaled(metrics::kChipGap);
}

void paintChip(QPainter& painter, const QRectF& rectangle, const Chip& chip, const Look& look,
               bool joinsNext) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    paintBox(painter, rectangle, chip, look, joinsNext);
    paintText(painter, rectangle, chip, look);
    painter.restore();
}

} // namespace vitrine::widgets
