#pragma once

#include "widgets/lessons/script/lesson.h"

#include <QList>
#include <QWidget>

class QCheckBox;
class QPushButton;
class QScrollArea;
class QSpinBox;
class QVBoxLayout;

namespace vitrine::widgets {

class Course;
class FlowText;
class LessonCard;
class Words;

/// The middle of the reader: the step's text and its cards, filled from the live model.
class StepView final : public QWidget {
    Q_OBJECT

public:
    explicit StepView(Course& course, QWidget* parent = nullptr);

    [[nodiscard]] const QList<QCheckBox*>& conditions() const { return conditions_; }
    [[nodiscard]] QSpinBox* guess() const { return guess_; }       ///< null where none is asked
    [[nodiscard]] QPushButton* predict() const { return predict_; }
    [[nodiscard]] const QList<QPushButton*>& answers() const { return answers_; }
    [[nodiscard]] const QList<QPushButton*>& offers() const { return offers_; }

    /// All that the step says now, paragraph by paragraph.
    [[nodiscard]] QString spoken() const;

    void scrollBy(int pages);

Q_SIGNALS:
    void offerTaken(const QString& sentence);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void rebuild();
    void refresh();
    void addHead(QVBoxLayout& layout);
    void addBlock(QVBoxLayout& layout, const LessonBlock& block);
    void addText(QVBoxLayout& layout, const LessonParagraph& paragraph);
    void addAct(QVBoxLayout& layout, const LessonAct& act);
    void addPrediction(QVBoxLayout& layout, const LessonPrediction& prediction);
    void addRecall(QVBoxLayout& layout, const LessonRecall& recall);
    void addQuestion(QVBoxLayout& layout, const LessonQuestion& question);
    void addOffer(QVBoxLayout& layout, const LessonOffer& offer);
    void addHint(LessonCard& card, const std::string& hint);
    FlowText* textIn(QWidget* parent, const LessonText& text, bool large, std::size_t step);

    Course& course_;
    QScrollArea* scroll_;
    QList<FlowText*> texts_;
    QList<QCheckBox*> conditions_;
    QList<QPushButton*> answers_;
    QList<QPushButton*> offers_;
    QSpinBox* guess_ = nullptr;
    QPushButton* predict_ = nullptr;
    Words* lacking_ = nullptr;
    std::size_t questions_ = 0;
};

} // namespace vitrine::widgets
