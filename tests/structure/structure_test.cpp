#include "tests/structure/rules.h"

#include <QTest>

#include <algorithm>
#include <iterator>

using namespace vitrine::tests;

/// Every rule holds in the tree, and would be heard if it were broken.
class StructureTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void holds_data();
    void holds();
    void canFail_data();
    void canFail();
    void leavesInPeace_data();
    void leavesInPeace();
    void readsTheTree();
    void commentsAndLiterals();

private:
    Files with(const QByteArray& path, const QByteArray& text) const;

    Files files_;
    Files neural_; ///< core/neural alone
};

namespace {

using Rule = Faults (*)(const Files& files);

struct NamedRule {
    const char* name;
    Rule rule;
};

constexpr NamedRule kRules[] = {
    {"arrows", wrongArrows},
    {"no Qt below the widgets", qtBelowTheWidgets},
    {"torch in core/neural alone", torchOutsideNeural},
    {"no torch through headers", torchThroughNeuralHeaders},
    {"QCustomPlot in the foundation alone", plotLibraryOutsideFoundation},
    {"no highgui", highgui},
    {"one way to write files", writingPastSaveAtomically},
    {"no pickles", pickles},
    {"sizes of files", oversizedFiles},
    {"no colour literals", colourLiterals},
    {"no style sheets", styleSheets},
    {"nothing unfinished", unfinishedWork},
};

QString report(const Faults& faults) {
    QStringList lines;
    for (const Fault& fault : faults) {
        lines.append(QString::fromStdString(fault.text()));
    }
    return lines.join(u'\n');
}

Rule ruleNamed(const QByteArray& name) {
    for (const NamedRule& rule : kRules) {
        if (name == rule.name) {
            return rule.rule;
        }
    }
    return nullptr;
}

void addCase(const char* rule, const char* path, const QByteArray& text) {
    QTest::addRow("%s: %s %s", rule, path, text.left(60).simplified().constData())
        << QByteArray(rule) << QByteArray(path) << text;
}

void addColumns() {
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("text");
}

void addBadArrows() {
    const char* const rule = "arrows";
    addCase(rule, "core/base/a.h", "#include \"core/text/tokenizer.h\"\n");
    addCase(rule, "core/text/a.h", "#include \"core/engine/trace.h\"\n");
    addCase(rule, "core/text/a.h", "  #  include   \"core/neural/engine.h\"\n");
    addCase(rule, "core/analysis/a.cpp", "#include \"core/engine/trace.h\"\n");
    addCase(rule, "core/engine/a.h", "#include \"core/analysis/rollout.h\"\n");
    addCase(rule, "core/neural/a.cpp", "#include \"core/study/picture.h\"\n");
    addCase(rule, "core/neural/a.cpp", "#include \"widgets/foundation/theme/theme.h\"\n");
    addCase(rule, "core/base/a.cpp", "#include <core/text/tokenizer.h>\n");
    addCase(rule, "widgets/tokens/a.h", "#include \"core/engine/trace.h\"\n");
    addCase(rule, "widgets/tokens/a.h", "#include \"widgets/attention/map/map.h\"\n");
    addCase(rule, "widgets/foundation/a.h", "#include \"core/engine/trace.h\"\n");
    addCase(rule, "widgets/attention/a.cpp", "#include \"app/vitrine/window.h\"\n");
    addCase(rule, "app/vitrine/a.cpp", "#include \"core/neural/engine.h\"\n");
    addCase(rule, "app/runner/a.cpp", "#include \"widgets/foundation/theme/theme.h\"\n");
    addCase(rule, "app/decoder/a.cpp", "#include \"core/engine/trace.h\"\n");
    addCase(rule, "tests/core/text/a.cpp", "#include \"core/engine/trace.h\"\n");
    addCase(rule, "core/base/a.h", "#include \"tests/support/mutator.h\"\n");
    addCase(rule, "core/base/a.h", "#include \"outcome.h\"\n");
    addCase(rule, "core/unheardof/a.h", "");
}

void addBadIncludes() {
    addCase("no Qt below the widgets", "core/base/a.h", "#include <QString>\n");
    addCase("no Qt below the widgets", "core/text/a.cpp", "#include <QtCore/QString>\n");
    addCase("no Qt below the widgets", "app/runner/a.cpp", "#include <QCoreApplication>\n");
    const char* const torch = "torch in core/neural alone";
    addCase(torch, "core/study/a.cpp", "#include <torch/torch.h>\n");
    addCase(torch, "app/runner/a.cpp", "#include <ATen/core/Tensor.h>\n");
    addCase(torch, "widgets/attention/a.cpp", "#include <c10/util/Exception.h>\n");
    addCase(torch, "tests/app/runner/a.cpp", "#include <ATen/ATen.h>\n");
    addCase("no torch through headers", "app/runner/a.cpp",
            "#include \"core/neural/blocks/attention.h\"\n");
    addCase("QCustomPlot in the foundation alone", "widgets/training/a.cpp",
            "#include <qcustomplot.h>\n");
    addCase("no highgui", "core/media/a.cpp", "#include <opencv2/highgui.hpp>\n");
    addCase("no highgui", "core/media/a.cpp", "#include <opencv2/opencv.hpp>\n");
}

void addBadCode() {
    const char* const writing = "one way to write files";
    addCase(writing, "app/vitrine/a.cpp", "QSaveFile file(path);\n");
    addCase(writing, "core/run/a.cpp", "std::ofstream(path) << text;\n");
    addCase(writing, "core/base/json.cpp", "std::ofstream out(path);\n");
    addCase(writing, "core/run/a.cpp", "auto* f = fopen(path, \"w\");\n");
    addCase(writing, "core/run/a.cpp", "::write(file, bytes, size);\n");
    addCase(writing, "app/vitrine/a.cpp",
            "QFile file(path);\nfile.open(QIODevice::WriteOnly);\nfile.write(bytes);\n");
    addCase(writing, "widgets/foundation/a.cpp", "image.save(path);\n");
    addCase(writing, "widgets/foundation/a.cpp", "grabbedPixmap.save(folder + name);\n");
    addCase(writing, "widgets/foundation/a.cpp", "QSvgGenerator svg;\nsvg.setFileName(path);\n");
    addCase("no pickles", "core/neural/a.cpp", "torch::load(model, path);\n");
    addCase("no pickles", "core/neural/a.cpp", "auto m = torch::jit::load(path);\n");
    addCase("no pickles", "core/neural/a.cpp", "torch::pickle_load(bytes);\n");
    addCase("sizes of files", "core/base/a.h", QByteArray(251, '\n'));
    addCase("sizes of files", "core/base/a.cpp", QByteArray(401, '\n'));
    addCase("sizes of files", "app/vitrine/window/mainwindow.cpp", QByteArray(501, '\n'));
    const char* const colours = "no colour literals";
    addCase(colours, "widgets/tokens/a.cpp", "const QColor ink(u\"#1a2b3c\"_qs);\n");
    addCase(colours, "widgets/tokens/a.cpp", "const QColor ink(\"#abc\");\n");
    addCase(colours, "app/vitrine/a.cpp", "const QColor ink(\"#ffaabbcc\");\n");
    addCase(colours, "widgets/tokens/a.cpp", "paint(QColor(26, 43, 60));\n");
    addCase(colours, "widgets/tokens/a.cpp", "paint(QColor::fromRgb(0x1a2b3c));\n");
    addCase(colours, "widgets/tokens/a.cpp", "pixels[0] = qRgb(255, 0, 0);\n");
    addCase("no style sheets", "widgets/tokens/a.cpp", "box->setStyleSheet(text);\n");
    addCase("nothing unfinished", "core/base/a.cpp", "int a; // TO" "DO later\n");
    addCase("nothing unfinished", "tests/core/base/a.cpp", "/* FIX" "ME */\n");
}

} // namespace

