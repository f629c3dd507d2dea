#include "core/base/safetensors.h"
#include "core/base/files.h"
#include "tests/core/base/headers.h"

#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

#include <cstring>
#include <fstream>

using namespace vitrine;
using namespace vitrine::tests;

namespace fs = std::filesystem;

class SafetensorsTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    fs::path put(const char* name, std::string_view bytes);
    fs::path place(const char* name);

private Q_SLOTS:
    void opens();
    void accepts_data();
    void accepts();
    void knowsAllDtypes();
    void writesWhatItReads();
    void writesNothingThatItWouldRefuse_data();
    void writesNothingThatItWouldRefuse();
    void throwsForBytesThatDoNotFillTheShape();
    void noticesChanges();
    /// A file that is neither ours nor protected from us is copied: cutting it does no harm.
    void copiesWhatOthersMayCut();
    void refusesWhatIsNoFile();
    void followsLinks();
    void refusesForeignTensors();
};

namespace {

std::string textOf(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

} // namespace

fs::path SafetensorsTest::put(const char* name, std::string_view bytes) {
    const fs::path file = fs::path(folder_.path().toStdString()) / name;
    std::ofstream(file, std::ios::binary) << bytes;
    return file;
}

fs::path SafetensorsTest::place(const char* name) {
    return fs::path(folder_.path().toStdString()) / name;
}

void SafetensorsTest::opens() {
    const auto file = SafetensorsFile::open(put("small", smallSafetensors()));
    QVERIFY2(file.ok(), file.failed() ? file.problem().text().c_str() : "");
    const SafetensorsFile& weights = **file;
    QCOMPARE(weights.tensors().size(), std::size_t{3});
    QCOMPARE(weights.metadata().size(), std::size_t{1});
    QCOMPARE(weights.metadata()[0].first, std::string("format"));
    QCOMPARE(weights.metadata()[0].second, std::string("pt"));
    const TensorInfo* const weight = weights.find("weight");
    QVERIFY(weight != nullptr);
    QVERIFY(weight->dtype == Dtype::I8);
    QVERIFY((weight->shape == std::vector<std::int64_t>{2, 3}));
    QCOMPARE(textOf(weights.bytes(*weight)), std::string("ijklmn"));
    QCOMPARE(textOf(weights.bytes(*weights.find("bias"))), std::string("abcdefgh"));
    QCOMPARE(weights.bytes(*weights.find("empty")).size(), std::size_t{0});
    QVERIFY(weights.find("Weight") == nullptr);
    QVERIFY(weights.find("") == nullptr);
    QVERIFY(weights.unchanged().ok());
}

void SafetensorsTest::accepts_data() {
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<int>("dataBytes");
    QTest::newRow("no tensors") << QByteArray("{}") << 0;
    QTest::newRow("metadata alone") << QByteArray(R"({"__metadata__":{"a":"b"}})") << 0;
    QTest::newRow("empty metadata") << QByteArray(R"({"__metadata__":{}})") << 0;
    QTest::newRow("padding of other blanks") << QByteArray("{ \n\t} \r\n") << 0;
    QTest::newRow("scalar")
        << QByteArray(R"({"x":{"dtype":"F64","shape":[],"data_offsets":[0,8]}})") << 8;
    QTest::newRow("size zero")
        << QByteArray(R"({"x":{"dtype":"F64","shape":[5,0,7],"data_offsets":[0,0]}})") << 0;
    QTest::newRow("keys in another order")
        << QByteArray(R"({"x":{"data_offsets":[0,2],"shape":[1,1,2],"dtype":"U8"}})") << 2;
    QTest::newRow("not in order of offset")
        << QByteArray(R"({"x":{"dtype":"U8","shape":[1],"data_offsets":[2,3]},)"
                      R"("y":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}})")
        << 3;
    QTest::newRow("empty ones between, named first")
        << QByteArray(R"({"x":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},)"
                      R"("y":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},)"
                      R"("z":{"dtype":"U8","shape":[0],"data_offsets":[2,2]}})")
        << 2;
    QTest::newRow("misaligned")
        << QByteArray(R"({"x":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},)"
                      R"("y":{"dtype":"F32","shape":[1],"data_offsets":[1,5]}})")
        << 5;
    QTest::newRow("16 dimensions")
        << QByteArray(R"({"x":{"dtype":"U8","shape":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1],)"
                      R"("data_offsets":[0,1]}})")
        << 1;
    QTest::newRow("any name")
        << QByteArray(R"({"":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},)"
                      R"("\u0000<b>":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}})")
        << 2;
}

void SafetensorsTest::accepts() {
    QFETCH(QByteArray, header);
    QFETCH(int, dataBytes);
    const std::string bytes = safetensorsOf(
        header.toStdString(), std::string(static_cast<std::size_t>(dataBytes), 'x'));
    const auto file = SafetensorsFile::open(put("accepted", bytes));
    QVERIFY2(file.ok(), file.failed() ? file.problem().text().c_str() : "");
    std::size_t total = 0;
    for (const TensorInfo& tensor : (*file)->tensors()) {
        QCOMPARE((*file)->bytes(tensor).size(), tensor.end - tensor.begin);
        QVERIFY((*file)->find(tensor.name) == &tensor);
        total += tensor.end - tensor.begin;
    }
    QCOMPARE(total, static_cast<std::size_t>(dataBytes));
}

void SafetensorsTest::knowsAllDtypes() {
    constexpr std::pair<const char*, std::size_t> kExpected[] = {
        {"BOOL", 1}, {"U8", 1},   {"I8", 1},  {"F8_E4M3", 1}, {"F8_E5M2", 1}, {"I16", 2},
        {"U16", 2},  {"F16", 2},  {"BF16", 2}, {"I32", 4},    {"U32", 4},     {"F32", 4},
        {"I64", 8},  {"U64", 8},  {"F64", 8},  {"C64", 8}};
    for (const auto& [name, bytes] : kExpected) {
        const auto dtype = dtypeNamed(name);
        QVERIFY2(dtype.has_value(), name);
        QCOMPARE(nameOf(*dtype), std::string_view(name));
        QCOMPARE(bytesOf(*dtype), bytes);
    }
    QVERIFY(!dtypeNamed("f32") && !dtypeNamed("") && !dtypeNamed("F8_E8M0"));
}

void SafetensorsTest::writesWhatItReads() {
    const std::string eights(16, '8');
    const std::string ones = "1234567";
    const std::string twos = "aabb";
    const fs::path file = place("written.safetensors");
    const std::vector<TensorToWrite> tensors{
        {"ones", Dtype::U8, {7}, bytesOfText(ones)},
        {"b", Dtype::F64, {2}, bytesOfText(eights)},
        {"a \"quoted\" näme", Dtype::I64, {2, 1}, bytesOfText(eights)},
        {"nothing", Dtype::F16, {0, 4}, {}},
        {"half", Dtype::BF16, {1, 2}, bytesOfText(twos)},
    };
    QVERIFY(writeSafetensors(file, tensors, {{"task", "embed"}, {"generate", "{\"k\": 1}"}})
                .ok());
    const auto read = SafetensorsFile::open(file);
    QVERIFY2(read.ok(), read.failed() ? read.problem().text().c_str() : "");
    QCOMPARE((*read)->tensors().size(), tensors.size());
    for (const TensorToWrite& tensor : tensors) {
        const TensorInfo* const found = (*read)->find(tensor.name);
        QVERIFY(found != nullptr);
        QVERIFY(found->dtype == tensor.dtype);
        QVERIFY(found->shape == tensor.shape);
        QCOMPARE(textOf((*read)->bytes(*found)), textOf(tensor.bytes));
        // Larger types first: everything is aligned to its own size.
        QCOMPARE(found->begin % bytesOf(found->dtype), std::size_t{0});
    }
    QCOMPARE((*read)->tensors()[0].name, std::string("a \"quoted\" näme"));
    QCOMPARE((*read)->tensors()[1].name, std::string("b"));
    QVERIFY(((*read)->metadata() ==
             SafetensorsMetadata{{"task", "embed"}, {"generate", "{\"k\": 1}"}}));
    const std::string bytes = *readFile(file, 1 << 20);
    std::uint64_t length = 0;
    std::memcpy(&length, bytes.data(), sizeof length);
    QCOMPARE(length % 8, std::uint64_t{0});
    QCOMPARE(bytes.size(), 8 + length + 16 + 16 + 4 + 7);
}

void SafetensorsTest::writesNothingThatItWouldRefuse_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("metadata");
    QTest::newRow("same name twice") << QByteArray("x") << QByteArray();
    QTest::newRow("bad UTF-8 in a name") << QByteArray("\xff") << QByteArray();
    QTest::newRow("bad UTF-8 in metadata") << QByteArray("y") << QByteArray("\xff");
    QTest::newRow("long name") << QByteArray(4097, 'n') << QByteArray();
    QTest::newRow("long metadata") << QByteArray("y") << QByteArray(4097, 'm');
    QTest::newRow("the name of the metadata") << QByteArray("__metadata__") << QByteArray();
}

