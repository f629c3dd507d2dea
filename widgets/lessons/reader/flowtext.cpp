#include "widgets/lessons/reader/flowtext.h"

#include "widgets/foundation/paint/keyhint.h"
#include "widgets/foundation/theme/theme.h"

#include <QAbstractTextDocumentLayout>
#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QTextBlock>
#include <QTextCursor>
#include <QWheelEvent>

#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr int kObject = QTextFormat::UserObject + 1;
constexpr int kIndex = QTextFormat::UserProperty + 1;
constexpr double kAround = 2; ///< beside chips and caps

Token textToken(LiveValue::Hue hue) {
    switch (hue) {
    case LiveValue::Hue::Query: return Token::QueryText;
    case LiveValue::Hue::Key: return Token::KeyText;
    case LiveValue::Hue::None: break;
    }
    return Token::T1;
}

Token markToken(LiveValue::Hue hue) {
    switch (hue) {
    case LiveValue::Hue::Query: return Token::Query;
    case LiveValue::Hue::Key: return Token::Key;
    case LiveValue::Hue::None: break;
    }
    return Token::Outline;
}

bool sameValue(const LiveValue& a, const LiveValue& b) {
    return a.kind == b.kind && a.text == b.text && a.hue == b.hue && a.why == b.why;
}

} // namespace

FlowText::FlowText(TextStyle plain, TextStyle strong, QWidget* parent)
    : QTextBrowser(parent)
    , plain_(plain)
    , strong_(strong) {
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setFocusPolicy(Qt::NoFocus);
    viewport()->setAutoFillBackground(false);
    document()->setDocumentMargin(0);
    document()->documentLayout()->registerHandler(kObject, this);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("Lesson text"));
}

void FlowText::setContent(const LessonText& text, Answer answer) {
    text_ = text;
    answer_ = std::move(answer);
    pieces_.clear();
    refresh();
}

void FlowText::refresh() {
    QList<Piece> pieces;
    for (const LessonRun& run : text_) {
        Piece piece{.style = run.style, .text = QString::fromStdString(run.text), .value = {}};
        if (run.style == LessonRun::Style::Live) {
            piece.value = answer_(run.call);
            piece.text = piece.value.text;
        }
        pieces.append(piece);
    }
    const bool same =
        pieces.size() == pieces_.size() &&
        std::equal(pieces.begin(), pieces.end(), pieces_.begin(), [](const auto& a, const auto& b) {
            return a.style == b.style && a.text == b.text && sameValue(a.value, b.value);
        });
    if (!same) {
        pieces_ = pieces;
        rebuild();
    }
}

QTextCharFormat FlowText::formatOf(const Piece& piece) const {
    const Look& look = lookOf(this);
    const LiveValue& value = piece.value;
    const bool words = value.kind == LiveValue::Kind::Words;
    QTextCharFormat format;
    format.setFont(look.font(
        piece.style == LessonRun::Style::Strong ||
                (words && value.hue != LiveValue::Hue::None)
            ? strong_
            : plain_));
    format.setForeground(look.color(Token::T1));
    if (piece.style == LessonRun::Style::Emphasis) {
        format.setFontItalic(true);
    } else if (piece.style == LessonRun::Style::Live) {
        if (value.kind == LiveValue::Kind::Missing) {
            format.setForeground(look.color(Token::T3));
            format.setToolTip(value.why.toHtmlEscaped());
        } else {
            format.setForeground(look.color(words ? textToken(value.hue) : Token::T1));
            if (!words) {
                format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
                format.setUnderlineColor(look.color(markToken(value.hue)));
            }
        }
    }
    return format;
}