void StructureTest::initTestCase() {
    files_ = readSources(VITRINE_SOURCE_DIR);
    std::ranges::copy_if(files_, std::back_inserter(neural_),
                         [](const SourceFile& file) { return file.in({"core/neural"}); });
}

Files StructureTest::with(const QByteArray& path, const QByteArray& text) const {
    Files files = neural_;
    files.emplace_back(path.toStdString(), text.toStdString());
    return files;
}

void StructureTest::holds_data() {
    QTest::addColumn<QByteArray>("rule");
    for (const NamedRule& rule : kRules) {
        QTest::newRow(rule.name) << QByteArray(rule.name);
    }
}

void StructureTest::holds() {
    QFETCH(QByteArray, rule);
    const Faults faults = ruleNamed(rule)(files_);
    QVERIFY2(faults.empty(), qPrintable(u'\n' + report(faults)));
}

void StructureTest::canFail_data() {
    addColumns();
    addBadArrows();
    addBadIncludes();
    addBadCode();
}

/// One offending file, beside core/neural for the rule that follows its headers: one fault is
/// found.
void StructureTest::canFail() {
    QFETCH(QByteArray, rule);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, text);
    const Rule check = ruleNamed(rule);
    QVERIFY(check != nullptr);
    const Faults faults = check(with(path, text));
    QVERIFY2(faults.size() == 1, qPrintable(report(faults)));
    QCOMPARE(faults.back().path, path.toStdString());
}

