#pragma once

#include "core/base/json.h"
#include "core/run/recipe/recipe.h"

#include <QObject>
#include <QString>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::widgets {

/// A recipe being written: one JSON text, what it says, and every fault in it. Form and text view
/// change the same draft. GUI thread.
class RecipeDraft final : public QObject {
    Q_OBJECT

public:
    explicit RecipeDraft(QObject* parent = nullptr);

    /// The text as it is kept, well formed or not.
    [[nodiscard]] const std::string& text() const { return text_; }
    void setText(std::string text);

    /// Whether the text is JSON, so that single values can be changed.
    [[nodiscard]] bool wellFormed() const { return json_.has_value(); }

    /// What the recipe says at a path; nullptr where it leaves it to the default.
    [[nodiscard]] const Json* given(std::string_view path) const;

    /// Sets a value, or takes it out, so that the default holds. Nothing while not well formed.
    void set(std::string_view path, Json value);
    void clear(std::string_view path);

    /// Makes every path that is relative to the recipe's folder independent of it.
    void makePathsAbsolute(const std::filesystem::path& recipeFolder);

    /// What was found where the draft cannot look, in files and programs; until its next change.
    void judge(std::vector<run::RecipeFault> found);

    [[nodiscard]] const std::vector<run::RecipeFault>& faults() const { return faults_; }

    /// What is wrong with a field; empty if nothing.
    [[nodiscard]] QString faultOf(std::string_view path) const;

    /// Everything filled in; nothing while there are faults that the draft itself tells.
    [[nodiscard]] const std::optional<run::TrainRecipe>& recipe() const { return recipe_; }

Q_SIGNALS:
    void changed();
    void judged();

private:
    void read();

    std::string text_;
    std::optional<Json> json_;
    std::optional<run::TrainRecipe> recipe_;
    std::vector<run::RecipeFault> faults_;
};

} // namespace vitrine::widgets
