#include "core/base/json.h"
#include "tests/core/base/headers.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <fstream>

using namespace vitrine;

class JsonTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void accepts_data();
    void accepts();
    void refuses_data();
    void refuses();
    void saysTheLine();
    void keepsItsLimits_data();
    void keepsItsLimits();
    void findsAndSets();
    void writesWhatJsonLacks();
    void breaksLines();
    void readsFiles();
};

namespace {

Json parsed(std::string_view text) {
    const Outcome<Json> result = parseJson(text, "test");
    return result ? *result : Json("refused: " + result.problem().text());
}

} // namespace

void JsonTest::accepts_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("dumped");
    QTest::newRow("null") << QByteArray("null") << QByteArray("null");
    QTest::newRow("blanks around") << QByteArray(" \t\r\n true \n") << QByteArray("true");
    QTest::newRow("empty object") << QByteArray("{ }") << QByteArray("{}");
    QTest::newRow("order kept") << QByteArray(R"({"b":1,"a":[]})")
                                << QByteArray(R"({"b":1,"a":[]})");
    QTest::newRow("negative") << QByteArray("-12") << QByteArray("-12");
    QTest::newRow("zero") << QByteArray("[0,-0]") << QByteArray("[0,0]");
    QTest::newRow("largest integer")
        << QByteArray("9223372036854775807") << QByteArray("9223372036854775807");
    QTest::newRow("beyond integers")
        << QByteArray("9223372036854775808") << QByteArray("9223372036854775808.0");
    QTest::newRow("fraction") << QByteArray("0.1") << QByteArray("0.1");
    QTest::newRow("whole fraction stays one") << QByteArray("1.0") << QByteArray("1.0");
    QTest::newRow("exponent") << QByteArray("1E+2") << QByteArray("100.0");
    QTest::newRow("smallest double") << QByteArray("5e-324") << QByteArray("5e-324");
    QTest::newRow("escapes") << QByteArray(R"("\"\\\/\b\f\n\r\t\u0041")")
                             << QByteArray("\"\\\"\\\\/\\u0008\\u000c\\n\\r\\tA\"");
    QTest::newRow("GPT-2's space") << QByteArray(R"("\u0120the")") << QByteArray("\"Ġthe\"");
    QTest::newRow("surrogate pair") << QByteArray(R"("\ud83d\ude00")") << QByteArray("\"😀\"");
    QTest::newRow("nul in a string") << QByteArray(R"("a\u0000b")")
                                     << QByteArray("\"a\\u0000b\"");
    QTest::newRow("text in UTF-8") << QByteArray("\"日本\"") << QByteArray("\"日本\"");
    QTest::newRow("64 levels") << QByteArray(64, '[') + QByteArray(64, ']')
                               << QByteArray(64, '[') + QByteArray(64, ']');
}

void JsonTest::accepts() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, dumped);
    const Outcome<Json> result = parseJson(text.toStdString(), "test");
    QVERIFY2(result.ok(), result.failed() ? result.problem().text().c_str() : "");
    QCOMPARE(result->dump(), dumped.toStdString());
    // What was written is read back as the same value, in both layouts.
    QVERIFY(parsed(result->dump()) == *result);
    QVERIFY(parsed(result->dump(2)) == *result);
}

void JsonTest::refuses_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("at");
    const auto row = [](const char* name, const QByteArray& text, int at) {
        QTest::newRow(name) << text << at;
    };
    row("nothing", "", 0);
    row("blanks alone", "  ", 2);
    row("two values", "1 2", 2);
    row("comma at the end", "[1,]", 3);
    row("comma at the end of an object", R"({"a":1,})", 7);
    row("no comma", "[1 2]", 3);
    row("no colon", R"({"a" 1})", 5);
    row("key without quotes", "{a:1}", 1);
    row("open array", "[1", 2);
    row("open string", "\"ab", 3);
    row("wrong bracket", "[1}", 2);
    row("comment", "[1] // no", 4);
    row("leading zero", "01", 1);
    row("leading plus", "+1", 0);
    row("point first", ".5", 0);
    row("point last", "1.", 2);
    row("bare exponent", "1e", 2);
    row("bare minus", "-", 0);
    row("not a number", "NaN", 0);
    row("infinity", "-Infinity", 0);
    row("too large", "1e999", 0);
    row("too small", "1e-999", 0);
    row("half a word", "tru", 0);
    row("capital word", "True", 0);
    row("raw newline", "\"a\nb\"", 2);
    row("raw nul", QByteArray("\"a\0b\"", 5), 2);
    row("nul behind", QByteArray("{}\0", 3), 2);
    row("text behind a nul", QByteArray("{}\0{}", 5), 2);
    row("unknown escape", R"("\x41")", 2);
    row("short escape", R"("\u12")", 3);
    row("lone high surrogate", R"("\ud83d")", 7);
    row("lone low surrogate", R"("\ude00")", 7);
    row("high surrogate, then no low one", R"("\ud83dA")", 7);
    row("two high surrogates", R"("\ud83d\ud83d")", 13);
    row("bad UTF-8", "\"\xff\"", 1);
    row("overlong UTF-8", "\"\xc0\xaf\"", 1);
    row("surrogate in UTF-8", "\"\xed\xa0\x80\"", 1);
    row("cut UTF-8", "\"\xe2\x82\"", 1);
    row("byte-order mark", "\xef\xbb\xbf{}", 0);
    row("duplicate key", R"({"a":1,"a":2})", 7);
    row("duplicate key by escape", R"({"a":1,"\u0061":2})", 7);
    row("duplicate key deep down", R"([{"x":{"k":0,"l":0,"k":1}}])", 19);
    row("duplicate among many",
        R"({"a":0,"b":0,"c":0,"d":0,"e":0,"f":0,"g":0,"h":0,"i":0,"c":0})", 55);
    row("65 levels", QByteArray(65, '[') + QByteArray(65, ']'), 64);
}

