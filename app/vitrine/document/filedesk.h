#pragma once

#include "app/vitrine/document/documentfile.h"
#include "app/vitrine/settings/settings.h"

#include <QObject>
#include <QStringList>

#include <filesystem>
#include <functional>
#include <optional>

class QWidget;

namespace vitrine::app {

/// What the person may answer before changes are given up.
enum class SaveAnswer { Save, Discard, Stay };

/// Questions to the person. The window asks with dialogs, tests answer themselves.
struct Questions {
    std::function<SaveAnswer(const QString& document)> saveChanges;
    std::function<std::optional<std::filesystem::path>(const QString& title)> chooseOpen;
    std::function<std::optional<std::filesystem::path>(const QString& title)> chooseFolder;
    std::function<std::optional<std::filesystem::path>(const QString& suggested)> chooseSave;
};

/// Questions asked with dialogs over `window`, starting where the last one ended.
[[nodiscard]] Questions dialogQuestions(QWidget* window, Settings& settings);

/// What the File menu does: asks, saves, remembers recent documents. GUI thread.
class FileDesk final : public QObject {
    Q_OBJECT

public:
    static constexpr qsizetype kMostRecent = 10;

    FileDesk(DocumentFile& file, Settings& settings, Questions questions,
             QObject* parent = nullptr);

    /// Before the document is replaced: asks where there are changes worth keeping and saves if
    /// wanted. False: stay. The demo is never asked about; its journal is kept instead.
    [[nodiscard]] bool mayReplace();

    void startNew();
    void openDemo();
    void save();
    void saveAs();
    void openRecent(const QString& path);
    [[nodiscard]] QStringList recent() const;

    [[nodiscard]] const Questions& questions() const { return questions_; }
    void setQuestions(Questions questions) { questions_ = std::move(questions); }

Q_SIGNALS:
    void problemMet(const vitrine::Problem& problem);
    void openRequested(const std::filesystem::path& path);
    void recentChanged();
    void saved(const QString& name);

private:
    [[nodiscard]] bool saveNow();
    [[nodiscard]] bool saveElsewhere();
    [[nodiscard]] bool report(const Outcome<Done>& outcome);
    void remember(const std::filesystem::path& path);

    DocumentFile& file_;
    Settings& settings_;
    Questions questions_;
};

} // namespace vitrine::app
