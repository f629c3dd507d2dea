#include "core/data/tables/rows.h"
#include "core/data/tables/tablereader.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <fstream>
#include <random>

using namespace vitrine;
using namespace vitrine::data;

namespace {

/// Rows as "line:name=text,name=text;", faults as "!line.column;", repaired ones "~line;".
std::string told(TableReader::Parse parse, std::string_view text) {
    std::string all;
    parse(text, {.row =
                     [&](const Row& row) {
                         all += std::to_string(row.line) + ":";
                         for (const auto& [name, field] : row.fields) {
                             all += (all.ends_with(":") ? "" : ",") + name + "=" + field;
                         }
                         all += ";";
                         return true;
                     },
                 .fault =
                     [&](const RowFault& fault) {
                         all += fault.repaired ? "~" + std::to_string(fault.line) + ";"
                                               : "!" + std::to_string(fault.line) + "." +
                                                     std::to_string(fault.column) + ";";
                         return true;
                     }});
    return all;
}

Outcome<Done> readFileOf(const Reader& reader, std::string_view text, Json options,
                         std::vector<Example>& examples) {
    const QTemporaryDir folder;
    const std::filesystem::path place = folder.path().toStdString();
    std::ofstream(place / "table", std::ios::binary) << text;
    options.set("file", "table");
    return reader.read({.options = options, .folder = place},
                       [&](Example example) {
                           examples.push_back(std::move(example));
                           return true;
                       },
                       Tick());
}

const Reader& readerNamed(std::string_view name) {
    return **std::ranges::find(builtInReaders(), name, [](const Reader* reader) {
        return reader->name();
    });
}

} // namespace

class TablesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void csv_data();
    void csv();
    void tsv();
    void jsonLines();
    void tooLong();
    void examples();
    void faultsAreCounted();
    void options();
    void hostile();
};

void TablesTest::csv_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* name, QByteArray text, const char* expected) {
        QTest::newRow(name) << text << QByteArray(expected);
    };
    row("empty", "", "");
    row("names alone", "a,b\n", "");
    row("plain", "a,b\n1,2\n3,4", "2:a=1,b=2;3:a=3,b=4;");
    row("CRLF and mark", "\xEF\xBB\xBF"
                         "a,b\r\n1,2\r\n",
        "2:a=1,b=2;");
    row("empty fields and lines", "a,b\n\n,\n\r\n,2\n", "3:a=,b=;5:a=,b=2;");
    row("quotes", "a,b\n\"1, one\",\"\"\"2\"\"\"\n", "2:a=1, one,b=\"2\";");
    row("quotes over lines", "a,b\n\"1\n\n2\",3\n4,5\n", "2:a=1\n\n2,b=3;5:a=4,b=5;");
    row("quote inside", "a,b\n5\" disk,x\n", "2:a=5\" disk,b=x;");
    row("lone CR inside", "a,b\n1\r2,3\n", "2:a=1\r2,b=3;");
    row("too many fields", "a,b\n1,2,3\n4,5\n", "!2.0;3:a=4,b=5;");
    row("too few fields", "a,b\n1\n4,5\n", "!2.0;3:a=4,b=5;");
    row("after a closing quote", "a,b\n\"1\"x,2\n4,5\n", "!2.4;3:a=4,b=5;");
    row("after a closing quote, later line", "a,b\n\"1\n2\"x,2\n4,5\n", "!3.3;4:a=4,b=5;");
    row("never closed", "a,b\n1,\"2\n4,5\n", "!2.3;3:a=4,b=5;");
    row("NUL", QByteArray("a,b\n1,\0002\n4,5\n", 13), "!2.3;3:a=4,b=5;");
    row("no UTF-8", "a,b\n1,\xFF\n", "~2;2:a=1,b=\xEF\xBF\xBD;");
    row("two equal names", "a,a\n1,2\n", "!1.0;");
    row("faulty names", "\"a\"x,b\n1,2\n", "!1.4;");
}

void TablesTest::csv() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    QCOMPARE(QByteArray::fromStdString(told(readCsv, text.toStdString())), expected);
}

void TablesTest::tsv() {
    QCOMPARE(told(readTsv, "a\tb\n\"x\t\"y\"\n\n1\t\n1\n"), std::string("2:a=\"x,b=\"y\";4:a=1,b=;!5.0;"));
    QCOMPARE(told(readTsv, "a\tb\r\n1\t2\r\n"), std::string("2:a=1,b=2;"));
}

void TablesTest::jsonLines() {
    QCOMPARE(told(readJsonLines, "{\"a\":\"x\",\"b\":1,\"c\":true,\"d\":null}\n\n{\"a\":1.5}"),
             std::string("1:a=x,b=1,c=true;3:a=1.5;"));
    QCOMPARE(told(readJsonLines, "{\"a\":[1]}\n[1]\n{\"a\"\n{\"a\":1,\"a\":2}\n{\"a\":\"y\"}\r\n"),
             std::string("!1.0;!2.0;!3.0;!4.0;5:a=y;"));
    QCOMPARE(told(readJsonLines, "{\"a\":\"\xFF\"}\n"), std::string("~1;1:a=\xEF\xBF\xBD;"));
    QCOMPARE(told(readJsonLines, std::string_view("{\"a\":\"\0\"}\n", 10)), std::string("!1.7;"));
}

