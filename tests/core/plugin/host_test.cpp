#include "tests/core/plugin/pluginfolder.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <memory>

using namespace vitrine;
using namespace vitrine::plugin;
using namespace vitrine::tests;

namespace fs = std::filesystem;

/// The trust in plugins (reliability, 4.5 and P1): none is loaded silently.
class HostTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void personalOnesAreEnabledByHand();
    void changedOnesAreAskedAgain();
    void installedOnesAreEnabled();
    void theRealOnesLoad();
    void untrustedPlaces_data();
    void untrustedPlaces();
    void foreignOwner();
    void linksAreRefused();
    void otherBuildsAreNotOpened();
    void searchPathsAndTheCurrentFolderDoNotMatter();
    void crashWhileLoadingDisables();
    void aProgramThatIsLoadingHasNotCrashed();
    void faultyOnes_data();
    void faultyOnes();
    void installedNamesWin();
    void noStateFolder();
    void damagedDecisions();

private:
    [[nodiscard]] PluginPlaces places() const {
        return {.personal = personal_, .state = root_ / "state"};
    }

    [[nodiscard]] QByteArray trial(const QStringList& more = {}) const;

    std::unique_ptr<QTemporaryDir> folder_;
    fs::path root_;
    fs::path personal_;
};

void HostTest::init() {
    folder_ = std::make_unique<QTemporaryDir>();
    root_ = folder_->path().toStdString();
    personal_ = root_ / "plugins";
    fs::create_directory(personal_);
    fs::permissions(personal_, fs::perms::owner_all);
}

QByteArray HostTest::trial(const QStringList& more) const {
    QProcess process;
    process.start(qEnvironmentVariable("VITRINE_TRIAL"),
                  QStringList{QStringLiteral("-"), QString::fromStdString(personal_.string()),
                              QString::fromStdString((root_ / "state").string())} +
                      more);
    process.waitForFinished();
    return process.exitStatus() == QProcess::CrashExit ? QByteArray("crashed")
                                                       : process.readAllStandardOutput();
}

void HostTest::personalOnesAreEnabledByHand() {
    putPlugin(personal_, "good", "good", description("good"));
    PluginHost host(places());
    host.load();
    QCOMPARE(standingOf(host, "good"), QByteArray("disabled"));
    QVERIFY(host.perturbations().empty());
    QVERIFY(host.enable("good").ok());
    QCOMPARE(standingOf(host, "good"), QByteArray("enabled"));

    PluginHost next(places());
    next.load();
    QCOMPARE(standingOf(next, "good"), QByteArray("loaded"));
    const perturb::Perturbation* kind = next.catalogue().find("sample.exclaim");
    QVERIFY(kind != nullptr);
    QCOMPARE(perturb::perturb(*kind, {.text = "oh"}, {.severity = 1})->sample.text,
             std::string("oh!"));

    QVERIFY(next.disable("good").ok());
    PluginHost last(places());
    last.load();
    QCOMPARE(standingOf(last, "good"), QByteArray("disabled"));
    QVERIFY(last.enable("nobody").failed());
}

void HostTest::changedOnesAreAskedAgain() {
    putPlugin(personal_, "good", "good", description("good"));
    QVERIFY(PluginHost(places()).enable("good").ok());
    writeFile(personal_ / "good" / "words.txt", "more data");
    PluginHost host(places());
    host.load();
    QCOMPARE(standingOf(host, "good"), QByteArray("changed"));
    QVERIFY(host.perturbations().empty());
    QVERIFY(host.enable("good").ok());
    PluginHost next(places());
    next.load();
    QCOMPARE(standingOf(next, "good"), QByteArray("loaded"));
}

void HostTest::installedOnesAreEnabled() {
    putPlugin(root_ / "installed", "good", "good", description("good"));
    PluginHost host({.installed = root_ / "installed", .state = root_ / "state"});
    host.load();
    QCOMPARE(standingOf(host, "good"), QByteArray("loaded"));
    QVERIFY(host.disable("good").ok());
    PluginHost next({.installed = root_ / "installed", .state = root_ / "state"});
    next.load();
    QCOMPARE(standingOf(next, "good"), QByteArray("disabled"));
}

void HostTest::theRealOnesLoad() {
    PluginHost host({.installed = VITRINE_BINARY_DIR "/lib/vitrine/plugins",
                     .state = root_ / "state"});
    host.load();
    QCOMPARE(standingOf(host, "clips"), QByteArray("loaded"));
    QVERIFY(host.catalogue().find("clip.shuffle") != nullptr);
    QVERIFY(host.catalogue().find("char.swap") != nullptr);
    QVERIFY(host.problems().empty());
}

