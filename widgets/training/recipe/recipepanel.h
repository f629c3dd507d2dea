#pragma once

#include <QString>
#include <QWidget>

#include <functional>
#include <string>
#include <string_view>

class QPlainTextEdit;
class QPushButton;
class QScrollArea;
class QStackedWidget;

namespace vitrine::widgets {

class LinkWords;
class RecipeDraft;
class RecipeForm;
class Segments;
class Words;

/// The recipe of a new run, for the window's inspector: as a form and as JSON, both of the same
/// draft; at the foot its faults, each a link to its field, and what starts the run. GUI thread.
class RecipePanel final : public QWidget {
    Q_OBJECT

public:
    explicit RecipePanel(QWidget* parent = nullptr);

    [[nodiscard]] RecipeDraft& draft() const { return *draft_; }
    [[nodiscard]] RecipeForm& form() const { return *form_; }
    [[nodiscard]] QPlainTextEdit& json() const { return *json_; }
    [[nodiscard]] Segments& views() const { return *views_; }
    [[nodiscard]] QPushButton& launchButton() const { return *launch_; }
    [[nodiscard]] QPushButton& commandButton() const { return *command_; }
    [[nodiscard]] Words& commandWords() const { return *commandWords_; }

    /// Answers the exact command that Launch would run for the draft.
    void setCommandText(std::function<QString()> commandText);
    void takeCommand(); ///< it is another one now

    /// Why nothing can be launched on this machine; empty if it can.
    void setLaunchProblem(const QString& problem);

    /// What the recipe comes to (samples, parameters, steps), or why it cannot be used.
    void setCheck(const QString& words, bool usable);
    [[nodiscard]] Words& checkWords() const { return *check_; }

    void focusFirst();
    void goTo(std::string_view path); ///< the field of a fault
    void setChecksShown(bool shown);

Q_SIGNALS:
    void launchRequested();
    void openRequested(QWidget* button); ///< a bundled recipe, or one from a file

private:
    void build();
    QWidget* buildFoot();
    void take();
    void takeText();

    RecipeDraft* draft_;
    RecipeForm* form_;
    QScrollArea* scroll_;
    QPlainTextEdit* json_;
    QStackedWidget* stack_;
    Segments* views_;
    LinkWords* faults_;
    Words* check_;
    Words* commandWords_;
    QPushButton* launch_;
    QPushButton* command_;
    std::function<QString()> commandText_;
    QString launchProblem_;
    bool taking_ = false;
};

} // namespace vitrine::widgets
