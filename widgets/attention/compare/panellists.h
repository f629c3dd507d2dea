#pragma once

#include "widgets/attention/compare/comparefacts.h"

#include <QWidget>

#include <vector>

namespace vitrine::widgets {

/// "frisbee → firsbee    swap 2, 3", line by line.
class ChangeList final : public QWidget {
    Q_OBJECT

public:
    explicit ChangeList(QWidget* parent = nullptr);

    void setChanges(const std::vector<study::TextChange>& changes);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<study::TextChange> changes_;
};

/// Heads with a bar for their shift; a click asks for the head.
class ShiftList final : public QWidget {
    Q_OBJECT

public:
    explicit ShiftList(QWidget* parent = nullptr);

    void setHeads(const std::vector<study::ShiftedHead>& heads, const std::vector<QString>& names);

    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void headRequested(std::size_t pair, int head);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] int line() const;
    void ask(int row);

    std::vector<study::ShiftedHead> heads_;
    std::vector<QString> names_;
    int current_ = 0;
};

} // namespace vitrine::widgets
