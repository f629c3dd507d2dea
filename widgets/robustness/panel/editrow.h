#pragma once

#include "widgets/robustness/state/readouts.h"

#include <QString>
#include <QWidget>

#include <vector>

namespace vitrine::widgets {

/// A word before and after, and which stages touched it.
struct EditWords {
    QString before;
    QString after;
    QString stages;
};

/// The edits of a text as words, in their order; several edits of a word are one.
[[nodiscard]] std::vector<EditWords> editWords(const PerturbedText& text);

/// "Gorgeous → Gorgeuos  swap".
class EditRow final : public QWidget {
    Q_OBJECT

public:
    explicit EditRow(EditWords words, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    EditWords words_;
};

} // namespace vitrine::widgets
