#pragma once

#include "app/vitrine/labs/lab.h"
#include "app/vitrine/lessons/answerdesk.h"
#include "app/vitrine/lessons/lessonwords.h"
#include "app/vitrine/lessons/questions.h"

#include "widgets/attention/state/attentionstate.h"

#include <QWidget>

#include <optional>

class QPushButton;
class QStackedWidget;

namespace vitrine::widgets {
class NavigatorPane;
class RowUnfold;
class SampleStrip;
class StagePane;
class StripView;
class TokensLab;
class TokenizerRows;
class Words;
class WritingView;
}

namespace vitrine::app {

class Document;
class LessonCompare;
class LiveHost;
class Session;
class StatePane;

/// The live side of a lesson: the sentence on top, and what the step's view names: the same widgets
/// as in the labs over the same state, and vectors of the model's inside. GUI thread.
class LiveView final : public QWidget {
    Q_OBJECT

public:
    LiveView(Document& document, Session& session, LiveHost& host, widgets::TokensLab& tokens,
             QWidget* parent = nullptr);

    [[nodiscard]] widgets::SampleStrip& strip() const { return *strip_; }
    [[nodiscard]] StatePane& statePane() const { return *state_; }
    [[nodiscard]] LessonCompare& comparison() const { return *compare_; }
    [[nodiscard]] widgets::StagePane& stage() const { return *map_; }
    [[nodiscard]] widgets::NavigatorPane& heads() const { return *heads_; }
    [[nodiscard]] widgets::StripView& strips() const { return *strips_; }
    [[nodiscard]] widgets::RowUnfold& unfold() const { return *unfold_; }
    [[nodiscard]] widgets::WritingView& writing() const { return *writing_; }
    [[nodiscard]] widgets::TokenizerRows& tokenRows() const { return *rows_; }
    [[nodiscard]] QPushButton& openButton() const { return *open_; }
    [[nodiscard]] QWidget* current() const;

    void toggleDifference();
    void setCrowding(const QSize& window);

    /// Whether everything of the step is in sight.
    [[nodiscard]] bool settled() const;

Q_SIGNALS:
    /// "Open in the lab".
    void labRequested(vitrine::app::LabId lab);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void build();
    QWidget* makeHead();
    void takeView();
    void take();
    void select();
    [[nodiscard]] QWidget* wanted();
    [[nodiscard]] QWidget* wantedStrips();
    [[nodiscard]] QWidget* wantedRow();
    void describe();
    [[nodiscard]] QWidget* wantedWriting();
    void answered(const std::optional<Problem>& problem);

    /// A token on one of the trace's axes.
    struct Place {
        std::size_t axis = 0;
        std::size_t token = 0;
    };

    /// The first token of the word that an argument of the view names; on any axis, or on that one.
    [[nodiscard]] std::optional<Place> placeOf(std::size_t argument,
                                               std::optional<std::size_t> axis = {}) const;
    void askWalk(int layer, int head, const Place& place);
    [[nodiscard]] QWidget* say(const QString& words);

    Document& document_;
    Session& session_;
    LiveHost& host_;
    AnswerDesk<WalkQuestion, engine::Walk> walks_;
    AnswerDesk<WritingQuestion, engine::Generation> writings_;
    widgets::Words* title_;
    widgets::Words* tags_;
    QPushButton* open_;
    widgets::SampleStrip* strip_;
    QStackedWidget* stack_;
    StatePane* state_;
    widgets::Words* hint_;
    widgets::TokenizerRows* rows_;
    widgets::StagePane* map_;
    widgets::NavigatorPane* heads_;
    widgets::StripView* strips_;
    widgets::RowUnfold* unfold_;
    widgets::WritingView* writing_;
    LessonCompare* compare_;
    bool selectionPending_ = false;
    const void* shownOf_ = nullptr; ///< the walk or picture that strips and row were made from
};

} // namespace vitrine::app
