#include "widgets/foundation/figure/csv.h"

#include <QTest>

#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

using namespace vitrine::widgets;

namespace {

// A reader of RFC 4180 of its own.
std::vector<std::vector<std::string>> records(const std::string& text) {
    std::vector<std::vector<std::string>> all;
    std::vector<std::string> record(1);
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
                record.back() += '"';
                ++i;
            } else if (c == '"') {
                quoted = false;
            } else {
                record.back() += c;
            }
        } else if (c == '"') {
            quoted = true;
        } else if (c == ',') {
            record.emplace_back();
        } else if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') {
            all.push_back(record);
            record.assign(1, {});
            ++i;
        } else {
            record.back() += c;
        }
    }
    return all;
}

} // namespace

class CsvTest final : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void comesBackEqual();
    void shortestDecimals();
    void refusesOtherLengths();
};

void CsvTest::comesBackEqual() {
    CsvWriter writer({"site", "query", "value"});
    const std::vector<std::string> labels = {
        "plain", "a,b", "say \"it\"", "two\r\nlines", "", "ünï 🥏", "##bee", "\"", "\n", " space "};
    const std::vector<float> values = {0.1F,
                                       0.33333334F,
                                       1e-30F,
                                       -2.5F,
                                       0.0F,
                                       std::numeric_limits<float>::denorm_min(),
                                       std::numeric_limits<float>::max(),
                                       16777216.0F,
                                       1.0F / 3.0F,
                                       0.4959F};
    for (std::size_t i = 0; i < labels.size(); ++i) {
        writer.add({std::string_view("text.3.self"), std::string_view(labels[i]), values[i]});
    }
    const auto read = records(writer.text());
    QCOMPARE(read.size(), labels.size() + 1);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        QCOMPARE(read[i + 1].size(), std::size_t(3));
        QCOMPARE(read[i + 1][1], labels[i]);
        const std::string& number = read[i + 1][2];
        float value = 0;
        const auto [end, error] =
            std::from_chars(number.data(), number.data() + number.size(), value);
        QVERIFY(error == std::errc() && end == number.data() + number.size());
        QVERIFY(std::memcmp(&value, &values[i], sizeof value) == 0);
    }
}

void CsvTest::shortestDecimals() {
    CsvWriter writer({"a", "b", "c"});
    writer.add({0.1F, 0.1, std::int64_t(-7)});
    QCOMPARE(writer.text(), std::string("a,b,c\r\n0.1,0.1,-7\r\n"));
}

void CsvTest::refusesOtherLengths() {
    CsvWriter writer({"a", "b"});
    QVERIFY_EXCEPTION_THROWN(writer.add({1.0F}), std::invalid_argument);
}

QTEST_GUILESS_MAIN(CsvTest)
#include "csv_test.moc"
