#pragma once

#include <QAbstractButton>

namespace vitrine::widgets {

/// One row of the step list: number, ring or check mark, title; or one of the other lessons, with a
/// book and a note. Greyed where the model cannot do the step; the tool tip and the description say
/// why.
class StepRow final : public QAbstractButton {
    Q_OBJECT

public:
    StepRow(int number, const QString& title, QWidget* parent = nullptr);

    /// Another lesson: "11 steps" at the right.
    StepRow(const QString& title, const QString& note, QWidget* parent = nullptr);

    void setState(bool current, bool done, const QString& lacking);
    [[nodiscard]] bool current() const { return current_; }
    [[nodiscard]] bool done() const { return done_; }
    [[nodiscard]] const QString& lacking() const { return lacking_; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QRect wordsArea(int width) const;
    void paintMark(class QPainter& painter, const QRectF& circle) const;

    int number_ = 0; ///< 0: a lesson
    QString note_;
    bool current_ = false;
    bool done_ = false;
    QString lacking_;
};

} // namespace vitrine::widgets
