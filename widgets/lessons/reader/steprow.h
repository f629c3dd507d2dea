#pragma once

#include <QAbstractButton>

namespace vitrine::widgets {

/// One row of the step list: number, ring or check mark, title. Greyed where the model cannot do
/// the step; the tool tip and the description say why.
class StepRow final : public QAbstractButton {
    Q_OBJECT

public:
    StepRow(int number, const QString& title, QWidget* parent = nullptr);

    void setState(bool current, bool done, const QString& lacking);
    [[nodiscard]] bool current() const { return current_; }
    [[nodiscard]] bool done() const { return done_; }
    [[nodiscard]] const QString& lacking() const { return lacking_; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintMark(class QPainter& painter, const QRectF& circle) const;

    int number_;
    bool current_ = false;
    bool done_ = false;
    QString lacking_;
};

} // namespace vitrine::widgets
