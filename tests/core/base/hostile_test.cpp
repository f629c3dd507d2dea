#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/safetensors.h"
#include "tests/core/base/headers.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>

using namespace vitrine;
using namespace vitrine::tests;

namespace fs = std::filesystem;

class HostileTest : public QObject {
    Q_OBJECT

    static void lengths();
    static void texts();
    static void entries();
    static void layouts();

private Q_SLOTS:
    void refuses_data();
    void refuses();
    /// Of two faults the one is told that is checked first.
    void checksInOrder_data();
    void checksInOrder();
    void refusesTooManyTensors();
    /// Every byte of a small file, every bit of it, 00 and FF: refused, or loaded as it then says.
    /// A change to the data alone changes the data alone.
    void byteFlips();
    void truncations();
    void truncatedJson();
    /// Inputs that were hard once; the beginning of a name says what must become of it.
    void corpus_data();
    void corpus();
};

namespace {

/// One tensor's entry.
QByteArray entry(const QByteArray& name, const QByteArray& dtype, const QByteArray& shape,
                 const QByteArray& offsets) {
    return '"' + name + R"(":{"dtype":")" + dtype + R"(","shape":)" + shape +
           R"(,"data_offsets":)" + offsets + "}";
}

QByteArray withLength(std::uint64_t length, const QByteArray& rest) {
    QByteArray bytes;
    for (unsigned index = 0; index < 8; ++index) {
        bytes.append(static_cast<char>((length >> (8 * index)) & 0xFF));
    }
    return bytes + rest;
}

QByteArray fileOf(const QByteArray& header, int dataBytes) {
    return QByteArray::fromStdString(
        safetensorsOf(header.toStdString(), std::string(static_cast<std::size_t>(dataBytes), 'x')));
}

/// What a reader makes of a file; equal for files that load identically.
struct Loaded {
    std::vector<std::string> entries;
    std::string data;

    bool operator==(const Loaded&) const = default;
};

/// Nothing where the file is refused.
std::optional<Loaded> load(const std::string& bytes) {
    const auto header = checkSafetensors(bytesOfText(bytes), "flipped");
    if (!header) {
        return std::nullopt;
    }
    Loaded loaded;
    for (const TensorInfo& tensor : header->tensors) {
        std::string line = tensor.name + " " + std::string(nameOf(tensor.dtype));
        for (const std::int64_t size : tensor.shape) {
            line += " " + std::to_string(size);
        }
        loaded.entries.push_back(line);
        loaded.data += bytes.substr(header->dataBegin + tensor.begin, tensor.end - tensor.begin);
    }
    return loaded;
}

} // namespace

void HostileTest::lengths() {
    const auto row = [](const char* name, const QByteArray& bytes, const char* says) {
        QTest::newRow(name) << bytes << QByteArray(says);
    };
    row("empty file", "", "only 0 bytes");
    row("seven bytes", "1234567", "only 7 bytes");
    row("length alone", withLength(0, ""), "does not begin with {");
    row("length 0, header behind", withLength(0, "{}"), "does not begin with {");
    row("longer than the file", withLength(3, "{}"), "the file has only 2");
    row("length wraps", withLength(~std::uint64_t{0}, "{}"), "the limit is 100000000");
    row("length wraps with eight", withLength(~std::uint64_t{0} - 7, "{}"), "the limit is");
    row("length of 2^63", withLength(std::uint64_t{1} << 63, "{}"), "the limit is");
    row("above the limit", withLength(100'000'001, "{}"), "the limit is");
    row("at the limit", withLength(100'000'000, "{}"), "the file has only 2");
    row("length too small", withLength(1, "{}"), "a key in quotes");
    row("blank first", fileOf(" {}", 0), "does not begin with {");
    row("list first", fileOf("[]", 0), "does not begin with {");
    row("zip archive", QByteArray("PK\x03\x04\x14\0\x08\0....", 12), "the limit is");
    row("pickle", QByteArray("\x80\x02}q\0X\x01\0\0\0x", 11), "the limit is");
}