void HostTest::untrustedPlaces_data() {
    QTest::addColumn<int>("mode");
    QTest::addColumn<bool>("above");
    QTest::newRow("readable by others") << 0755 << false;
    QTest::newRow("writable by the group") << 0770 << false;
    QTest::newRow("writable by all") << 0777 << false;
    QTest::newRow("folder above writable by the group") << 0770 << true;
    QTest::newRow("folder above writable by all") << 0777 << true;
}

void HostTest::untrustedPlaces() {
    QFETCH(int, mode);
    QFETCH(bool, above);
    putPlugin(personal_, "good", "good", description("good"));
    QVERIFY(PluginHost(places()).enable("good").ok());
    QCOMPARE(::chmod((above ? root_ : personal_).c_str(), static_cast<mode_t>(mode)), 0);
    PluginHost host(places());
    host.load();
    QCOMPARE(standingOf(host, "good"), QByteArray("refused"));
    QVERIFY(!entryOf(host, "good").reason.empty());
    QVERIFY(host.perturbations().empty());
    QVERIFY(!host.problems().empty());
    QVERIFY(host.enable("good").failed());
}

void HostTest::foreignOwner() {
    putPlugin(personal_, "good", "good", description("good"));
    QVERIFY(PluginHost(places()).enable("good").ok());
    constexpr uid_t kNobody = 65534;
    if (::chown(personal_.c_str(), kNobody, static_cast<gid_t>(-1)) != 0) {
        QSKIP("Only root may give a folder away");
    }
    PluginHost host(places());
    host.load();
    QCOMPARE(standingOf(host, "good"), QByteArray("refused"));
    QCOMPARE(::chown(personal_.c_str(), ::geteuid(), static_cast<gid_t>(-1)), 0);
    QCOMPARE(::chown((personal_ / "good").c_str(), kNobody, static_cast<gid_t>(-1)), 0);
    PluginHost again(places());
    again.load();
    QCOMPARE(standingOf(again, "good"), QByteArray("refused"));
    QVERIFY(again.perturbations().empty());
}

void HostTest::linksAreRefused() {
    putPlugin(personal_, "good", "good", description("good"));
    QVERIFY(PluginHost(places()).enable("good").ok());
    fs::rename(personal_ / "good", root_ / "elsewhere");
    fs::create_directory_symlink(root_ / "elsewhere", personal_ / "good");
    PluginHost linkedPlugin(places());
    linkedPlugin.load();
    QCOMPARE(standingOf(linkedPlugin, "good"), QByteArray("refused"));

    fs::remove(personal_ / "good");
    fs::rename(root_ / "elsewhere", personal_ / "good");
    fs::rename(personal_ / "good" / "good.so", root_ / "good.so");
    fs::create_symlink(root_ / "good.so", personal_ / "good" / "good.so");
    PluginHost linkedLibrary(places());
    linkedLibrary.load();
    QCOMPARE(standingOf(linkedLibrary, "good"), QByteArray("refused"));

    fs::rename(personal_, root_ / "real");
    fs::create_directory_symlink(root_ / "real", personal_);
    PluginHost linkedFolder(places());
    linkedFolder.load();
    QCOMPARE(standingOf(linkedFolder, "good"), QByteArray("refused"));
    QVERIFY(linkedFolder.perturbations().empty());
}

void HostTest::otherBuildsAreNotOpened() {
    std::string other = description("aborting");
    other.replace(other.find("\"api\": 1"), 8, "\"api\": 9");
    putPlugin(personal_, "aborting", "aborting", other);
    // Were it opened, its constructor would end this process.
    PluginHost host(places());
    QVERIFY(host.enable("aborting").failed());
    host.load();
    QCOMPARE(standingOf(host, "aborting"), QByteArray("refused"));
    QVERIFY(entryOf(host, "aborting").reason.find("api 9") != std::string::npos);
}

void HostTest::searchPathsAndTheCurrentFolderDoNotMatter() {
    putPlugin(root_ / "here", "good", "good", description("good"));
    const QByteArray here = QByteArray::fromStdString((root_ / "here").string());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"LD_LIBRARY_PATH", "VITRINE_PLUGIN_PATH", "QT_PLUGIN_PATH", "PATH"}) {
        environment.insert(QString::fromLatin1(name), QString::fromUtf8(here));
    }
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(QString::fromUtf8(here));
    process.start(qEnvironmentVariable("VITRINE_TRIAL"),
                  {QStringLiteral("-"), QString::fromStdString(personal_.string()),
                   QString::fromStdString((root_ / "state").string())});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(process.readAllStandardOutput(), QByteArray());
}

