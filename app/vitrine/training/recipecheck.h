#pragma once

#include "core/base/json.h"
#include "core/run/recipe/recipe.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <filesystem>
#include <string>
#include <vector>

class QProcess;

namespace vitrine::app {

/// Asks `vitrine-run train RECIPE --check --json` what a recipe would do, a moment after the last
/// change of it; a newer recipe replaces an older question. GUI thread.
class RecipeCheck final : public QObject {
    Q_OBJECT

public:
    /// `scratch`: the file that the recipe is handed over in.
    RecipeCheck(std::filesystem::path runner, std::filesystem::path scratch,
                QObject* parent = nullptr);
    ~RecipeCheck() override;

    void ask(const std::string& recipe);
    void cancel(); ///< what was asked is no longer of interest

Q_SIGNALS:
    /// What the recipe comes to, or why that cannot be told.
    void answered(const QString& words, bool usable);

    /// Why it cannot be used; never empty.
    void faulted(const std::vector<vitrine::run::RecipeFault>& faults);

private:
    void start();
    void finished(bool ended);
    void fail(const QString& why);
    void drop();

    std::filesystem::path runner_;
    std::filesystem::path scratch_;
    std::string recipe_;
    QTimer soon_;
    QTimer patience_;
    QProcess* process_ = nullptr;
};

/// The check's answer in one sentence: samples, classes, parameters, memory, steps.
[[nodiscard]] QString summaryOf(const Json& answer);

/// The faults of the answer.
[[nodiscard]] std::vector<run::RecipeFault> faultsOf(const Json& answer);

} // namespace vitrine::app