void HostileTest::texts() {
    const auto row = [](const char* name, const QByteArray& header, const char* says) {
        QTest::newRow(name) << fileOf(header, 8) << QByteArray(says);
    };
    const QByteArray good = entry("x", "U8", "[8]", "[0,8]");
    row("bad UTF-8", "{" + entry("\xff", "U8", "[8]", "[0,8]") + "}", "UTF-8");
    row("open object", "{" + good, "too early");
    row("something behind", "{" + good + "}x", "follows");
    row("nul behind", "{" + good + "}" + QByteArray(1, '\0'), "follows");
    row("tensor twice", "{" + good + "," + good + "}", "\"x\" appears twice");
    row("tensor twice by escape",
        "{" + good + "," + entry("\\u0078", "U8", "[8]", "[0,8]") + "}", "appears twice");
    row("field twice", R"({"x":{"dtype":"U8","dtype":"U8","shape":[8],"data_offsets":[0,8]}})",
        "\"dtype\" appears twice");
    row("metadata twice", R"({"__metadata__":{},"__metadata__":{},)" + good + "}",
        "appears twice");
    row("key in metadata twice", R"({"__metadata__":{"a":"1","a":"2"},)" + good + "}",
        "appears twice");
    row("fraction", "{" + entry("x", "U8", "[8.0]", "[0,8]") + "}", "whole numbers");
    row("exponent", "{" + entry("x", "U8", "[8]", "[0,8e0]") + "}", "whole numbers");
    row("negative size", "{" + entry("x", "U8", "[-8]", "[0,8]") + "}", "whole numbers");
    row("negative zero", "{" + entry("x", "U8", "[8]", "[-0,8]") + "}", "whole numbers");
    row("size beyond 64 bits", "{" + entry("x", "U8", "[18446744073709551616]", "[0,8]") + "}",
        "out of range");
    row("offset beyond 63 bits", "{" + entry("x", "U8", "[8]", "[0,9223372036854775808]") + "}",
        "out of range");
    row("leading zero", "{" + entry("x", "U8", "[08]", "[0,8]") + "}", "a comma or ]");
    row("nine levels", "{" + entry("x", "U8", "[[[[[[[8]]]]]]]", "[0,8]") + "}", "deeper");
    row("long name", "{" + entry(QByteArray(4097, 'n'), "U8", "[8]", "[0,8]") + "}",
        "longer than 4096");
    row("long metadata",
        R"({"__metadata__":{"a":")" + QByteArray(4097, 'm') + R"("},)" + good + "}",
        "longer than 4096");
}

void HostileTest::entries() {
    const auto row = [](const char* name, const QByteArray& header, const char* says) {
        QTest::newRow(name) << fileOf(header, 8) << QByteArray(says);
    };
    const char* const form = "exactly dtype";
    row("no dtype", R"({"x":{"shape":[8],"data_offsets":[0,8]}})", form);
    row("no shape", R"({"x":{"dtype":"U8","data_offsets":[0,8]}})", form);
    row("no offsets", R"({"x":{"dtype":"U8","shape":[8]}})", form);
    row("empty entry", R"({"x":{}})", form);
    row("entry is a number", R"({"x":8})", form);
    row("entry is null", R"({"x":null})", form);
    row("entry is a list", R"({"x":[]})", form);
    row("entry is true", R"({"x":true})", form);
    row("unknown key", R"({"x":{"dtype":"U8","shape":[8],"data_offsets":[0,8],"more":1}})",
        "unknown key \"more\"");
    row("dtype is a number", R"({"x":{"dtype":8,"shape":[8],"data_offsets":[0,8]}})", form);
    row("shape is a number", R"({"x":{"dtype":"U8","shape":8,"data_offsets":[0,8]}})", form);
    row("shape of texts", R"({"x":{"dtype":"U8","shape":["8"],"data_offsets":[0,8]}})", form);
    row("shape of objects", R"({"x":{"dtype":"U8","shape":[{"8":8}],"data_offsets":[0,8]}})",
        form);
    row("shape is an object", R"({"x":{"dtype":"U8","shape":{"8":8},"data_offsets":[0,8]}})",
        form);
    row("list in a shape", "{" + entry("x", "U8", "[[8]]", "[0,8]") + "}", form);
    row("offsets are null", "{" + entry("x", "U8", "[8]", "null") + "}", form);
    row("no offset", "{" + entry("x", "U8", "[8]", "[]") + "}", "two numbers");
    row("one offset", "{" + entry("x", "U8", "[8]", "[8]") + "}", "two numbers");
    row("three offsets", "{" + entry("x", "U8", "[8]", "[0,8,8]") + "}", "two numbers");
    row("metadata of numbers", R"({"__metadata__":{"a":1}})", "metadata must be");
    row("metadata of lists", R"({"__metadata__":{"a":["b"]}})", "metadata must be");
    row("metadata of objects", R"({"__metadata__":{"a":{"b":"c"}}})", "metadata must be");
    row("metadata of nothing", R"({"__metadata__":{"a":null}})", "metadata must be");
    row("metadata is a text", R"({"__metadata__":"a"})", "metadata must be");
    row("metadata is nothing, before a tensor",
        R"({"__metadata__":null,)" + entry("x", "U8", "[8]", "[0,8]") + "}", "metadata must be");
    row("unknown dtype", "{" + entry("x", "F4", "[8]", "[0,8]") + "}", "unknown dtype \"F4\"");
    row("dtype in small letters", "{" + entry("x", "u8", "[8]", "[0,8]") + "}", "unknown dtype");
    row("17 dimensions",
        "{" + entry("x", "U8", "[8,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]", "[0,8]") + "}", "rank");
    row("product wraps to 8",
        "{" + entry("x", "U8", "[4294967296,4294967296,8]", "[0,8]") + "}", "2^48");
    row("product wraps to 0", "{" + entry("x", "U8", "[4294967296,4294967296]", "[0,0]") + "}",
        "2^48");
    row("too many elements", "{" + entry("x", "U8", "[281474976710657]", "[0,8]") + "}",
        "2^48");
    row("zero hides an overflow",
        "{" + entry("x", "U8", "[0,9223372036854775807,9223372036854775807]", "[0,0]") + "}",
        "2^48");
}

