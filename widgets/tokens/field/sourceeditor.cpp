#include "widgets/tokens/field/sourceeditor.h"

#include "widgets/foundation/style/role.h"

#include <QFrame>
#include <QMimeData>

namespace vitrine::widgets {

SourceEditor::SourceEditor(QWidget* parent)
    : QPlainTextEdit(parent) {
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    document()->setDocumentMargin(0);
    setViewportMargins(0, 0, 0, 0);
    setRingPlace(*this, RingPlace::None); // the field around it shows the ring
}

bool SourceEditor::canInsertFromMimeData(const QMimeData* source) const {
    // Files are opened by the window, not written in as their names.
    return source->hasText() && !source->hasUrls();
}

void SourceEditor::insertFromMimeData(const QMimeData* source) {
    if (source->hasText() && !isReadOnly()) {
        Q_EMIT inserted(source->text());
    }
}

void SourceEditor::focusInEvent(QFocusEvent* event) {
    QPlainTextEdit::focusInEvent(event);
    Q_EMIT focusChanged();
}

void SourceEditor::focusOutEvent(QFocusEvent* event) {
    QPlainTextEdit::focusOutEvent(event);
    Q_EMIT focusChanged();
}

} // namespace vitrine::widgets