void FlowText::write(QTextCursor& cursor, const Piece& piece, int index) {
    const bool chips = piece.style == LessonRun::Style::Live &&
                       piece.value.kind == LiveValue::Kind::Pieces;
    const qsizetype objects = chips ? piece.value.pieces.size()
                                    : (piece.style == LessonRun::Style::Key ? 1 : 0);
    if (objects == 0) {
        const bool missing = piece.style == LessonRun::Style::Live &&
                             piece.value.kind == LiveValue::Kind::Missing;
        cursor.insertText(missing ? QString(QChar(0x2013)) : piece.text, formatOf(piece));
        return;
    }
    QTextCharFormat format = formatOf(piece);
    format.setObjectType(kObject);
    format.setVerticalAlignment(QTextCharFormat::AlignMiddle);
    format.setUnderlineStyle(QTextCharFormat::NoUnderline);
    format.setProperty(kIndex, index);
    cursor.insertText(QString(QChar::ObjectReplacementCharacter), format);
}

void FlowText::rebuild() {
    const Look& look = lookOf(this);
    document()->clear();
    document()->setDefaultFont(look.font(plain_));
    QTextCursor cursor(document());
    QTextBlockFormat block;
    block.setLineHeight(look.lineHeight(plain_), QTextBlockFormat::MinimumHeight);
    cursor.setBlockFormat(block);
    QStringList spoken;
    for (int index = 0; index < pieces_.size(); ++index) {
        write(cursor, pieces_[index], index);
        spoken.append(pieces_[index].text);
    }
    setAccessibleDescription(spoken.join(QString()));
    updateGeometry();
}

int FlowText::heightForWidth(int width) const {
    QTextDocument* text = document();
    if (std::abs(text->textWidth() - width) > 0.5) {
        text->setTextWidth(width);
    }
    return static_cast<int>(std::ceil(text->size().height()));
}

QSize FlowText::sizeHint() const {
    const int width = std::max(120, viewport()->width());
    return {width, heightForWidth(width)};
}

QSize FlowText::minimumSizeHint() const {
    return {120, lookOf(this).lineHeight(plain_)};
}

QSizeF FlowText::intrinsicSize(QTextDocument*, int, const QTextFormat& format) {
    const Look& look = lookOf(this);
    const int index = format.property(kIndex).toInt();
    if (index < 0 || index >= pieces_.size()) {
        return {};
    }
    const Piece& piece = pieces_[index];
    if (piece.style == LessonRun::Style::Key) {
        return {keyHintWidth({{piece.text}, {}}, look), keyHintHeight(look)};
    }
    double width = 2 * kAround;
    for (int chip = 0; chip < piece.value.pieces.size(); ++chip) {
        const Chip& drawn = piece.value.pieces[chip];
        width += chipWidth(drawn, look) + (chip > 0 ? chipGapBefore(drawn, look) : 0);
    }
    return {width, chipHeight(look)};
}

void FlowText::drawObject(QPainter* painter, const QRectF& area, QTextDocument*, int,
                          const QTextFormat& format) {
    const Look& look = lookOf(this);
    const int index = format.property(kIndex).toInt();
    if (index < 0 || index >= pieces_.size()) {
        return;
    }
    const Piece& piece = pieces_[index];
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (piece.style == LessonRun::Style::Key) {
        paintKeyHint(*painter, {area.left(), area.center().y()}, {{piece.text}, {}}, look);
    } else {
        double left = area.left() + kAround;
        const QList<Chip>& chips = piece.value.pieces;
        for (int chip = 0; chip < chips.size(); ++chip) {
            left += chip > 0 ? chipGapBefore(chips[chip], look) : 0;
            const double width = chipWidth(chips[chip], look);
            const bool joins = chip + 1 < chips.size() &&
                               chips[chip + 1].shape == Chip::Shape::Continuation;
            paintChip(*painter, {left, area.top(), width, area.height()}, chips[chip], look,
                      joins);
            left += width;
        }
    }
    painter->restore();
}

void FlowText::changeEvent(QEvent* event) {
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange) {
        rebuild();
    }
}

// The reader's keys are its parent's, and the page is what scrolls.
void FlowText::keyPressEvent(QKeyEvent* event) {
    event->ignore();
}

void FlowText::wheelEvent(QWheelEvent* event) {
    event->ignore();
}

} // namespace vitrine::widgets
