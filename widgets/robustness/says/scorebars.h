#pragma once

#include "widgets/foundation/access/accessibletable.h"
#include "widgets/robustness/state/readouts.h"

#include <QWidget>

#include <memory>
#include <vector>

class QPainter;

namespace vitrine::widgets {

class Look;

/// One label: what it scored clean and now.
struct ScoreRow {
    QString label;
    double clean = 0;
    double now = 0;
    bool answer = false; ///< the best label now
};

/// The labels of a read-out: those with the highest scores, the clean answer always among them. For
/// a model without an answer, the one row of its embedding.
[[nodiscard]] std::vector<ScoreRow> scoreRows(const ReadOuts& readOuts, std::size_t most);

/// What the scores are: "probability of each class", "cosine to each label's prototype", …
[[nodiscard]] QString scoreWords(study::VerdictKind kind);

void paintScores(QPainter& painter, const QRectF& area, const std::vector<ScoreRow>& rows,
                 const Look& look);
[[nodiscard]] double scoreRowHeight(const Look& look);

/// Bars of the scores, 0 … 1, with a tick at the clean score and the change beside.
class ScoreBars final : public QWidget, public AccessibleTableSource {
    Q_OBJECT

public:
    explicit ScoreBars(QWidget* parent = nullptr);

    void setReadOuts(std::shared_ptr<const ReadOuts> readOuts);
    [[nodiscard]] const std::vector<ScoreRow>& rows() const { return rows_; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

    [[nodiscard]] int tableRows() const override;
    [[nodiscard]] int tableColumns() const override { return 3; }
    [[nodiscard]] QString rowLabel(int row) const override;
    [[nodiscard]] QString columnLabel(int column) const override;
    [[nodiscard]] QString cellText(int row, int column) const override;
    [[nodiscard]] QRect cellRect(int row, int column) const override;
    [[nodiscard]] QPoint cellAt(const QPoint& point) const override;
    [[nodiscard]] QPoint cursorCell() const override { return cursor_; }
    void moveCursorTo(int row, int column) override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    std::vector<ScoreRow> rows_;
    QPoint cursor_{-1, -1};
};

} // namespace vitrine::widgets
