#pragma once

#include "app/vitrine/document/document.h"
#include "app/vitrine/document/documentfile.h"
#include "app/vitrine/session/mediashelf.h"

#include "core/base/outcome.h"

#include <QObject>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

class QImage;
class QMimeData;

namespace vitrine::app {

/// What a path is, judged by its name and what lies in it; files are not read for that.
enum class IntakeKind {
    Workspace,
    Model,
    Run,
    Tokenizer,
    Text,
    Picture,
    Clip,
    Missing,
    Unknown
};

[[nodiscard]] IntakeKind kindOf(const std::filesystem::path& path);

/// Takes in whatever is dropped, pasted, named on the command line or chosen in a dialog. Failures
/// and remarks go to `problemMet`; nothing here asks or blocks. GUI thread.
class Intake final : public QObject {
    Q_OBJECT

public:
    static constexpr std::size_t kMostText = std::size_t{64} << 20;

    Intake(Document& document, DocumentFile& file, MediaShelf& media, QObject* parent = nullptr);

    /// Answers before another document is opened over one with changes: true to go on.
    void setMayReplace(std::function<bool()> mayReplace) { mayReplace_ = std::move(mayReplace); }

    void open(const std::filesystem::path& path);
    void openText(const std::filesystem::path& path);
    void openTokenizer(const std::filesystem::path& path);

    /// Decodes a picture or a clip; it becomes a sample when that worked, and a Problem when not.
    void openMedia(const MediaSource& source);

    [[nodiscard]] static bool accepts(const QMimeData& data);
    void take(const QMimeData& data);

Q_SIGNALS:
    void problemMet(const vitrine::Problem& problem);
    void modelAdded();
    void tokenizerAdded();
    void runOpened(const std::filesystem::path& folder);

private:
    void openWorkspace(const std::filesystem::path& path);
    void takePicture(const QImage& picture);
    void takeMedia(const MediaSource& source);

    Document& document_;
    DocumentFile& file_;
    MediaShelf& media_;
    std::vector<MediaSource> awaited_;
    std::function<bool()> mayReplace_;
};

/// Where a text stops being UTF-8, in words; nothing where it is UTF-8 throughout.
[[nodiscard]] std::optional<Problem> invalidUtf8(std::string_view text,
                                                 const std::filesystem::path& file);

} // namespace vitrine::app
