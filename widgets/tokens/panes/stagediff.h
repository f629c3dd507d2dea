#pragma once

#include "core/text/stages.h"
#include "widgets/tokens/panes/stagetexts.h"

#include <QFrame>
#include <QString>

#include <vector>

class QPlainTextEdit;

namespace vitrine::widgets {

/// What one step changed: the text before and after with the changed parts marked, and a list of
/// the changes. Floats until Escape or a click elsewhere.
class StageDiff final : public QFrame {
    Q_OBJECT

public:
    StageDiff(const text::Explanation& explanation, const StageWords& words, QWidget* parent);

    /// Shows it above a widget, its left edge at `corner` as far as the screen allows.
    void showAbove(const QWidget& widget, const QPoint& corner);

    [[nodiscard]] QString beforeText() const;
    [[nodiscard]] QString afterText() const;

    /// One line for each change: "17–19 ï → i + ◌̈".
    [[nodiscard]] const QStringList& changes() const { return changes_; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void addStage(const text::Explanation& explanation, std::size_t stage);
    void addParts(const text::Explanation& explanation, bool pieces);
    QPlainTextEdit* addText(const QString& label, const std::string& text,
                            const std::vector<Span>& marked, bool removed);
    void addChanges();

    QStringList changes_;
    QPlainTextEdit* before_ = nullptr;
    QPlainTextEdit* after_ = nullptr;
};

} // namespace vitrine::widgets