void StructureTest::leavesInPeace_data() {
    addColumns();
    addCase("arrows", "core/neural/a.cpp", "#include \"core/analysis/headstatistics.h\"\n");
    addCase("arrows", "app/runner/a.cpp", "#include \"core/neural/engine.h\"\n");
    addCase("arrows", "app/vitrine/a.cpp", "#include \"core/study/picture.h\"\n");
    addCase("arrows", "widgets/tokens/a.cpp", "#include \"moc_a.cpp\"\n");
    addCase("arrows", "tests/core/text/a.cpp", "#include \"core/text/tokenizer.h\"\n");
    addCase("arrows", "tests/widgets/attention/a.cpp", "#include \"core/neural/engine.h\"\n");
    addCase("arrows", "core/base/a.cpp", "// #include \"core/text/tokenizer.h\"\n");
    addCase("no Qt below the widgets", "core/base/a.cpp", "#include <queue>\n");
    addCase("torch in core/neural alone", "core/neural/a.cpp", "#include <ATen/ATen.h>\n");
    addCase("no torch through headers", "app/runner/a.cpp",
            "#include \"core/neural/engine.h\"\n");
    addCase("QCustomPlot in the foundation alone", "widgets/foundation/a.h",
            "#include <qcustomplot.h>\n");
    addCase("one way to write files", "core/run/a.cpp", "// no std::ofstream here\n");
    addCase("one way to write files", "widgets/tokens/a.cpp", "painter.save();\n");
    addCase("one way to write files", "app/vitrine/a.cpp", "void Document::write(int a) {}\n");
    addCase("one way to write files", "widgets/tokens/a.cpp", "image.save(&buffer, \"PNG\");\n");
    addCase("one way to write files", "app/vitrine/a.cpp",
            "QBuffer buffer;\nbuffer.open(QIODevice::WriteOnly);\nQFileInfo info;\n");
    addCase("sizes of files", "core/base/a.h", QByteArray(250, '\n'));
    addCase("sizes of files", "app/vitrine/window/mainwindow.cpp", QByteArray(500, '\n'));
    addCase("sizes of files", "core/text/tables.cpp",
            "// Written by a script. Do not edit.\n" + QByteArray(3000, '\n'));
    addCase("no colour literals", "widgets/tokens/a.cpp", "QColor ink = theme.ink();\n");
    addCase("no colour literals", "widgets/tokens/a.cpp", "return qRgb(255, 255, 255);\n");
    addCase("no colour literals", "widgets/tokens/a.cpp", "label(\"##bee\"); f(\"#7\");\n");
    addCase("nothing unfinished", "core/base/a.cpp", "int hackneyed = 0;\n");
}

void StructureTest::leavesInPeace() {
    QFETCH(QByteArray, rule);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, text);
    const Rule check = ruleNamed(rule);
    QVERIFY(check != nullptr);
    const Faults faults = check(with(path, text));
    QVERIFY2(faults.empty(), qPrintable(report(faults)));
}

/// A reader that finds nothing would let every rule hold.
void StructureTest::readsTheTree() {
    const auto has = [&](const std::string& path) {
        return std::ranges::any_of(files_,
                                   [&](const SourceFile& file) { return file.path == path; });
    };
    QVERIFY(files_.size() > 100);
    QVERIFY(has("core/base/json.h"));
    QVERIFY(has("core/neural/engine.cpp"));
    QVERIFY(has("tests/structure/structure_test.cpp"));
    const auto json = std::ranges::find(files_, "core/base/json.cpp", &SourceFile::path);
    QVERIFY(includesOf(*json).size() > 3);
}

void StructureTest::commentsAndLiterals() {
    const auto stripped = [](const char* text) { return withoutComments(text); };
    QCOMPARE(stripped("a // b\nc"), std::string("a     \nc"));
    QCOMPARE(stripped("a /* b\n*/ c"), std::string("a     \n   c"));
    QCOMPARE(stripped("\"// no\" // yes"), std::string("\"// no\"       "));
    QCOMPARE(stripped("'\"' // yes"), std::string("'\"'       "));
    QCOMPARE(stripped("1'000 // yes"), std::string("1'000       "));
    QCOMPARE(stripped("R\"(\" // no)\" // yes"), std::string("R\"(\" // no)\"       "));
    QCOMPARE(stripped("\"\\\"// no\""), std::string("\"\\\"// no\""));
}

QTEST_APPLESS_MAIN(StructureTest)
#include "structure_test.moc"
