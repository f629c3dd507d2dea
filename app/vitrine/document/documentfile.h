#pragma once

#include "app/vitrine/document/document.h"
#include "app/vitrine/document/places.h"
#include "app/vitrine/document/workspacejson.h"

#include <QLockFile>
#include <QObject>
#include <QString>

#include <filesystem>
#include <memory>

namespace vitrine::app {

/// The file that a Document is kept in: opening, saving, previous versions, the lock that lets one
/// window write. GUI thread.
class DocumentFile final : public QObject {
    Q_OBJECT

public:
    static constexpr int kPreviousVersions = 5;
    static constexpr std::size_t kMostBytes = std::size_t{64} << 20;

    DocumentFile(Document& document, Places places, QObject* parent = nullptr);

    [[nodiscard]] const Places& places() const { return places_; }

    /// Empty for the demo and for a document that was never saved.
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] QString shownName() const;
    [[nodiscard]] bool modified() const;

    /// Whether this is the program's own workspace, changed or not.
    [[nodiscard]] bool demo() const { return demo_; }

    /// Why saving in place is not possible; empty where it is.
    [[nodiscard]] const QString& readOnlyReason() const { return readOnlyReason_; }

    /// The workspace that is part of the program.
    [[nodiscard]] Outcome<Done> openDemo();

    /// Puts the file's workspace in force. `opened` tells what was missing.
    [[nodiscard]] Outcome<Done> open(const std::filesystem::path& file);

    /// An empty workspace with the models and tokenizers of the one before.
    void startNew();

    /// Precondition: there is a path and no read-only reason.
    [[nodiscard]] Outcome<Done> save();

    /// Saves under another name, which becomes the document's.
    [[nodiscard]] Outcome<Done> saveAs(const std::filesystem::path& file);

    /// The document as it would be saved, and its opposite: for the journal.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] Outcome<Done> restore(const std::string& text, const std::filesystem::path& file,
                                        bool demo);

Q_SIGNALS:
    void opened(const vitrine::app::OpenedWorkspace& workspace);
    void nameChanged();
    void saved(const std::filesystem::path& file);

private:
    [[nodiscard]] Outcome<OpenedWorkspace> adopt(const Json& json,
                                                 const std::filesystem::path& file);
    [[nodiscard]] Outcome<Done> write(const std::filesystem::path& file);
    void takeLock();
    void setPath(const std::filesystem::path& path, const QString& name);

    Document& document_;
    Places places_;
    std::filesystem::path path_;
    QString name_;
    QString readOnlyReason_;
    bool demo_ = false;
    bool restored_ = false; ///< came from a journal: modified whatever the undo stack says
    std::unique_ptr<QLockFile> lock_;
};

} // namespace vitrine::app
