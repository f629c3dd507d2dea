#include "tests/widgets/attention/stage.h"
#include "widgets/attention/attentionlab.h"
#include "widgets/attention/compare/comparestate.h"
#include "widgets/attention/export/mapcsv.h"
#include "widgets/attention/pane/stagepane.h"
#include "widgets/foundation/figure/export.h"
#include "widgets/foundation/figure/figure.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <charconv>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

using namespace vitrine;
using namespace vitrine::widgets;

namespace {

QString textsOf(const QByteArray& svg) {
    QXmlStreamReader xml(svg);
    QString texts;
    while (!xml.atEnd()) {
        if (xml.readNext() == QXmlStreamReader::Characters) {
            texts += xml.text() + u'|';
        }
    }
    return xml.hasError() ? QString() : texts;
}

struct Record {
    std::string site, head, query, key;
    std::size_t queryIndex = 0, keyIndex = 0;
    float value = 0;
};

/// A small reader of its own: quotes and all.
std::vector<Record> readBack(const std::string& csv) {
    std::vector<std::vector<std::string>> rows(1, std::vector<std::string>(1));
    bool quoted = false;
    for (std::size_t i = 0; i < csv.size(); ++i) {
        const char c = csv[i];
        if (quoted) {
            if (c == '"' && i + 1 < csv.size() && csv[i + 1] == '"') {
                rows.back().back() += csv[++i];
            } else if (c == '"') {
                quoted = false;
            } else {
                rows.back().back() += c;
            }
        } else if (c == '"') {
            quoted = true;
        } else if (c == ',') {
            rows.back().emplace_back();
        } else if (c == '\n') {
            rows.emplace_back(1);
        } else if (c != '\r') {
            rows.back().back() += c;
        }
    }
    std::vector<Record> records;
    for (std::size_t i = 1; i + 1 < rows.size(); ++i) {
        const auto& row = rows[i];
        Record record{row[0], row[1], row[3], row[5], std::stoul(row[2]), std::stoul(row[4]), 0};
        std::from_chars(row[6].data(), row[6].data() + row[6].size(), record.value);
        records.push_back(record);
    }
    return records;
}

} // namespace

class ExportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyViewIsAPicture_data();
    void everyViewIsAPicture();
    void theMapsSvgHasItsTokens();
    void captionsSayWhatItIs();
    void largeMapsAreBitmaps();
    void csvReadsBackEqual();
    void csvOfARow();
    void tooManyNumbersAreAProblem();
    void savingGoesThroughTheWorker();
    void aFolderThatIsNotThereIsReported();
    void theComparisonIsExportedToo();
};

void ExportTest::everyViewIsAPicture_data() {
    QTest::addColumn<int>("format");
    QTest::newRow("png") << static_cast<int>(FigureFormat::Png);
    QTest::newRow("svg") << static_cast<int>(FigureFormat::Svg);
    QTest::newRow("pdf") << static_cast<int>(FigureFormat::Pdf);
}

void ExportTest::everyViewIsAPicture() {
    QFETCH(int, format);
    tests::Stage stage;
    AttentionLab lab(stage.state, stage.worker);
    lab.setPicture(tests::randomPicture(tests::wordsText(6), 2, 3));
    stage.state.openPinned({1, 1});
    stage.state.selectCell(2, 3);
    tests::show(lab, QSize(1100, 700));
    for (const MapForm form : {MapForm::Map, MapForm::Lines}) {
        stage.state.setForm(form);
        const auto views = lab.exportables();
        QCOMPARE(views.size(), std::size_t{5});
        for (const Exportable& view : views) {
            const auto figure = view.figure();
            QVERIFY2(figure != nullptr, qPrintable(view.name));
            QVERIFY(figure->naturalSize().width() > 100 && figure->naturalSize().height() > 30);
            QVERIFY(!figure->caption().isEmpty() && !figure->title().isEmpty());
            const auto bytes = renderFigure(*figure, Look::builtIn(false),
                                            static_cast<FigureFormat>(format));
            QVERIFY(bytes);
            QVERIFY(bytes->size() > 500);
        }
    }
}

void ExportTest::theMapsSvgHasItsTokens() {
    tests::Stage stage;
    AttentionLab lab(stage.state, stage.worker);
    lab.setPicture(tests::randomPicture("frisbee <tag> gliding", 1, 1));
    tests::show(lab, QSize(1100, 700));
    const auto figure = lab.exportables().front().figure();
    const QString texts = textsOf(*renderFigure(*figure, Look::builtIn(false), FigureFormat::Svg));
    QVERIFY2(!texts.isEmpty(), "the SVG is well formed");
    for (const QString& token : {QStringLiteral("frisbee"), QStringLiteral("<tag>"),
                                 QStringLiteral("gliding"), QStringLiteral("[SEP]")}) {
        QVERIFY2(texts.count(token) >= 2, qPrintable(token)); // as query and as key
    }
    QVERIFY(texts.contains(QStringLiteral("layer 0"))); // the bar's rule
}

void ExportTest::captionsSayWhatItIs() {
    tests::Stage stage;
    AttentionLab lab(stage.state, stage.worker);
    lab.setPicture(tests::randomPicture("one two", 2, 2));
    stage.state.openHead({1, 0});
    tests::show(lab, QSize(1100, 700));
    const QString caption = lab.exportables().front().figure()->caption();
    for (const QString& part :
         {QStringLiteral("oracle"), QStringLiteral("text.1.self · head 0"),
          QStringLiteral("attention probability"), QStringLiteral("shared, layer 1: 0–"),
          QStringLiteral("square root")}) {
        QVERIFY2(caption.contains(part), qPrintable(caption));
    }
}

