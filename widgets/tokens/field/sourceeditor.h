#pragma once

#include <QPlainTextEdit>

namespace vitrine::widgets {

/// A plain editor that hands pasted and dropped text over instead of inserting it: large pastes
/// must not be laid out here.
class SourceEditor final : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit SourceEditor(QWidget* parent = nullptr);

Q_SIGNALS:
    /// Text to take the place of the selection.
    void inserted(const QString& text);
    void focusChanged();

protected:
    bool canInsertFromMimeData(const QMimeData* source) const override;
    void insertFromMimeData(const QMimeData* source) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
};

} // namespace vitrine::widgets