void HostileTest::layouts() {
    const auto row = [](const char* name, const QByteArray& header, const char* says) {
        QTest::newRow(name) << fileOf(header, 8) << QByteArray(says);
    };
    const auto two = [](const QByteArray& first, const QByteArray& second) {
        return QByteArray("{" + first + "," + second + "}");
    };
    row("hole at the beginning", "{" + entry("x", "U8", "[7]", "[1,8]") + "}", "a hole");
    row("hole in the middle",
        two(entry("x", "U8", "[3]", "[0,3]"), entry("y", "U8", "[4]", "[4,8]")), "a hole");
    row("overlap", two(entry("x", "U8", "[5]", "[0,5]"), entry("y", "U8", "[4]", "[4,8]")),
        "an overlap");
    row("same place", two(entry("x", "U8", "[8]", "[0,8]"), entry("y", "U8", "[8]", "[0,8]")),
        "an overlap");
    row("empty one inside",
        two(entry("x", "U8", "[8]", "[0,8]"), entry("y", "U8", "[0]", "[4,4]")), "an overlap");
    row("byte behind", "{" + entry("x", "U8", "[7]", "[0,7]") + "}", "end at byte 7");
    row("beyond the file", "{" + entry("x", "U8", "[9]", "[0,9]") + "}", "end at byte 9");
    row("no tensor for the data", "{}", "end at byte 0");
    row("backwards", "{" + entry("x", "U8", "[8]", "[8,0]") + "}", "a hole");
    row("backwards from the first byte",
        two(entry("x", "U8", "[4]", "[0,4]"), entry("y", "U8", "[4]", "[4,2]")), "backwards");
    row("fewer bytes than elements", "{" + entry("x", "U8", "[9]", "[0,8]") + "}",
        "do not hold the 9");
    row("more bytes than elements", "{" + entry("x", "U16", "[3]", "[0,8]") + "}",
        "do not hold the 6");
    row("bytes for no elements", "{" + entry("x", "U8", "[8,0]", "[0,8]") + "}",
        "do not hold the 0");
    row("largest offsets",
        "{" + entry("x", "U8", "[8]", "[9223372036854775807,9223372036854775807]") + "}",
        "a hole");
}

void HostileTest::refuses_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("says");
    lengths();
    texts();
    entries();
    layouts();
}

void HostileTest::refuses() {
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, says);
    const QTemporaryDir folder;
    const fs::path file = fs::path(folder.path().toStdString()) / "hostile.safetensors";
    std::ofstream(file, std::ios::binary) << bytes.toStdString();
    const auto opened = SafetensorsFile::open(file);
    QVERIFY(opened.failed());
    const Problem& problem = opened.problem();
    QVERIFY2(QByteArray::fromStdString(problem.what).contains(says), problem.what.c_str());
    QVERIFY(problem.where.starts_with(file.string()));
    QVERIFY(!problem.advice.empty());
}

