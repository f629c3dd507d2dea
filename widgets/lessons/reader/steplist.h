#pragma once

#include <QList>
#include <QWidget>

class QVBoxLayout;

namespace vitrine::widgets {

class Course;
class StepRow;
class Words;

/// The left of the reader: the steps of the lesson with their marks, the other lessons, and files
/// that are no lessons with what is wrong with them.
class StepList final : public QWidget {
    Q_OBJECT

public:
    StepList(Course& course, QWidget* parent = nullptr);

    [[nodiscard]] const QList<StepRow*>& rows() const { return rows_; }

    /// The other lessons, their ids as object names.
    [[nodiscard]] const QList<StepRow*>& lessons() const { return lessons_; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void rebuild();
    void refresh();
    void addOthers(QVBoxLayout& layout);
    void addFaulty(QVBoxLayout& layout);

    Course& course_;
    QString shown_; ///< id of the lesson whose rows are there
    QWidget* content_ = nullptr;
    Words* title_ = nullptr;
    QList<StepRow*> rows_;
    QList<StepRow*> lessons_;
};

} // namespace vitrine::widgets