void ExportTest::largeMapsAreBitmaps() {
    tests::Stage stage;
    AttentionLab lab(stage.state, stage.worker);
    lab.setPicture(tests::randomPicture(tests::wordsText(148), 1, 1, 4));
    tests::show(lab, QSize(1100, 700));
    const auto figure = lab.exportables().front().figure();
    const auto svg = renderFigure(*figure, Look::builtIn(false), FigureFormat::Svg);
    QVERIFY(svg);
    QVERIFY(svg->contains("<image"));
    QVERIFY(svg->size() < 4'000'000);
}

void ExportTest::csvReadsBackEqual() {
    const std::string text = "one \"two\" three,four";
    const auto picture = tests::randomPicture(text, 2, 2);
    const WeightChoice choice{.trace = picture->trace, .heads = {{1, 1}, {0, kMeanHead}}};
    const auto records = readBack(*weightsCsv(choice, {}));
    QCOMPARE(records.size(), recordsOf(choice));
    const auto& tokens = picture->trace->axes()[0].tokens;
    std::size_t next = 0;
    for (std::size_t query = 0; query < tokens.size(); ++query) {
        const auto row = picture->trace->row({1, 1}, query);
        for (std::size_t key = 0; key < tokens.size(); ++key) {
            const Record& record = records[next++];
            QCOMPARE(record.site, std::string("text.1.self"));
            QCOMPARE(record.head, std::string("1"));
            QCOMPARE(record.query, tokens[query].label);
            QCOMPARE(record.key, tokens[key].label);
            QCOMPARE(record.value, row[key]); // bit for bit
        }
    }
    QCOMPARE(records[next].head, std::string("mean"));
}

void ExportTest::csvOfARow() {
    const auto picture = tests::randomPicture("one two three", 1, 2);
    const auto row = readBack(*weightsCsv({.trace = picture->trace, .heads = {{0, 1}}, .query = 2}, {}));
    QCOMPARE(row.size(), std::size_t{5});
    QCOMPARE(row[3].queryIndex, std::size_t{2});
    const auto column = readBack(*weightsCsv({.trace = picture->trace, .heads = {{0, 1}}, .key = 3}, {}));
    QCOMPARE(column.size(), std::size_t{5});
    QCOMPARE(column[2].value, row[3].value);
}

void ExportTest::tooManyNumbersAreAProblem() {
    const auto picture = tests::randomPicture(tests::wordsText(98), 1, 1, 1);
    const std::vector<engine::HeadRef> heads(2'001, engine::HeadRef{0, 0});
    const auto outcome = weightsCsv({.trace = picture->trace, .heads = heads}, {});
    QVERIFY(outcome.failed());
    QVERIFY(outcome.problem().where.find("20010000") != std::string::npos);
}

void ExportTest::savingGoesThroughTheWorker() {
    tests::Stage stage;
    AttentionLab lab(stage.state, stage.worker);
    lab.setPicture(tests::randomPicture("one two", 1, 2));
    tests::show(lab, QSize(1100, 700));
    QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath(QStringLiteral("map.csv")).toStdString();
    QSignalSpy saved(&lab, &AttentionLab::saved);
    lab.stage().exporter().saveNumbersTo(lab.exportables().front(), file);
    QVERIFY(saved.wait(5'000));
    QFile csv(file);
    QVERIFY(csv.open(QIODevice::ReadOnly));
    QCOMPARE(readBack(csv.readAll().toStdString()).size(), std::size_t{16});
    lab.stage().exporter().savePictureTo(lab.exportables().front(), FigureFormat::Png,
                                         folder.filePath(QStringLiteral("map.png")).toStdString());
    QCOMPARE(saved.count(), 2);
}

void ExportTest::aFolderThatIsNotThereIsReported() {
    tests::Stage stage;
    AttentionLab lab(stage.state, stage.worker);
    lab.setPicture(tests::randomPicture("one two", 1, 2));
    tests::show(lab, QSize(1100, 700));
    QTemporaryDir folder;
    QSignalSpy failed(&lab, &AttentionLab::failed);
    const std::filesystem::path file =
        folder.filePath(QStringLiteral("missing/map.pdf")).toStdString();
    lab.stage().exporter().savePictureTo(lab.exportables().front(), FigureFormat::Pdf, file);
    QCOMPARE(failed.count(), 1);
}

void ExportTest::theComparisonIsExportedToo() {
    tests::Stage stage;
    AttentionLab lab(stage.state, stage.worker);
    lab.setPicture(tests::randomPicture("the dog sat", 2, 2, 8, engine::MaskRule::None, 1));
    stage.state.setOther(tests::randomPicture("the dgo sat down", 2, 2, 8, engine::MaskRule::None, 9));
    tests::show(lab, QSize(1100, 700));
    QTRY_VERIFY(stage.state.compare().shifts() != nullptr);
    const auto views = lab.exportables();
    QCOMPARE(views.size(), std::size_t{5});
    for (const Exportable& view : views) {
        const auto figure = view.figure();
        QVERIFY2(figure != nullptr, qPrintable(view.name));
        const auto svg = renderFigure(*figure, Look::builtIn(false), FigureFormat::Svg);
        QVERIFY(svg && !textsOf(*svg).isEmpty());
    }
    const auto work = views[2].csv();
    QVERIFY(work);
    const auto csv = work({});
    QVERIFY(csv);
    QVERIFY(csv->find("dog") != std::string::npos);
}

std::unique_ptr<QObject> makeExportTest() {
    return std::make_unique<ExportTest>();
}

#include "exporttest.moc"
