#include "core/base/files.h"
#include "core/base/safetensors.h"
#include "tests/core/base/systemcalls.h"

#include <QTemporaryDir>
#include <QTest>

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <sstream>

using namespace vitrine;
using vitrine::tests::Fate;
using vitrine::tests::fateOf;

namespace fs = std::filesystem;

namespace {

/// Without core/base, whose calls are made to fail.
std::string contentOf(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

std::size_t entries(const fs::path& folder) {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

std::string newContent() {
    return std::string(1000, 'n');
}

/// A file written in 20 pieces, as large ones are.
Outcome<Done> saveInPieces(const fs::path& file) {
    const auto writer = [](const ByteSink& sink) -> Outcome<Done> {
        const std::string piece(50, 'n');
        for (int index = 0; index < 20 && sink(std::as_bytes(std::span(piece))); ++index) {
        }
        return Done{};
    };
    return saveAtomically(file, writer, {.durable = true});
}

Outcome<Done> saveWeights(const fs::path& file) {
    static const std::string data(1000, 'w');
    return writeSafetensors(file, {{.name = "w",
                                    .dtype = Dtype::U8,
                                    .shape = {1000},
                                    .bytes = std::as_bytes(std::span(data))}});
}

} // namespace

class SaveFailuresTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { fateOf = {}; }

    void everyCall_data() {
        QTest::addColumn<QByteArray>("call");
        QTest::addColumn<int>("error");
        QTest::addColumn<bool>("sticky");
        QTest::addColumn<bool>("weights");
        for (const char* call : {"open", "write", "fsync", "fstat", "fchmod", "close", "rename"}) {
            for (const int error : {ENOSPC, EIO, EDQUOT}) {
                for (const bool sticky : {false, true}) {
                    for (const bool weights : {false, true}) {
                        QTest::addRow("%s %d%s%s", call, error, sticky ? " from then on" : "",
                                      weights ? " of weights" : "")
                            << QByteArray(call) << error << sticky << weights;
                    }
                }
            }
        }
    }

    /// Lets the first, second, … call of a kind fail until a save meets no failure: the old or the
    /// new content is there, whole, no other file, and a failure before the rename is told.
    void everyCall() {
        QFETCH(QByteArray, call);
        QFETCH(int, error);
        QFETCH(bool, sticky);
        QFETCH(bool, weights);
        const auto save = weights ? saveWeights : saveInPieces;
        const QTemporaryDir folder;
        const fs::path file = fs::path(folder.path().toStdString()) / "file";
        QVERIFY(save(file).ok());
        const std::string fresh = contentOf(file);
        int failedAt = 0;
        for (int wanted = 1; wanted < 100; ++wanted) {
            std::ofstream(file) << "old";
            int count = 0;
            bool injected = false;
            bool renamed = false;
            fateOf = [&](std::string_view name) -> Fate {
                if (name == call.toStdString() && ++count >= wanted && (sticky || !injected)) {
                    injected = true;
                    return {Fate::Kind::Fail, error};
                }
                renamed = renamed || name == "rename";
                return {};
            };
            const Outcome<Done> saved = save(file);
            fateOf = {};
            QCOMPARE(entries(file.parent_path()), std::size_t{1});
            if (!injected) {
                QVERIFY(saved.ok());
                QCOMPARE(contentOf(file), fresh);
                QVERIFY2(failedAt > 0, "nothing was injected at all");
                return;
            }
            // Closing the folder is the one call whose failure means nothing.
            QVERIFY(saved.failed() || (call == "close" && renamed));
            QCOMPARE(contentOf(file), renamed ? fresh : std::string("old"));
            failedAt = wanted;
        }
        QFAIL("no save without an injected failure");
    }

    void interruptionsAreRetried() {
        const QTemporaryDir folder;
        const fs::path file = fs::path(folder.path().toStdString()) / "file";
        bool now = false;
        fateOf = [&](std::string_view name) -> Fate {
            now = !now;
            const bool interruptible = name == "open" || name == "write" || name == "fsync";
            return interruptible && now ? Fate{Fate::Kind::Fail, EINTR} : Fate{};
        };
        QVERIFY(saveInPieces(file).ok());
        fateOf = {};
        QCOMPARE(contentOf(file), newContent());
    }

    void shortWritesGoOn() {
        const QTemporaryDir folder;
        const fs::path file = fs::path(folder.path().toStdString()) / "file";
        int writes = 0;
        fateOf = [&](std::string_view name) -> Fate {
            writes += name == "write" ? 1 : 0;
            return name == "write" ? Fate{Fate::Kind::Shorten} : Fate{};
        };
        QVERIFY(saveInPieces(file).ok());
        fateOf = {};
        QVERIFY(writes > 20);
        QCOMPARE(contentOf(file), newContent());
    }

    /// The trap that made other save functions replace a good file by a cut one: the last write is
    /// short, and the next one finds the disk full.
    void aShortLastWriteIsNoSuccess() {
        const QTemporaryDir folder;
        const fs::path file = fs::path(folder.path().toStdString()) / "file";
        std::ofstream(file) << "old";
        int writes = 0;
        fateOf = [&](std::string_view name) -> Fate {
            if (name != "write" || ++writes < 20) {
                return {};
            }
            return writes == 20 ? Fate{Fate::Kind::Shorten} : Fate{Fate::Kind::Fail, ENOSPC};
        };
        const Outcome<Done> saved = saveInPieces(file);
        fateOf = {};
        QVERIFY(saved.failed());
        QVERIFY(saved.problem().what.find("No space left") != std::string::npos);
        QCOMPARE(contentOf(file), std::string("old"));
        QCOMPARE(entries(file.parent_path()), std::size_t{1});
    }

    /// A file system that loses what it said it wrote: the size gives it away.
    void lostBytesAreNoticed() {
        const QTemporaryDir folder;
        const fs::path file = fs::path(folder.path().toStdString()) / "file";
        std::ofstream(file) << "old";
        int writes = 0;
        fateOf = [&](std::string_view name) -> Fate {
            return name == "write" && ++writes == 7 ? Fate{Fate::Kind::Lose} : Fate{};
        };
        const Outcome<Done> saved = saveInPieces(file);
        fateOf = {};
        QVERIFY(saved.failed());
        QVERIFY(saved.problem().what.find("975 bytes instead of 1000") != std::string::npos);
        QCOMPARE(contentOf(file), std::string("old"));
        QCOMPARE(entries(file.parent_path()), std::size_t{1});
    }

    /// The process is killed before its first, second, … call: the file is the old or the new one.
    void killedAnywhere() {
        const QTemporaryDir folder;
        const fs::path file = fs::path(folder.path().toStdString()) / "file";
        int olds = 0;
        int news = 0;
        for (int wanted = 1; wanted < 200; ++wanted) {
            std::ofstream(file) << "old";
            const pid_t child = ::fork();
            if (child == 0) {
                int count = 0;
                fateOf = [&](std::string_view) -> Fate {
                    if (++count == wanted) {
                        ::kill(::getpid(), SIGKILL);
                    }
                    return {};
                };
                ::_exit(saveInPieces(file).ok() ? 0 : 1);
            }
            int status = 0;
            QCOMPARE(::waitpid(child, &status, 0), child);
            const std::string content = contentOf(file);
            QVERIFY(content == "old" || content == newContent());
            (content == "old" ? olds : news) += 1;
            if (WIFEXITED(status)) {
                QCOMPARE(WEXITSTATUS(status), 0);
                QVERIFY(olds > 20);
                QVERIFY(news > 1);
                return;
            }
        }
        QFAIL("no run came to its end");
    }
};

QTEST_APPLESS_MAIN(SaveFailuresTest)
#include "savefailures_test.moc"
