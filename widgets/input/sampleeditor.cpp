#include "widgets/input/sampleeditor.h"

#include "core/base/utf8.h"
#include "widgets/foundation/theme/theme.h"

#include <QAbstractTextDocumentLayout>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QTextBlock>
#include <QTextLayout>
#include <QTextOption>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr qreal kUnderline = 2;
constexpr qreal kDrop = 1; ///< below the descent
constexpr qreal kGap = 1;  ///< between the pieces of a word

bool editable(const QByteArray& utf8) {
    return utf8.size() <= SampleEditor::kMostEditable &&
           isUtf8({utf8.constData(), static_cast<std::size_t>(utf8.size())});
}

} // namespace

SampleEditor::SampleEditor(QWidget* parent)
    : QPlainTextEdit(parent) {
    setFrameShape(QFrame::NoFrame);
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    document()->setDocumentMargin(0);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setAccessibleName(tr("Sample text"));
    setAccessibleDescription(tr("What the model reads; every change is traced at once"));
    setPlaceholderText(tr("Type a sentence"));
    connect(this, &QPlainTextEdit::textChanged, this, &SampleEditor::contentEdited);
    restyle();
}

void SampleEditor::setText(const QByteArray& utf8) {
    if (utf8 == text_) {
        return;
    }
    const int cursor = textCursor().position();
    text_ = utf8;
    const bool whole = editable(utf8);
    map_ = ByteMap(whole ? utf8 : utf8.left(kPreview));
    setReadOnly(!whole);
    setTextInteractionFlags(whole ? Qt::TextEditorInteraction
                                  : Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setting_ = true;
    setPlainText(map_.text());
    setting_ = false;
    QTextCursor place = textCursor();
    place.setPosition(std::clamp(cursor, 0, document()->characterCount() - 1));
    setTextCursor(place);
    marks_.tokens.clear();
    fitHeight();
}

void SampleEditor::setMarks(const TokenMarks& marks, int segment) {
    marks_ = marks;
    segment_ = segment;
    viewport()->update();
}

void SampleEditor::contentEdited() {
    fitHeight();
    if (setting_) {
        return;
    }
    text_ = toPlainText().toUtf8();
    map_ = ByteMap(text_);
    // Spans of the old text would underline the wrong letters until the new ones arrive.
    marks_.tokens.clear();
    Q_EMIT edited(text_);
}

void SampleEditor::restyle() {
    const Look& look = lookOf(this);
    setFont(look.font(TextStyle::SampleText));
    fitHeight();
}

void SampleEditor::fitHeight() {
    updateGeometry();
}

QSize SampleEditor::sizeHint() const {
    const auto lines = static_cast<int>(std::ceil(document()->size().height()));
    const int shown = std::clamp(lines, 1, kMostLines);
    const int line = lookOf(this).lineHeight(TextStyle::SampleText);
    const int height = std::max(line, shown * fontMetrics().lineSpacing() + 4);
    return {200, height};
}

QSize SampleEditor::minimumSizeHint() const {
    return {80, sizeHint().height()};
}

std::vector<QRectF> SampleEditor::rectsOf(Span source) const {
    std::vector<QRectF> rects;
    const int begin = map_.positionOf(source.begin);
    const int end = map_.positionOf(source.end);
    for (QTextBlock block = document()->findBlock(begin);
         block.isValid() && block.position() < end; block = block.next()) {
        const QTextLayout* layout = block.layout();
        const QPointF origin =
            blockBoundingGeometry(block).translated(contentOffset()).topLeft();
        for (int index = 0; index < layout->lineCount(); ++index) {
            const QTextLine line = layout->lineAt(index);
            const int first = std::max(begin - block.position(), line.textStart());
            const int last =
                std::min(end - block.position(), line.textStart() + line.textLength());
            if (first >= last) {
                continue;
            }
            const qreal left = line.cursorToX(first);
            const qreal right = line.cursorToX(last);
            rects.emplace_back(origin + QPointF(std::min(left, right), line.y()),
                               QSizeF(std::abs(right - left), line.height()));
        }
    }
    return rects;
}

void SampleEditor::paintMark(QPainter& painter, std::size_t index) const {
    const AxisToken& token = marks_.tokens[index];
    if (token.segment != segment_ || token.source.empty() || token.source.end > map_.bytes()) {
        return;
    }
    const Look& look = lookOf(this);
    QColor color = look.color(Token::Outline);
    if (marks_.key == index) {
        color = look.color(Token::Key);
    }
    if (marks_.query == index) {
        color = look.color(Token::Query);
    }
    const QFontMetricsF metrics(font());
    for (const QRectF& rect : rectsOf(token.source)) {
        const qreal top = rect.top() + metrics.ascent() + metrics.descent() - 2 + kDrop;
        painter.fillRect(QRectF(rect.left(), top, std::max(1.0, rect.width() - kGap), kUnderline),
                         color);
    }
}

void SampleEditor::paintEvent(QPaintEvent* event) {
    QPlainTextEdit::paintEvent(event);
    QPainter painter(viewport());
    const int first = firstVisibleBlock().position();
    const QPoint corner(viewport()->width(), viewport()->height());
    const int last = cursorForPosition(corner).position();
    const std::size_t begin = map_.byteOf(first);
    const std::size_t end = map_.byteOf(last + 1);
    for (std::size_t index = 0; index < marks_.tokens.size(); ++index) {
        const Span source = marks_.tokens[index].source;
        if (source.end > begin && source.begin <= end) {
            paintMark(painter, index);
        }
    }
}

int SampleEditor::tokenAt(const QPoint& point) const {
    for (std::size_t index = 0; index < marks_.tokens.size(); ++index) {
        const AxisToken& token = marks_.tokens[index];
        if (token.segment != segment_ || token.source.empty() ||
            token.source.end > map_.bytes()) {
            continue;
        }
        for (const QRectF& rect : rectsOf(token.source)) {
            if (rect.contains(point)) {
                return static_cast<int>(index);
            }
        }
    }
    return -1;
}

void SampleEditor::hoverAt(const QPoint& point) {
    const int token = tokenAt(point);
    if (token != hovered_) {
        hovered_ = token;
        Q_EMIT tokenHovered(token);
    }
}

void SampleEditor::mouseMoveEvent(QMouseEvent* event) {
    QPlainTextEdit::mouseMoveEvent(event);
    hoverAt(event->position().toPoint());
}

void SampleEditor::mouseReleaseEvent(QMouseEvent* event) {
    QPlainTextEdit::mouseReleaseEvent(event);
    const int token = tokenAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && token >= 0 && !textCursor().hasSelection()) {
        Q_EMIT tokenClicked(token);
    }
}