void TablesTest::tooLong() {
    const std::string lots(kLongestRow + 10, 'x');
    QCOMPARE(told(readCsv, "a\n" + lots + "\n1\n"), std::string("!2.0;3:a=1;"));
    QCOMPARE(told(readCsv, "a\n\"" + lots + "\"\n1\n"), std::string("!2.0;3:a=1;"));
    QCOMPARE(told(readTsv, "a\n" + lots + "\n1\n"), std::string("!2.0;3:a=1;"));
    QCOMPARE(told(readJsonLines, "\"" + lots + "\"\n{\"a\":1}\n"), std::string("!1.0;2:a=1;"));
}

void TablesTest::examples() {
    std::vector<Example> examples;
    const auto read = readFileOf(
        readerNamed("csv"), "sentence,other,class,part,movie\ngood,well,pos,train,1\nbad,ill,neg,eval,2\n",
        Json::Object{{"text", "sentence"}, {"pair", "other"}, {"label", "class"}, {"split", "part"},
                     {"group", "movie"}, {"source", "made up"}, {"licence", "CC0-1.0"}},
        examples);
    QVERIFY2(read.ok(), read.failed() ? read.problem().text().c_str() : "");
    QCOMPARE(examples.size(), std::size_t{2});
    QCOMPARE(examples[1].text, std::string("bad"));
    QCOMPARE(*examples[1].pair, std::string("ill"));
    QCOMPARE(examples[1].label, std::string("neg"));
    QCOMPARE(examples[1].split, std::string("eval"));
    QCOMPARE(examples[1].group, std::string("2"));
    QCOMPARE(examples[1].source, std::string("made up"));
    QCOMPARE(examples[1].licence, std::string("CC0-1.0"));
    examples.clear();
    QVERIFY(readFileOf(readerNamed("jsonl"), "{\"text\":\"x\",\"label\":3}\n", Json::Object{},
                       examples).ok());
    QCOMPARE(examples[0].label, std::string("3"));
    QCOMPARE(examples[0].source, std::string("table"));
}

void TablesTest::faultsAreCounted() {
    const char* text = "text\tlabel\na\tb\tc\nd\te\nf\n";
    std::vector<Example> examples;
    auto read = readFileOf(readerNamed("tsv"), text, Json::Object{}, examples);
    QVERIFY(read.failed());
    QVERIFY(read.problem().where.ends_with("line 2"));
    QVERIFY(read.problem().what.find("1 more") != std::string::npos);
    examples.clear();
    read = readFileOf(readerNamed("tsv"), text, Json::Object{{"faults", "skip"}}, examples);
    QVERIFY(read.ok());
    QCOMPARE(examples.size(), std::size_t{1});
    read = readFileOf(readerNamed("tsv"), "text\tclass\na\tb\n", Json::Object{}, examples);
    QVERIFY(read.failed() && read.problem().what.find("label") != std::string::npos);
}

void TablesTest::options() {
    std::vector<Example> examples;
    for (const Json& wrong : {Json(Json::Object{{"fiel", "x"}}), Json(Json::Object{{"text", 1}}),
                              Json(Json::Object{{"faults", "hide"}}),
                              Json(Json::Object{{"text", ""}})}) {
        QVERIFY(readFileOf(readerNamed("csv"), "text,label\n", wrong, examples).failed());
    }
    QVERIFY(readerNamed("csv").read({.options = Json::Object{}}, {}, Tick()).failed());
    QVERIFY(readerNamed("csv").read({.options = Json::Object{{"file", "/missing"}}}, {}, Tick())
                .failed());
    const auto stop = [](const Example&) { return false; };
    const QTemporaryDir folder;
    const std::filesystem::path place = folder.path().toStdString();
    std::ofstream(place / "t") << "text,label\na,b\nc,d\n";
    QVERIFY(readerNamed("csv")
                .read({.options = Json::Object{{"file", "t"}}, .folder = place}, stop, Tick())
                .cancelled());
}

/// Whatever the bytes are: every line is told of at most once as a row, and it ends.
void TablesTest::hostile() {
    std::mt19937 random(3);
    const std::string sound = "a,b\n\"1\n,\",2\n{\"a\":\"x\",\"b\":1}\tx\n\"\"\"\",\r\n";
    for (int i = 0; i < 50'000; ++i) {
        std::string text = sound;
        for (std::size_t change = random() % 5 + 1; change > 0; --change) {
            const std::size_t at = random() % text.size();
            text[at] = "\",\n\r\t\0{}x\xFF"[random() % 10];
        }
        for (const auto parse : {readCsv, readTsv, readJsonLines}) {
            std::size_t last = 0;
            bool rising = true;
            parse(text, {.row =
                             [&](const Row& row) {
                                 rising = rising && row.line > last;
                                 last = row.line;
                                 return true;
                             },
                         .fault = [](const RowFault&) { return true; }});
            QVERIFY(rising);
        }
    }
}

QTEST_APPLESS_MAIN(TablesTest)
#include "tables_test.moc"
