#pragma once

#include <QString>
#include <QWidget>

#include <memory>

namespace vitrine::widgets {

class AttentionState;
class CompareState;
class Figure;

/// The row of the shown word in both pictures, word by word: A filled, B hollow.
class PairRows final : public QWidget {
    Q_OBJECT

public:
    explicit PairRows(AttentionState& state, QWidget* parent = nullptr);

    /// "Row of “the”".
    [[nodiscard]] QString title() const;

    [[nodiscard]] std::unique_ptr<Figure> figure() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    AttentionState& state_;
    CompareState& compare_;
};

} // namespace vitrine::widgets
