#pragma once

#include "app/vitrine/document/documentfile.h"
#include "app/vitrine/document/places.h"

#include <QDateTime>
#include <QObject>
#include <QTimer>

#include <filesystem>
#include <optional>
#include <string>

namespace vitrine::app {

/// A document that was left behind: by a crash, or the demo that was changed and closed.
struct LeftBehind {
    std::filesystem::path journal;
    std::filesystem::path document; ///< empty: it was never saved
    std::string workspace;          ///< the JSON text of the workspace
    bool demo = false;
    bool closed = false; ///< not a crash: the window was closed with the demo changed
    QDateTime written;
};

/// Writes the document to the state folder every 30 seconds while it has changes, and takes that
/// away again when they are saved or given up. One journal a process. GUI thread.
class Journal final : public QObject {
    Q_OBJECT

public:
    static constexpr int kSeconds = 30;

    Journal(Document& document, DocumentFile& file, const Places& places,
            QObject* parent = nullptr);
    ~Journal() override;

    /// The newest journal of a process that is no more. Others stay where they are.
    [[nodiscard]] static std::optional<LeftBehind> leftBehind(const Places& places);

    /// Takes a journal away: it was restored, or is not wanted.
    static void discard(const LeftBehind& left);

    /// Writes now if there are changes: before the program ends with the demo changed.
    void writeNow(bool closing);

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

Q_SIGNALS:
    /// Writing failed; told once until it works again.
    void problemMet(const vitrine::Problem& problem);

private:
    void follow();
    void remove();

    Document& document_;
    DocumentFile& file_;
    std::filesystem::path path_;
    QTimer timer_;
    bool failing_ = false;
    bool keep_ = false;
};

} // namespace vitrine::app
