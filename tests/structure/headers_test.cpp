#include "tests/structure/rules.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace vitrine::tests;

/// Every header compiles alone. Those with a source of their name are proved by that source, which
/// includes them first; the others by a file each that the build writes and compiles.
class HeadersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sourcesIncludeTheirHeaderFirst();
    void theRuleCanFail();
    void theOthersAreCompiled();
    void compilingCanFail_data();
    void compilingCanFail();
};

namespace {

/// Whether the compiler of this build takes a header as the build would compile it.
bool compiles(const QByteArray& header) {
    const QTemporaryDir folder;
    const QString name = folder.filePath(u"tried.h"_qs);
    std::ofstream(name.toStdString()) << header.constData();
    std::ofstream(folder.filePath(u"alone.cpp"_qs).toStdString())
        << "#include \"tried.h\"\n#include \"tried.h\"\n";
    QProcess compiler;
    compiler.setWorkingDirectory(folder.path());
    compiler.start(QStringLiteral(VITRINE_COMPILER),
                   {u"-std=c++20"_qs, u"-fsyntax-only"_qs, u"-I"_qs,
                    QStringLiteral(VITRINE_SOURCE_DIR), u"alone.cpp"_qs});
    return compiler.waitForFinished(60'000) && compiler.exitStatus() == QProcess::NormalExit &&
           compiler.exitCode() == 0;
}

} // namespace

void HeadersTest::sourcesIncludeTheirHeaderFirst() {
    const Faults faults = ownHeaderNotFirst(readSources(VITRINE_SOURCE_DIR));
    for (const Fault& fault : faults) {
        qWarning("%s", fault.text().c_str());
    }
    QVERIFY(faults.empty());
}

void HeadersTest::theRuleCanFail() {
    const auto faults = [](const char* source) {
        return ownHeaderNotFirst({{"core/base/a.h", ""}, {"core/base/a.cpp", source}}).size();
    };
    QCOMPARE(faults("#include \"core/base/a.h\"\n#include <vector>\n"), std::size_t{0});
    QCOMPARE(faults("#include <vector>\n#include \"core/base/a.h\"\n"), std::size_t{1});
    QCOMPARE(faults(""), std::size_t{1});
}

void HeadersTest::theOthersAreCompiled() {
    QFile list(QStringLiteral(VITRINE_BINARY_DIR "/tests/structure/headers/list.txt"));
    QVERIFY(list.open(QIODevice::ReadOnly));
    const QByteArrayList compiled = list.readAll().split('\n');
    for (const std::string& header : headersWithoutSource(readSources(VITRINE_SOURCE_DIR))) {
        QVERIFY2(compiled.contains(QByteArray::fromStdString(header)), header.c_str());
    }
}

void HeadersTest::compilingCanFail_data() {
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<bool>("alone");
    QTest::newRow("complete")
        << QByteArray("#pragma once\n#include <string>\nstruct A { std::string b; };\n") << true;
    QTest::newRow("of ours") << QByteArray("#pragma once\n#include \"core/base/axis.h\"\n") << true;
    QTest::newRow("leans on its includer")
        << QByteArray("#pragma once\nstruct A { std::string b; };\n") << false;
    QTest::newRow("unguarded") << QByteArray("struct A {};\n") << false;
}

void HeadersTest::compilingCanFail() {
    QFETCH(QByteArray, header);
    QFETCH(bool, alone);
    QCOMPARE(compiles(header), alone);
}

QTEST_GUILESS_MAIN(HeadersTest)
#include "headers_test.moc"
