#include "app/vitrine/document/journal.h"

#include "app/vitrine/document/jsonfields.h"

#include "core/base/files.h"
#include "core/base/json.h"

#include <csignal>
#include <unistd.h>

#include <cerrno>
#include <charconv>

namespace vitrine::app {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kStem = "journal-";
constexpr std::string_view kEnding = ".json";
constexpr std::size_t kMostJournal = std::size_t{128} << 20;

// The process a journal belongs to; 0 for other files.
pid_t processOf(const fs::path& file) {
    const std::string name = file.filename().string();
    if (!name.starts_with(kStem) || !name.ends_with(kEnding)) {
        return 0;
    }
    pid_t process = 0;
    const char* end = name.data() + name.size() - kEnding.size();
    const auto parsed = std::from_chars(name.data() + kStem.size(), end, process);
    return parsed.ec == std::errc() && parsed.ptr == end ? process : 0;
}

bool alive(pid_t process) {
    return kill(process, 0) == 0 || errno == EPERM;
}

std::optional<LeftBehind> read(const fs::path& file) {
    auto json = readJson(file, {.bytes = kMostJournal, .stringBytes = kMostJournal});
    if (!json) {
        return std::nullopt;
    }
    LeftBehind left{.journal = file,
                    .document = textOf(*json, "document"),
                    .workspace = textOf(*json, "workspace"),
                    .demo = truthOf(*json, "demo", false),
                    .closed = truthOf(*json, "closed", false),
                    .written = QDateTime::fromString(
                        QString::fromStdString(textOf(*json, "written")), Qt::ISODate)};
    return left.workspace.empty() ? std::nullopt : std::optional(left);
}

} // namespace

Journal::Journal(Document& document, DocumentFile& file, const Places& places, QObject* parent)
    : QObject(parent)
    , document_(document)
    , file_(file)
    , path_(places.state /
            (std::string(kStem) + std::to_string(getpid()) + std::string(kEnding))) {
    timer_.setInterval(kSeconds * 1000);
    connect(&timer_, &QTimer::timeout, this, [this] { writeNow(/*closing=*/false); });
    connect(&document_.undo(), &QUndoStack::indexChanged, this, &Journal::follow);
    connect(&file_, &DocumentFile::nameChanged, this, &Journal::follow);
}

Journal::~Journal() {
    if (!keep_) {
        remove();
    }
}

void Journal::follow() {
    if (!file_.modified()) {
        timer_.stop();
        remove();
    } else if (!timer_.isActive()) {
        timer_.start();
    }
}

void Journal::remove() {
    std::error_code error;
    fs::remove(path_, error); // best effort: a stale journal is offered, never applied by itself
}

void Journal::writeNow(bool closing) {
    if (!file_.modified()) {
        return;
    }
    std::error_code error;
    fs::create_directories(path_.parent_path(), error);
    Json json;
    json.set("document", file_.path().string());
    json.set("demo", file_.demo());
    json.set("closed", closing);
    json.set("written", QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString());
    json.set("workspace", file_.text());
    auto saved = saveAtomically(path_, json.dump());
    keep_ = closing && saved.ok();
    if (saved.failed() && !failing_) {
        Q_EMIT problemMet(saved.problem());
    }
    failing_ = saved.failed();
}

std::optional<LeftBehind> Journal::leftBehind(const Places& places) {
    std::optional<LeftBehind> newest;
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(places.state, error)) {
        const pid_t process = processOf(entry.path());
        if (process == 0 || alive(process)) {
            continue;
        }
        std::optional<LeftBehind> left = read(entry.path());
        if (left && (!newest || left->written > newest->written)) {
            newest = std::move(left);
        }
    }
    return newest;
}

void Journal::discard(const LeftBehind& left) {
    std::error_code error;
    fs::remove(left.journal, error);
}

} // namespace vitrine::app
