#include "core/plugin/contenthash.h"
#include "core/plugin/manifest.h"
#include "tests/core/plugin/pluginfolder.h"

#include <QTemporaryDir>
#include <QTest>

using namespace vitrine;
using namespace vitrine::plugin;
using namespace vitrine::tests;

class ManifestTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads();
    void refuses_data();
    void refuses();
    void fits();
    void hashesContent();
    void hashRefusesLinks();
};

void ManifestTest::reads() {
    const QTemporaryDir folder;
    const std::filesystem::path plugin = folder.filePath(QStringLiteral("good")).toStdString();
    std::filesystem::create_directory(plugin);
    writeFile(plugin / "plugin.json", description("good"));
    const auto manifest = readManifest(plugin);
    QVERIFY(manifest.ok());
    QCOMPARE(manifest->name, std::string("good"));
    QCOMPARE(manifest->provides, std::vector<std::string>{"sample.exclaim"});
    QVERIFY(checkFits(*manifest, plugin).ok());
}

void ManifestTest::refuses_data() {
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    const auto row = [](const char* name, const char* from, const char* to) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to);
    };
    row("no JSON", "{", "");
    row("list", "{\"name\"", "[{\"name\"");
    row("other name", "\"good\"", "\"bad\"");
    row("path as name", "\"good\"", "\"../good\"");
    row("name is a number", "\"good\"", "3");
    row("unknown kind", "\"perturbations\"", "\"games\"");
    row("unknown key", "\"version\"", "\"edition\"");
    row("api is a text", "\"api\": 1", "\"api\": \"1\"");
    row("provides a number", "[\"sample.exclaim\"]", "[3]");
    row("key twice", "\"api\": 1", "\"api\": 1, \"api\": 1");
    row("key missing", "\"version\": \"1\", ", "");
}

void ManifestTest::refuses() {
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    const QTemporaryDir folder;
    const std::filesystem::path plugin = folder.filePath(QStringLiteral("good")).toStdString();
    std::filesystem::create_directory(plugin);
    QByteArray text = QByteArray::fromStdString(description("good"));
    QVERIFY(text.contains(from));
    text.replace(text.indexOf(from), from.size(), to);
    writeFile(plugin / "plugin.json", text.toStdString());
    QVERIFY(readManifest(plugin).failed());
}

void ManifestTest::fits() {
    Manifest manifest{.api = kPluginApi, .abi = std::string(pluginAbi())};
    QVERIFY(checkFits(manifest, "x").ok());
    manifest.abi += "-other";
    QVERIFY(checkFits(manifest, "x").failed());
    manifest = {.api = kPluginApi + 1, .abi = std::string(pluginAbi())};
    QVERIFY(checkFits(manifest, "x").failed());
}

void ManifestTest::hashesContent() {
    const QTemporaryDir folder;
    const std::filesystem::path root = folder.path().toStdString();
    const auto now = [&] { return *contentHash(root); };
    writeFile(root / "a", "1");
    const std::string one = now();
    QCOMPARE(one.size(), std::size_t{64});
    QCOMPARE(now(), one);
    std::filesystem::create_directory(root / "data");
    writeFile(root / "data" / "b", "1");
    const std::string two = now();
    QVERIFY(two != one);
    writeFile(root / "data" / "b", "2");
    QVERIFY(now() != two);
    std::filesystem::rename(root / "data" / "b", root / "data" / "c");
    QVERIFY(now() != two);
}

void ManifestTest::hashRefusesLinks() {
    const QTemporaryDir folder;
    const std::filesystem::path root = folder.path().toStdString();
    std::filesystem::create_symlink("/etc/hostname", root / "a");
    QVERIFY(contentHash(root).failed());
    QVERIFY(contentHash(root / "missing").failed());
}

QTEST_APPLESS_MAIN(ManifestTest)
#include "manifest_test.moc"
