#pragma once

#include "widgets/tokens/panes/stagetexts.h"

#include <QAbstractButton>
#include <QPointer>
#include <QWidget>

#include <vector>

class QHBoxLayout;

namespace vitrine::widgets {

class StageDiff;
class TokenStudy;
class Words;

/// One step of the strip as a button: name and what it did.
class StageCell final : public QAbstractButton {
    Q_OBJECT

public:
    explicit StageCell(QWidget* parent = nullptr);

    [[nodiscard]] const StageWords& words() const { return words_; }
    void setWords(const StageWords& words);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    StageWords words_;
};

/// The way from the source to the pieces for the current tokenizer. A click opens what a step
/// changed.
class StageStrip final : public QWidget {
    Q_OBJECT

public:
    StageStrip(TokenStudy& study, QWidget* parent = nullptr);

    [[nodiscard]] const std::vector<StageCell*>& cells() const { return cells_; }

    /// The open diff, or null.
    [[nodiscard]] StageDiff* diff() const;

    /// As wide as the names in the rows above.
    void setLabelWidth(int width);

private:
    void refresh();
    void fitTitle();
    void open(const StageCell& cell);

    TokenStudy& study_;
    Words* title_;
    QHBoxLayout* layout_;
    std::vector<StageCell*> cells_;
    QPointer<StageDiff> diff_;
};

} // namespace vitrine::widgets