void JsonTest::refuses() {
    QFETCH(QByteArray, text);
    QFETCH(int, at);
    const Outcome<Json> result = parseJson(text.toStdString(), "some.json");
    QVERIFY(result.failed());
    const std::string place = "some.json, byte " + std::to_string(at) + ", ";
    QVERIFY2(result.problem().where.starts_with(place), result.problem().where.c_str());
    QVERIFY(!result.problem().advice.empty());
}

void JsonTest::saysTheLine() {
    const Outcome<Json> result = parseJson("{\n\n  \"a\": ?\n}", "f");
    QVERIFY(result.failed());
    QCOMPARE(result.problem().where, std::string("f, byte 10, line 3"));
}

void JsonTest::keepsItsLimits_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("fits");
    QTest::newRow("20 bytes") << QByteArray("[1,2,3,4,5,6,7,8,99]") << true;
    QTest::newRow("21 bytes") << QByteArray("[1,2,3,4,5,6,7,8,999]") << false;
    QTest::newRow("2 levels") << QByteArray("[{}]") << true;
    QTest::newRow("3 levels") << QByteArray("[{\"a\":[]}]") << false;
    QTest::newRow("5 bytes of text") << QByteArray("\"abcde\"") << true;
    QTest::newRow("6 bytes of text") << QByteArray("\"abcdef\"") << false;
    QTest::newRow("6 bytes in an escape") << QByteArray("\"abcd\\u00e9\"") << false;
    QTest::newRow("10 values") << QByteArray("[1,2,3,4,5,6,7,8,9]") << true;
    QTest::newRow("11 values") << QByteArray("[1,1,1,1,1,1,1,1,1,1]").left(20) << false;
    QTest::newRow("sign") << QByteArray("-1") << false;
    QTest::newRow("fraction") << QByteArray("1.0") << false;
    QTest::newRow("exponent") << QByteArray("1e1") << false;
    QTest::newRow("beyond 64 bits") << QByteArray("9223372036854775808") << false;
}

void JsonTest::keepsItsLimits() {
    QFETCH(QByteArray, text);
    QFETCH(bool, fits);
    const JsonLimits limits{.bytes = 20,
                            .depth = 2,
                            .stringBytes = 5,
                            .values = 10,
                            .wholeNumbersOnly = true};
    QCOMPARE(parseJson(text.toStdString(), "test", limits).ok(), fits);
}

void JsonTest::findsAndSets() {
    Json json;
    json.set("one", 1);
    json.set("two", Json::Array{1, 2.5, "three", nullptr, true});
    json.set("one", 11);
    QCOMPARE(json.dump(), std::string(R"({"one":11,"two":[1,2.5,"three",null,true]})"));
    QCOMPARE(*json.find("one")->integer(), std::int64_t{11});
    QVERIFY(json.find("three") == nullptr);
    QVERIFY(Json(1).find("one") == nullptr);
    QCOMPARE(Json(2.5).number(), 2.5);
    QCOMPARE(Json(3).number(), 3.0);
    QCOMPARE(Json("3").number(7), 7.0);
    QVERIFY_EXCEPTION_THROWN(Json(1).set("a", 2), std::invalid_argument);
}

void JsonTest::writesWhatJsonLacks() {
    QCOMPARE(Json(std::nan("")).dump(), std::string("null"));
    QCOMPARE(Json(HUGE_VAL).dump(), std::string("null"));
    QCOMPARE(Json("a\xff z\xe2\x82").dump(), std::string("\"a\xEF\xBF\xBD z\xEF\xBF\xBD\""));
    QCOMPARE(Json("\x7f\x01").dump(), std::string("\"\\u007f\\u0001\""));
}

void JsonTest::breaksLines() {
    const Json json = parsed(R"({"a":[1,2],"b":{"c":[[],{}]},"d":{}})");
    QCOMPARE(json.dump(2), std::string("{\n  \"a\": [1, 2],\n  \"b\": {\n    \"c\": [\n      "
                                       "[],\n      {}\n    ]\n  },\n  \"d\": {}\n}"));
}

void JsonTest::readsFiles() {
    const QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath(u"config.json"_qs).toStdString();
    QVERIFY(readJson(file).failed());
    std::ofstream(file) << R"({"layers": 6})";
    const Outcome<Json> json = readJson(file);
    QVERIFY(json.ok());
    QCOMPARE(*json->find("layers")->integer(), std::int64_t{6});
    const Outcome<Json> tooLarge = readJson(file, {.bytes = 5});
    QVERIFY(tooLarge.failed());
    QCOMPARE(tooLarge.problem().where, file.string());
    std::ofstream(file) << "{";
    QVERIFY(readJson(file).problem().where.starts_with(file.string() + ", byte 1"));
}

QTEST_APPLESS_MAIN(JsonTest)
#include "json_test.moc"
