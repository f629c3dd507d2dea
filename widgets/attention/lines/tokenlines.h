#pragma once

#include "widgets/attention/lines/linescene.h"
#include "widgets/attention/state/attentionstate.h"
#include "widgets/foundation/access/accessibletable.h"

#include <QAbstractScrollArea>

#include <memory>

namespace vitrine::widgets {

class Figure;
class Worker;

/// One head as lines from queries (left) to keys (right): the strongest that make up the chosen
/// share, at most 4,000. Pointing at a token keeps its lines and paints behind each partner one
/// sliver for each pinned head. A click chooses the token's row.
class TokenLines final : public QAbstractScrollArea, public AccessibleTableSource {
    Q_OBJECT

public:
    TokenLines(AttentionState& state, Worker& worker, QWidget* parent = nullptr);
    ~TokenLines() override;

    [[nodiscard]] const LinkSet& links() const { return set_; }

    /// "38 lines make up 70 % of the attention", or how many are not drawn.
    [[nodiscard]] QString countText() const;

    [[nodiscard]] std::unique_ptr<Figure> figure() const;

    [[nodiscard]] int tableRows() const override;
    [[nodiscard]] int tableColumns() const override { return 2; }
    [[nodiscard]] QString rowLabel(int row) const override;
    [[nodiscard]] QString columnLabel(int column) const override;
    [[nodiscard]] QString cellText(int row, int column) const override;
    [[nodiscard]] QRect cellRect(int row, int column) const override;
    [[nodiscard]] QPoint cellAt(const QPoint& point) const override;
    [[nodiscard]] QPoint cursorCell() const override { return cursor_; }
    void moveCursorTo(int row, int column) override;

Q_SIGNALS:
    void linksChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    struct Private;

    void takeShown();
    void takePointer();
    void find();
    void setLinks(LinkSet set);
    [[nodiscard]] LineLayout layout() const;
    void pointAt(const QPoint& cell);

    AttentionState& state_;
    std::unique_ptr<Private> d_;
    LineScene scene_;
    LinkSet set_;
    QPoint cursor_{-1, -1};
};

} // namespace vitrine::widgets