void SafetensorsTest::writesNothingThatItWouldRefuse() {
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, metadata);
    const std::string data = "d";
    const fs::path file = put("kept", "old");
    const auto written = writeSafetensors(
        file,
        {{"x", Dtype::U8, {1}, bytesOfText(data)},
         {name.toStdString(), Dtype::U8, {1}, bytesOfText(data)}},
        {{"key", metadata.toStdString()}});
    QVERIFY(written.failed());
    QCOMPARE(*readFile(file, 10), std::string("old"));
}

void SafetensorsTest::throwsForBytesThatDoNotFillTheShape() {
    const std::string data = "1234";
    const fs::path file = place("thrown");
    QVERIFY_EXCEPTION_THROWN(
        (void)writeSafetensors(file, {{"x", Dtype::F32, {2}, bytesOfText(data)}}),
        std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN(
        (void)writeSafetensors(file, {{"x", Dtype::F32, {-1}, bytesOfText(data)}}),
        std::invalid_argument);
    QVERIFY(!fs::exists(file));
}

void SafetensorsTest::noticesChanges() {
    const fs::path path = put("changing", smallSafetensors());
    const auto file = SafetensorsFile::open(path);
    QVERIFY(file.ok());
    std::ofstream(path, std::ios::app) << "x";
    QVERIFY((*file)->unchanged().failed());
    QVERIFY(fs::remove(path));
    QVERIFY((*file)->unchanged().failed());
}

void SafetensorsTest::copiesWhatOthersMayCut() {
    if (::geteuid() != 0) {
        QSKIP("Only root can make a file of somebody else");
    }
    const fs::path path = put("foreign", smallSafetensors());
    QCOMPARE(::chown(path.c_str(), 65534, 65534), 0);
    const auto file = SafetensorsFile::open(path);
    QVERIFY(file.ok());
    QCOMPARE(::truncate(path.c_str(), 0), 0);
    QCOMPARE(textOf((*file)->bytes(*(*file)->find("weight"))), std::string("ijklmn"));
}

void SafetensorsTest::refusesWhatIsNoFile() {
    QVERIFY(SafetensorsFile::open(place("missing")).failed());
    QVERIFY(SafetensorsFile::open(folder_.path().toStdString()).failed());
    QVERIFY(SafetensorsFile::open("/dev/zero").failed());
    const fs::path pipe = place("pipe");
    QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
    QVERIFY(SafetensorsFile::open(pipe).failed());
}

void SafetensorsTest::followsLinks() {
    const fs::path target = put("target", smallSafetensors());
    const fs::path link = place("link");
    fs::create_symlink(target, link);
    QVERIFY(SafetensorsFile::open(link).ok());
}

void SafetensorsTest::refusesForeignTensors() {
    const auto file = SafetensorsFile::open(put("own", smallSafetensors()));
    TensorInfo foreign;
    foreign.end = 1000;
    QVERIFY_EXCEPTION_THROWN((void)(*file)->bytes(foreign), std::invalid_argument);
}

QTEST_APPLESS_MAIN(SafetensorsTest)
#include "safetensors_test.moc"
