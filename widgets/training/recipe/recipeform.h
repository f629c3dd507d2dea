#pragma once

#include <QWidget>

#include <map>
#include <string>
#include <string_view>
#include <vector>

class QCheckBox;

namespace vitrine::widgets {

class FieldRow;
class RecipeDraft;
class ScheduleView;

/// The recipe as a form, in groups: what nearly every recipe says at first, all else on demand or
/// where the recipe says it. GUI thread.
class RecipeForm final : public QWidget {
    Q_OBJECT

public:
    explicit RecipeForm(RecipeDraft& draft, QWidget* parent = nullptr);

    /// nullptr for an unknown path. The row is brought into sight if it was hidden.
    FieldRow* reveal(std::string_view path);
    [[nodiscard]] FieldRow* row(std::string_view path) const;

    void setChecksShown(bool shown);
    void focusFirst();

private:
    void build();
    void take();
    void takeNotes();
    [[nodiscard]] bool wanted(std::string_view path) const;

    RecipeDraft& draft_;
    std::map<std::string, FieldRow*, std::less<>> rows_;
    std::vector<std::pair<QWidget*, std::vector<FieldRow*>>> groups_; ///< head and its rows
    QCheckBox* all_;
    ScheduleView* schedule_;
    std::string revealed_; ///< shown although it is not asked for otherwise
};

} // namespace vitrine::widgets