void HostileTest::checksInOrder_data() {
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("broken JSON before an unknown key")
        << QByteArray(R"({"x":{"more":1},)") << QByteArray("a key in quotes");
    QTest::newRow("duplicate before an unknown key")
        << QByteArray(R"({"x":{"more":1},"x":{}})") << QByteArray("appears twice");
    QTest::newRow("form before dtype")
        << QByteArray("{" + entry("x", "F4", "[8]", "[0,8]") + R"(,"y":1})")
        << QByteArray("exactly dtype");
    QTest::newRow("dtype before layout")
        << QByteArray("{" + entry("x", "U8", "[8]", "[1,9]") + "," +
                      entry("y", "F4", "[8]", "[0,8]") + "}")
        << QByteArray("unknown dtype");
}

void HostileTest::checksInOrder() {
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, says);
    const std::string bytes = fileOf(header, 8).toStdString();
    const auto checked = checkSafetensors(bytesOfText(bytes), "file");
    QVERIFY(checked.failed());
    QVERIFY2(QByteArray::fromStdString(checked.problem().what).contains(says),
             checked.problem().what.c_str());
}

void HostileTest::refusesTooManyTensors() {
    std::string header = "{";
    for (int index = 0; index <= 2'000'000; ++index) {
        header += "\"" + std::to_string(index) + "\":1,";
    }
    header.back() = '}';
    const auto checked = checkSafetensors(bytesOfText(safetensorsOf(header, "")), "many");
    QVERIFY(checked.failed());
    QVERIFY2(checked.problem().what.find("more than 2000000") != std::string::npos,
             checked.problem().what.c_str());
}

void HostileTest::byteFlips() {
    const std::string good = smallSafetensors();
    const auto original = load(good);
    QVERIFY(original.has_value());
    const std::size_t dataBegin = good.size() - original->data.size();
    int refused = 0;
    int identical = 0;
    for (std::size_t at = 0; at < good.size(); ++at) {
        for (int change = 0; change < 10; ++change) {
            std::string bytes = good;
            bytes[at] = change < 8 ? static_cast<char>(bytes[at] ^ (1 << change))
                                   : static_cast<char>(change == 8 ? 0x00 : 0xFF);
            const auto loaded = load(bytes);
            if (at >= dataBegin) {
                QVERIFY(loaded.has_value());
                QVERIFY(loaded->entries == original->entries);
                QCOMPARE(loaded->data, bytes.substr(dataBegin));
            } else if (!loaded) {
                ++refused;
            } else {
                // Names, and dtypes of one width, may still make a sound file.
                QCOMPARE(loaded->data, original->data);
                QCOMPARE(loaded->entries.size(), original->entries.size());
                ++identical;
            }
        }
    }
    QVERIFY(refused > 1000);
    QVERIFY(identical > 0 && identical < refused);
}

void HostileTest::truncations() {
    const std::string good = smallSafetensors();
    for (std::size_t size = 0; size < good.size(); ++size) {
        QVERIFY2(!load(good.substr(0, size)), std::to_string(size).c_str());
    }
    for (const std::size_t more : {1, 8, 4096}) {
        QVERIFY(!load(good + std::string(more, '\0')));
    }
    QVERIFY(load(good).has_value());
}

void HostileTest::truncatedJson() {
    const std::string good = R"({"a":[1,2.5e3,"x\u00e9"],"b":{"c":null,"d":true}})";
    for (std::size_t size = 0; size < good.size(); ++size) {
        QVERIFY2(parseJson(good.substr(0, size), "cut").failed(),
                 std::to_string(size).c_str());
    }
    QVERIFY(parseJson(good, "whole").ok());
}

void HostileTest::corpus_data() {
    QTest::addColumn<QString>("file");
    for (const char* target : {"safetensors", "json"}) {
        const fs::path folder = fs::path(VITRINE_SOURCE_DIR "/tests/corpus") / target;
        for (const auto& file : fs::directory_iterator(folder)) {
            QTest::newRow(file.path().filename().c_str())
                << QString::fromStdString(file.path().string());
        }
    }
}

void HostileTest::corpus() {
    QFETCH(QString, file);
    const fs::path path = file.toStdString();
    const std::string name = path.filename().string();
    QVERIFY(name.starts_with("accept-") || name.starts_with("refuse-"));
    const bool accepted = path.parent_path().filename() == "json"
                              ? readJson(path).ok()
                              : SafetensorsFile::open(path).ok();
    QCOMPARE(accepted, name.starts_with("accept-"));
}

QTEST_APPLESS_MAIN(HostileTest)
#include "hostile_test.moc"
