#pragma once

#include "core/perturb/chain.h"

#include "widgets/foundation/access/accessibletable.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace vitrine::widgets {

/// The stages of a chain as cards: grip, switch, name, what it did. Drag or Alt+Up/Down moves one,
/// Space switches it, Delete removes it, Return opens its settings.
class ChainList final : public QWidget, public AccessibleTableSource {
    Q_OBJECT

public:
    explicit ChainList(QWidget* parent = nullptr);

    void setChain(const perturb::Chain& chain);

    /// What stands at the right of each card: "4 edits", "off", "unchanged: no eligible word".
    void setNotes(const QStringList& notes);

    [[nodiscard]] int current() const { return current_; }
    void setCurrent(int stage);

    [[nodiscard]] QRect cardRect(int stage) const;
    [[nodiscard]] QRect checkRect(int stage) const;

    [[nodiscard]] int tableRows() const override;
    [[nodiscard]] int tableColumns() const override { return 1; }
    [[nodiscard]] QString rowLabel(int row) const override;
    [[nodiscard]] QString columnLabel(int column) const override;
    [[nodiscard]] QString cellText(int row, int column) const override;
    [[nodiscard]] QRect cellRect(int row, int column) const override;
    [[nodiscard]] QPoint cellAt(const QPoint& point) const override;
    [[nodiscard]] QPoint cursorCell() const override;
    void moveCursorTo(int row, int column) override;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void currentChanged(int stage);
    void chainEdited(const vitrine::perturb::Chain& chain, const QString& words);
    void settingsAsked(int stage);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void toggle(int stage);
    void remove(int stage);
    void move(int from, int to);
    void setLinked(int stage, bool linked);
    void paintCard(QPainter& painter, int stage) const;

    perturb::Chain chain_;
    QStringList notes_;
    int current_ = 0;
    std::optional<int> dragged_;
    std::optional<int> dropAt_; ///< the place before which it would go
    QPoint pressed_;
};

} // namespace vitrine::widgets
