#include "app/vitrine/document/documentfile.h"

#include "app/vitrine/document/versions.h"

#include "core/base/files.h"
#include "core/base/json.h"

#include <QFile>

namespace vitrine::app {

namespace {

namespace fs = std::filesystem;

constexpr const char* kDemo = ":/workspaces/demo.vitrine";
constexpr int kIndent = 2;

JsonLimits documentLimits() {
    return {.bytes = DocumentFile::kMostBytes, .stringBytes = DocumentFile::kMostBytes};
}

fs::path lockPath(const fs::path& file) {
    return file.parent_path() / ("." + file.filename().string() + ".lock");
}

} // namespace

DocumentFile::DocumentFile(Document& document, Places places, QObject* parent)
    : QObject(parent)
    , document_(document)
    , places_(std::move(places)) {
    connect(&document_.undo(), &QUndoStack::cleanChanged, this, &DocumentFile::nameChanged);
}

QString DocumentFile::shownName() const {
    return name_;
}

bool DocumentFile::modified() const {
    return restored_ || !document_.undo().isClean();
}

Outcome<Done> DocumentFile::openDemo() {
    QFile file(QString::fromLatin1(kDemo));
    if (!file.open(QIODevice::ReadOnly)) {
        return Problem{"The demo workspace is missing from the program", kDemo,
                       "Build Vitrine again"};
    }
    auto json = parseJson(file.readAll().toStdString(), "demo.vitrine", documentLimits());
    if (!json) {
        return json.as<Done>();
    }
    // Paths of the demo are relative to the cache; the folder is that of a document never saved.
    auto adopted = adopt(*json, fs::current_path() / "demo.vitrine");
    if (!adopted) {
        return adopted.as<Done>();
    }
    demo_ = true;
    setPath({}, QStringLiteral("demo.vitrine"));
    Q_EMIT opened(*adopted);
    return Done{};
}

Outcome<Done> DocumentFile::open(const fs::path& file) {
    const fs::path absolute = fs::absolute(file).lexically_normal();
    auto json = readJson(absolute, documentLimits());
    if (!json) {
        return json.as<Done>();
    }
    auto adopted = adopt(*json, absolute);
    if (!adopted) {
        return adopted.as<Done>();
    }
    setPath(absolute, QString::fromStdString(absolute.filename().string()));
    takeLock();
    Q_EMIT opened(*adopted);
    return Done{};
}

Outcome<OpenedWorkspace> DocumentFile::adopt(const Json& json, const fs::path& file) {
    auto read = workspaceFromJson(json, file, places_);
    if (!read) {
        return read;
    }
    lock_.reset();
    readOnlyReason_ = read->newer
                          ? tr("A newer Vitrine wrote this workspace; save it under another name "
                               "to keep changes")
                          : QString();
    restored_ = false;
    demo_ = false;
    document_.reset(read->workspace);
    return read;
}

void DocumentFile::startNew() {
    Workspace fresh;
    fresh.models = document_.value().models;
    fresh.tokenizers = document_.value().tokenizers;
    fresh.model = document_.value().model;
    fresh.device = document_.value().device;
    fresh.layout = document_.value().layout;
    lock_.reset();
    readOnlyReason_.clear();
    restored_ = false;
    demo_ = false;
    fresh.samples.push_back(
        {.id = "sample-1", .parent = {}, .draft = true, .sample = {}, .unknown = {}});
    fresh.sample = "sample-1";
    document_.reset(std::move(fresh));
    setPath({}, tr("untitled"));
}

void DocumentFile::setPath(const fs::path& path, const QString& name) {
    path_ = path;
    name_ = name;
    Q_EMIT nameChanged();
}

void DocumentFile::takeLock() {
    lock_ = std::make_unique<QLockFile>(QString::fromStdString(lockPath(path_).string()));
    lock_->setStaleLockTime(0); // a lock is stale when its process is gone, however old it is
    if (lock_->tryLock()) {
        return;
    }
    if (lock_->error() == QLockFile::LockFailedError) {
        qint64 process = 0;
        QString host;
        QString program;
        lock_->getLockInfo(&process, &host, &program);
        readOnlyReason_ = tr("Another window has this workspace open (process %1 on %2); save "
                             "under another name to keep changes")
                              .arg(process)
                              .arg(host);
    } else {
        readOnlyReason_ = tr("The folder of this workspace cannot be written to; save elsewhere to "
                             "keep changes");
    }
    lock_.reset();
    Q_EMIT nameChanged();
}

std::string DocumentFile::text() const {
    const fs::path file = path_.empty() ? fs::current_path() / "untitled.vitrine" : path_;
    return toJson(document_.value(), file, places_).dump(kIndent) + "\n";
}

Outcome<Done> DocumentFile::write(const fs::path& file) {
    const std::string text = toJson(document_.value(), file, places_).dump(kIndent) + "\n";
    auto kept = keepPreviousVersions(file, kPreviousVersions);
    if (!kept) {
        return kept;
    }
    return saveAtomically(file, text, {.durable = true, .expectedBytes = text.size()});
}

Outcome<Done> DocumentFile::save() {
    auto written = write(path_);
    if (written) {
        restored_ = false;
        document_.undo().setClean();
        Q_EMIT nameChanged();
        Q_EMIT saved(path_);
    }
    return written;
}

Outcome<Done> DocumentFile::saveAs(const fs::path& file) {
    const fs::path absolute = fs::absolute(file).lexically_normal();
    auto written = write(absolute);
    if (!written) {
        return written;
    }
    restored_ = false;
    demo_ = false;
    document_.undo().setClean();
    lock_.reset();
    readOnlyReason_.clear();
    setPath(absolute, QString::fromStdString(absolute.filename().string()));
    takeLock();
    Q_EMIT saved(absolute);
    return written;
}

Outcome<Done> DocumentFile::restore(const std::string& text, const fs::path& file, bool demo) {
    auto json = parseJson(text, "the journal", documentLimits());
    if (!json) {
        return json.as<Done>();
    }
    auto adopted = adopt(*json, file.empty() ? fs::current_path() / "untitled.vitrine" : file);
    if (!adopted) {
        return adopted.as<Done>();
    }
    restored_ = true;
    demo_ = demo;
    if (file.empty()) {
        setPath({}, demo ? QStringLiteral("demo.vitrine") : tr("untitled"));
    } else {
        setPath(file, QString::fromStdString(file.filename().string()));
        takeLock();
    }
    Q_EMIT opened(*adopted);
    return Done{};
}

} // namespace vitrine::app
