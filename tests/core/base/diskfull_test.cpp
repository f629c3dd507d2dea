#include "core/base/files.h"
#include "core/base/json.h"

#include <QTemporaryDir>
#include <QTest>

#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <functional>
#include <sstream>

using namespace vitrine;

namespace fs = std::filesystem;

namespace {

constexpr int kRightless = 77;

std::string contentOf(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

bool alone(const fs::path& folder) {
    return std::distance(fs::directory_iterator(folder), fs::directory_iterator()) == 1;
}

/// The exit code of a child process that runs `work`.
int inChild(const std::function<int()>& work) {
    const pid_t child = ::fork();
    if (child == 0) {
        ::_exit(work());
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

/// A document of about 40 KiB.
std::string document() {
    Json::Array items;
    for (int index = 0; index < 4000; ++index) {
        items.emplace_back("item " + std::to_string(index));
    }
    return Json(std::move(items)).dump(1);
}

/// A file system of its own of so many bytes, seen by this process alone.
bool mountSmall(const fs::path& folder, std::size_t bytes) {
    const bool own = ::geteuid() == 0 ? ::unshare(CLONE_NEWNS) == 0
                                      : ::unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0;
    const std::string size = "size=" + std::to_string(bytes);
    return own && ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
           ::mount("tmpfs", folder.c_str(), "tmpfs", 0, size.c_str()) == 0;
}

/// Saves over an old file: 0 new content, 1 failed with the old one intact, 2 anything else.
int saveOver(const fs::path& file, const std::string& text) {
    const Outcome<Done> saved = saveAtomically(file, text);
    if (!alone(file.parent_path())) {
        return 2;
    }
    if (saved.ok()) {
        return contentOf(file) == text ? 0 : 2;
    }
    return contentOf(file) == "old" && !saved.problem().advice.empty() ? 1 : 2;
}

} // namespace

class DiskFullTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Every limit on the size of a file, in steps across the document.
    void fileSizeLimits() {
        const std::string text = document();
        int failures = 0;
        int successes = 0;
        for (std::size_t limit = 0; limit <= text.size() + 4096; limit += 1021) {
            const QTemporaryDir folder;
            const fs::path file = fs::path(folder.path().toStdString()) / "doc.vitrine";
            std::ofstream(file) << "old";
            const int result = inChild([&] {
                std::signal(SIGXFSZ, SIG_IGN);
                const rlimit cap{limit, limit};
                return ::setrlimit(RLIMIT_FSIZE, &cap) == 0 ? saveOver(file, text) : 3;
            });
            QCOMPARE(result, limit < text.size() ? 1 : 0);
            (result == 1 ? failures : successes) += 1;
        }
        QVERIFY(failures > 20 && successes > 1);
    }

    /// A disk of every size in pages, across the document.
    void smallDisks() {
        constexpr std::size_t kPage = 4096;
        const std::string text = document();
        int failures = 0;
        int successes = 0;
        for (std::size_t pages = 2; pages * kPage < text.size() + 6 * kPage; ++pages) {
            const QTemporaryDir folder;
            const fs::path path = folder.path().toStdString();
            const int result = inChild([&] {
                if (!mountSmall(path, pages * kPage)) {
                    return kRightless;
                }
                std::ofstream(path / "doc.vitrine") << "old";
                return saveOver(path / "doc.vitrine", text);
            });
            if (result == kRightless) {
                QSKIP("This machine does not let its user mount a small file system; "
                      "fileSizeLimits has run");
            }
            QVERIFY2(result == 0 || result == 1, qPrintable(QString::number(result)));
            (result == 1 ? failures : successes) += 1;
        }
        QVERIFY(failures > 5 && successes > 1);
    }
};

QTEST_APPLESS_MAIN(DiskFullTest)
#include "diskfull_test.moc"
