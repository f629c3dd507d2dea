#pragma once

#include <QWidget>

class QPushButton;

namespace vitrine::widgets {

class Course;
class StepList;
class StepView;
class Words;

/// The reader of lessons: steps at the left, the step's text beside them, Back and Next at the foot.
/// The live side is whoever owns the reader. Keys: Space next, Backspace back, 1–9 a step, Page keys
/// scroll. GUI thread.
class LessonReader final : public QWidget {
    Q_OBJECT

public:
    explicit LessonReader(Course& course, QWidget* parent = nullptr);

    [[nodiscard]] StepList& list() const { return *list_; }
    [[nodiscard]] StepView& view() const { return *view_; }
    [[nodiscard]] QPushButton& nextButton() const { return *next_; }
    [[nodiscard]] QPushButton& backButton() const { return *back_; }

    /// Whether the list of steps has room: it gives way in narrow windows.
    void setListShown(bool shown);

    void focusMain();

    /// What a key does here; false if it means nothing. For keys that arrive elsewhere on the page.
    bool command(int key);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeFoot();
    void refresh();
    void fitFoot();

    Course& course_;
    StepList* list_;
    StepView* view_;
    QPushButton* back_;
    QPushButton* next_;
    Words* waits_;
};

} // namespace vitrine::widgets
