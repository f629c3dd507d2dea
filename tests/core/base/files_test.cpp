#include "core/base/files.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <functional>

using namespace vitrine;

namespace fs = std::filesystem;

namespace {

void put(const fs::path& file, std::string_view text) {
    std::ofstream(file, std::ios::binary) << text;
}

std::string get(const fs::path& file) {
    const Outcome<std::string> text = readFile(file, 1 << 20);
    return text ? *text : "unreadable: " + text.problem().text();
}

std::size_t entries(const fs::path& folder) {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

mode_t modeOf(const fs::path& file) {
    struct stat info {};
    ::stat(file.c_str(), &info);
    return info.st_mode & 07777U;
}

/// Runs in a child process that has no more than an ordinary person's rights; true if it says so.
bool asOrdinaryPerson(const fs::path& folder, const std::function<bool()>& check) {
    constexpr uid_t kNobody = 65534;
    if (::geteuid() == 0) {
        [[maybe_unused]] const int given = ::chown(folder.c_str(), kNobody, kNobody);
        for (const auto& entry : fs::directory_iterator(folder)) {
            [[maybe_unused]] const int also = ::lchown(entry.path().c_str(), kNobody, kNobody);
        }
    }
    const pid_t child = ::fork();
    if (child == 0) {
        const bool dropped =
            ::geteuid() != 0 || (::setgid(kNobody) == 0 && ::setuid(kNobody) == 0);
        ::_exit(dropped && check() ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

} // namespace

class FilesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> folder_;
    fs::path path_;

private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        path_ = folder_->path().toStdString();
    }

    void writesAndReplaces() {
        const fs::path file = path_ / "document.vitrine";
        for (const bool durable : {false, true}) {
            QVERIFY(saveAtomically(file, "first", {.durable = durable}).ok());
            QCOMPARE(get(file), std::string("first"));
            const std::string large(300'000, 'x');
            QVERIFY(saveAtomically(file, large, {.durable = durable}).ok());
            QCOMPARE(get(file), large);
            QVERIFY(saveAtomically(file, "", {.durable = durable}).ok());
            QCOMPARE(get(file), std::string());
        }
        QCOMPARE(entries(path_), std::size_t{1});
    }

    void writesInPieces() {
        const fs::path file = path_ / "pieces";
        const auto writer = [](const ByteSink& sink) -> Outcome<Done> {
            for (int piece = 0; piece < 1000; ++piece) {
                const std::string text = std::to_string(piece) + "\n";
                if (!sink(std::as_bytes(std::span(text)))) {
                    break;
                }
            }
            return Done{};
        };
        QVERIFY(saveAtomically(file, writer).ok());
        QCOMPARE(get(file).size(), std::size_t{3890});
    }

    void worksInTheCurrentFolder() {
        const QString before = QDir::currentPath();
        QVERIFY(QDir::setCurrent(folder_->path()));
        QVERIFY(saveAtomically("plain", "text").ok());
        QVERIFY(QDir::setCurrent(before));
        QCOMPARE(get(path_ / "plain"), std::string("text"));
    }

    void keepsTheOldMode() {
        const fs::path file = path_ / "mode";
        put(file, "old");
        for (const mode_t mode : {0600U, 0644U, 0755U, 0660U}) {
            ::chmod(file.c_str(), mode);
            QVERIFY(saveAtomically(file, "new").ok());
            QCOMPARE(modeOf(file), mode);
        }
        const mode_t mask = ::umask(027);
        QVERIFY(saveAtomically(path_ / "fresh", "new").ok());
        ::umask(mask);
        QCOMPARE(modeOf(path_ / "fresh"), mode_t{0640});
    }

    void followsLinks() {
        fs::create_directory(path_ / "elsewhere");
        put(path_ / "elsewhere/target", "old");
        fs::create_symlink("elsewhere/target", path_ / "link");
        fs::create_symlink("link", path_ / "linktolink");
        QVERIFY(saveAtomically(path_ / "linktolink", "new").ok());
        QCOMPARE(get(path_ / "elsewhere/target"), std::string("new"));
        QVERIFY(fs::is_symlink(path_ / "linktolink"));
        QVERIFY(fs::is_symlink(path_ / "link"));
        QCOMPARE(entries(path_), std::size_t{3});
        QCOMPARE(entries(path_ / "elsewhere"), std::size_t{1});
    }

    void makesTheTargetOfADanglingLink() {
        fs::create_symlink("yet to come", path_ / "link");
        QVERIFY(saveAtomically(path_ / "link", "new").ok());
        QVERIFY(fs::is_symlink(path_ / "link"));
        QCOMPARE(get(path_ / "yet to come"), std::string("new"));
    }

    void refusesLinksInACircle() {
        fs::create_symlink("b", path_ / "a");
        fs::create_symlink("a", path_ / "b");
        const Outcome<Done> saved = saveAtomically(path_ / "a", "new");
        QVERIFY(saved.failed());
        QCOMPARE(entries(path_), std::size_t{2});
    }

    void refusesWhatIsNoFile() {
        QVERIFY(saveAtomically(path_, "new").failed());
        QVERIFY(saveAtomically("/dev/null", "new").failed());
        QVERIFY(saveAtomically(path_ / "no such folder" / "file", "new").failed());
        QVERIFY(::mkfifo((path_ / "pipe").c_str(), 0600) == 0);
        QVERIFY(saveAtomically(path_ / "pipe", "new").failed());
        QVERIFY(saveAtomically(path_ / std::string(300, 'n'), "new").failed());
        QCOMPARE(entries(path_), std::size_t{1});
    }

    void tellsTheFreeSpace() {
        const Outcome<Done> saved = saveAtomically(path_ / "nowhere" / "file", "new");
        QVERIFY(saved.failed());
        QVERIFY(saved.problem().where.starts_with((path_ / "nowhere" / "file").string()));
        const Outcome<Done> onFolder = saveAtomically(path_, "new");
        QVERIFY2(onFolder.problem().where.ends_with("B free there"),
                 onFolder.problem().where.c_str());
    }

    void wantsRoomForLargeFilesFirst() {
        const fs::path file = path_ / "large";
        put(file, "old");
        bool asked = false;
        const auto writer = [&](const ByteSink&) -> Outcome<Done> {
            asked = true;
            return Done{};
        };
        const std::uintmax_t all = fs::space(path_).available;
        const Outcome<Done> saved = saveAtomically(file, writer, {.expectedBytes = all});
        QVERIFY(saved.failed());
        QVERIFY(!asked);
        QCOMPARE(get(file), std::string("old"));
        QVERIFY2(saved.problem().what.find("free space") != std::string::npos,
                 saved.problem().what.c_str());
    }

    void keepsTheOldFileWhenTheWriterGivesUp() {
        const fs::path file = path_ / "file";
        put(file, "old");
        const Problem reason{"No such tensor", "here", "Try another"};
        const auto failing = [&](const ByteSink& sink) -> Outcome<Done> {
            sink(std::as_bytes(std::span("half")));
            return reason;
        };
        const Outcome<Done> failed = saveAtomically(file, failing);
        QVERIFY(failed.failed());
        QVERIFY(failed.problem() == reason);
        const auto cancelled = [](const ByteSink&) -> Outcome<Done> { return Cancelled{}; };
        QVERIFY(saveAtomically(file, cancelled).cancelled());
        const auto throwing = [](const ByteSink&) -> Outcome<Done> { throw std::bad_alloc(); };
        QVERIFY_EXCEPTION_THROWN((void)saveAtomically(file, throwing), std::bad_alloc);
        QCOMPARE(get(file), std::string("old"));
        QCOMPARE(entries(path_), std::size_t{1});
    }

    void refusesAReadOnlyFolder() {
        put(path_ / "file", "old");
        const bool checked = asOrdinaryPerson(path_, [&] {
            ::chmod(path_.c_str(), 0500);
            const Outcome<Done> saved = saveAtomically(path_ / "file", "new");
            return saved.failed() && saved.problem().what.find("denied") != std::string::npos;
        });
        ::chmod(path_.c_str(), 0700);
        QVERIFY(checked);
        QCOMPARE(get(path_ / "file"), std::string("old"));
        QCOMPARE(entries(path_), std::size_t{1});
    }

    void refusesAReadOnlyFile() {
        put(path_ / "file", "old");
        ::chmod((path_ / "file").c_str(), 0400);
        QVERIFY(asOrdinaryPerson(path_, [&] {
            return saveAtomically(path_ / "file", "new").failed();
        }));
        QCOMPARE(get(path_ / "file"), std::string("old"));
    }

    void readsWithinItsLimit() {
        put(path_ / "file", "0123456789");
        QCOMPARE(*readFile(path_ / "file", 10), std::string("0123456789"));
        const Outcome<std::string> tooLarge = readFile(path_ / "file", 9);
        QVERIFY(tooLarge.failed());
        QVERIFY(tooLarge.problem().what.find("10 bytes") != std::string::npos);
        // Its size is said to be 0, and it is longer than that.
        QVERIFY(readFile("/proc/self/status", 1 << 16)->size() > 100);
        QVERIFY(readFile("/proc/self/status", 100).failed());
    }

    void neverWaitsForPipesAndDevices() {
        QVERIFY(::mkfifo((path_ / "pipe").c_str(), 0600) == 0);
        QVERIFY(readFile(path_ / "pipe", 10).failed());
        QVERIFY(readFile("/dev/zero", 10).failed());
        QVERIFY(readFile(path_, 10).failed());
        QVERIFY(readFile(path_ / "missing", 10).failed());
    }
};

QTEST_APPLESS_MAIN(FilesTest)
#include "files_test.moc"