void HostTest::crashWhileLoadingDisables() {
    putPlugin(personal_, "aborting", "aborting", description("aborting"));
    putPlugin(personal_, "good", "good", description("good"));
    QVERIFY(PluginHost(places()).enable("good").ok());
    QCOMPARE(trial({QStringLiteral("enable"), QStringLiteral("aborting")}), QByteArray("crashed"));
    const QByteArray second = trial();
    QVERIFY2(second.contains("aborting: crashed: It ended the program"), second.constData());
    QVERIFY2(second.contains("good: loaded"), second.constData());
    // Also at the start after that, and until the person wants to try once more.
    QVERIFY(trial().contains("aborting: crashed"));
    QCOMPARE(trial({QStringLiteral("enable"), QStringLiteral("aborting")}), QByteArray("crashed"));
    QVERIFY(trial().contains("aborting: crashed"));
}

void HostTest::aProgramThatIsLoadingHasNotCrashed() {
    putPlugin(personal_, "good", "good", description("good"));
    const std::string hash = entryOf(PluginHost(places()), "good").hash;
    QVERIFY(PluginHost(places()).enable("good").ok());
    // flock holds between descriptors, so this process can stand for another one.
    const auto mark = root_ / "state" / ("loading.good." + hash + ".1");
    const int held = ::open(mark.c_str(), O_RDWR | O_CREAT, 0600);
    QVERIFY(held >= 0);
    QCOMPARE(::flock(held, LOCK_EX), 0);
    QVERIFY(trial().contains("good: loaded"));
    ::close(held);
    QVERIFY(trial().contains("good: crashed"));
    QVERIFY(!fs::exists(mark));
}

void HostTest::faultyOnes_data() {
    QTest::addColumn<QByteArray>("sample");
    QTest::addColumn<QByteArray>("provides");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char* sample, const char* provides, const char* says) {
        QTest::addRow("%s %s", sample, provides)
            << QByteArray(sample) << QByteArray(provides) << QByteArray(says);
    };
    row("throwing", "[]", "thrown by the sample");
    row("nothing", "[]", "gives nothing");
    row("noentry", "[]", "vitrinePlugin");
    row("good", "[]", "sample.exclaim");
}

void HostTest::faultyOnes() {
    QFETCH(QByteArray, sample);
    QFETCH(QByteArray, provides);
    QFETCH(QByteArray, says);
    putPlugin(personal_, "faulty", sample.toStdString(),
              description("faulty", provides.toStdString()));
    QVERIFY(PluginHost(places()).enable("faulty").ok());
    PluginHost host(places());
    host.load();
    QCOMPARE(standingOf(host, "faulty"), QByteArray("failed"));
    QVERIFY2(QByteArray::fromStdString(entryOf(host, "faulty").reason).contains(says),
             entryOf(host, "faulty").reason.c_str());
    QVERIFY(host.perturbations().empty());
    QVERIFY(fs::is_empty(root_ / "state") == false);
    // Failing is no crash: the mark is gone.
    QCOMPARE(standingOf(PluginHost(places()), "faulty"), QByteArray("enabled"));
}

void HostTest::installedNamesWin() {
    putPlugin(root_ / "installed", "good", "good", description("good"));
    putPlugin(personal_, "good", "aborting", description("good"));
    PluginHost host({.installed = root_ / "installed", .personal = personal_,
                     .state = root_ / "state"});
    host.load();
    QCOMPARE(host.entries().size(), std::size_t{2});
    QVERIFY(host.entries()[0].standing == Standing::Loaded && host.entries()[0].installed);
    QVERIFY(host.entries()[1].standing == Standing::Refused);
}

void HostTest::noStateFolder() {
    putPlugin(root_ / "installed", "good", "good", description("good"));
    PluginHost host({.installed = root_ / "installed"});
    host.load();
    QCOMPARE(standingOf(host, "good"), QByteArray("loaded"));
    QVERIFY(host.disable("good").failed());
}

void HostTest::damagedDecisions() {
    putPlugin(personal_, "good", "good", description("good"));
    QVERIFY(PluginHost(places()).enable("good").ok());
    writeFile(root_ / "state" / "plugins.json", R"({"enabled": {"good": 3}})");
    PluginHost host(places());
    host.load();
    QCOMPARE(standingOf(host, "good"), QByteArray("disabled"));
    QCOMPARE(host.problems().size(), std::size_t{1});
}

QTEST_GUILESS_MAIN(HostTest)
#include "host_test.moc"