void SampleEditor::leaveEvent(QEvent* event) {
    QPlainTextEdit::leaveEvent(event);
    if (hovered_ >= 0) {
        hovered_ = -1;
        Q_EMIT tokenHovered(-1);
    }
}

void SampleEditor::keyPressEvent(QKeyEvent* event) {
    // Undo and redo are the document's: let its actions have them.
    if (event->matches(QKeySequence::Undo) || event->matches(QKeySequence::Redo)) {
        event->ignore();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

bool SampleEditor::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            event->ignore();
            return false;
        }
    }
    return QPlainTextEdit::event(event);
}

bool SampleEditor::canInsertFromMimeData(const QMimeData* source) const {
    // Files go to the window, which opens them.
    return source->hasText() && !source->hasUrls();
}

void SampleEditor::insertFromMimeData(const QMimeData* source) {
    const QString inserted = source->text();
    if (!isReadOnly() && inserted.size() + text_.size() <= kMostEditable) {
        insertPlainText(inserted);
        return;
    }
    // Too long to edit: laying it out would hold up the window. It becomes the text all the same.
    QByteArray next;
    if (!isReadOnly()) {
        const QTextCursor cursor = textCursor();
        const auto begin = static_cast<qsizetype>(map_.byteOf(cursor.selectionStart()));
        const auto end = static_cast<qsizetype>(map_.byteOf(cursor.selectionEnd()));
        next = text_.left(begin) + inserted.toUtf8() + text_.mid(end);
    } else {
        next = inserted.toUtf8();
    }
    setText(next);
    Q_EMIT edited(text_);
}

void SampleEditor::resizeEvent(QResizeEvent* event) {
    QPlainTextEdit::resizeEvent(event);
    fitHeight();
}

void SampleEditor::changeEvent(QEvent* event) {
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange) {
        restyle();
    }
}

} // namespace vitrine::widgets
