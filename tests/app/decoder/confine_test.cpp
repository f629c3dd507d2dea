#include "app/decoder/confine.h"

#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <fcntl.h>
#include <unistd.h>

#include <QTest>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <functional>
#include <thread>

using namespace vitrine::app;

namespace {

/// Runs in a confined child; its answer is the exit code, 128 + n for a signal.
int inChild(const std::function<int()>& work) {
    const pid_t child = ::fork();
    if (child == 0) {
        const Confinement confinement = confine();
        ::_exit(confinement.noNewRights && confinement.filtered ? work() : 99);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

int refused(long result) {
    return result < 0 && errno == EPERM ? 0 : 1;
}

} // namespace

class ConfineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void opensNoFile() {
        QCOMPARE(inChild([] { return refused(::open("/etc/passwd", O_RDONLY)); }), 0);
        QCOMPARE(inChild([] { return refused(::unlink("/tmp/nothing")); }), 0);
    }

    void hasNoNetwork() {
        QCOMPARE(inChild([] { return refused(::socket(AF_INET, SOCK_STREAM, 0)); }), 0);
        QCOMPARE(inChild([] { return refused(::socket(AF_UNIX, SOCK_STREAM, 0)); }), 0);
    }

    void startsNothing() {
        QCOMPARE(inChild([] { return refused(::fork()); }), 0);
        QCOMPARE(inChild([] {
                     char* const words[] = {nullptr};
                     return refused(::execve("/bin/true", words, words));
                 }),
                 0);
        QCOMPARE(inChild([] { return refused(::kill(::getppid(), SIGTERM)); }), 0);
    }

    void threadsWork() {
        QCOMPARE(inChild([] {
                     std::atomic<int> done = 0;
                     std::jthread([&] { done = 7; }).join();
                     return done == 7 ? 0 : 1;
                 }),
                 0);
    }

    void memoryEnds() {
#if defined(__SANITIZE_ADDRESS__)
        QSKIP("The sanitizer needs the addresses");
#else
        QCOMPARE(inChild([] {
                     void* const begin = ::mmap(nullptr, std::size_t{3} << 30, PROT_READ,
                                                MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
                     return begin == MAP_FAILED && errno == ENOMEM ? 0 : 1;
                 }),
                 0);
#endif
    }

    void writesNoFile() {
        char name[] = "/tmp/vitrine-confine-XXXXXX";
        const int file = ::mkstemp(name);
        QVERIFY(file >= 0);
        QCOMPARE(inChild([&] { return ::write(file, "x", 1) < 0 ? 0 : 1; }), 128 + SIGXFSZ);
        ::close(file);
        ::unlink(name);
    }
};

QTEST_GUILESS_MAIN(ConfineTest)
#include "confine_test.moc"
