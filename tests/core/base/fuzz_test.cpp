#include "core/base/json.h"
#include "core/base/safetensors.h"
#include "tests/core/base/headers.h"
#include "tests/support/mutator.h"

#include <nlohmann/json.hpp>

#include <QTemporaryDir>
#include <QTest>

#include <ctime>
#include <set>

using namespace vitrine;
using namespace vitrine::tests;

class FuzzTest : public QObject {
    Q_OBJECT

    std::uint64_t seed_ = numberFromEnvironment("VITRINE_FUZZ_SEED", 20240501);
    static std::uint64_t count(std::uint64_t otherwise);

private Q_SLOTS:
    void init();
    /// Never a crash, never long; what is accepted is laid out as promised.
    void safetensorsReader();
    /// What is accepted, written anew and read again is the same.
    void safetensorsRoundTrip();
    /// Against another JSON library: accepts and refuses the same, apart from the list, and reads
    /// the same values; what is dumped is read back equal.
    void jsonAgainstAnotherReader();
};

namespace {

std::vector<std::string> safetensorsCorpus() {
    return {smallSafetensors(),
            safetensorsOf("{}", ""),
            safetensorsOf(R"({"x":{"dtype":"U8","shape":[],"data_offsets":[0,1]}})", "x"),
            safetensorsOf(R"({"a":{"dtype":"BF16","shape":[3,2],"data_offsets":[4,16]},)"
                          R"("b":{"dtype":"I32","shape":[1],"data_offsets":[0,4]}})",
                          "0123456789abcdef")};
}

std::vector<std::string> safetensorsWords() {
    return {"\"dtype\":", "\"shape\":", "\"data_offsets\":", "\"__metadata__\":{}", "[0,0]",
            "\"F32\"",    "\"U8\"",     "{",                 "}",                   "[",
            "]",          ",",          "\"",                "\\u0078",             "-",
            "1e1",        "null",       "18446744073709551615"};
}

std::vector<std::string> jsonCorpus() {
    return {R"({"a":[1,-2.5e-3,"x\u00e9\ud83d\ude00"],"b":{"c":null,"d":[true,false]}})",
            R"([0,-0,0.5,1E5,9223372036854775807,-9223372036854775808,18446744073709551616])",
            R"(["","\\\"\/\b\f\n\r\t","日本","\u0000"])",
            R"({"model":{"type":"BPE","vocab":{"a":0,"b":1},"merges":["a b"]},"x":[[[[{}]]]]})"};
}

std::vector<std::string> jsonWords() {
    return {"{",    "}",     "[",   "]",   ",",       ":",       "\"",  "\\",
            "null", "true",  "1.",  "e+",  "\\ud83d", "\\u0061", "-",   "\xEF\xBB\xBF",
            "\xC0\xAF", "1e400", "1e-400", " ", "\t", "/*", "NaN"};
}

/// Whether another library takes the text, duplicate keys aside.
bool otherAccepts(const std::string& text) {
    return nlohmann::json::accept(text);
}

/// The other library's value in our own type.
Json fromOther(const nlohmann::json& value) {
    if (value.is_object()) {
        Json::Object members;
        for (const auto& [name, member] : value.items()) {
            members.emplace_back(name, fromOther(member));
        }
        return members;
    }
    if (value.is_array()) {
        Json::Array items;
        for (const auto& item : value) {
            items.push_back(fromOther(item));
        }
        return items;
    }
    if (value.is_string()) {
        return value.get<std::string>();
    }
    if (value.is_boolean()) {
        return value.get<bool>();
    }
    if (value.is_number_unsigned() && value.get<std::uint64_t>() > INT64_MAX) {
        return value.get<double>();
    }
    if (value.is_number_integer()) {
        return value.get<std::int64_t>();
    }
    return value.is_number() ? Json(value.get<double>()) : Json();
}

/// Members by name, because the other library sorts them.
Json sorted(const Json& value) {
    if (const Json::Object* members = value.object()) {
        Json::Object copy;
        for (const auto& [name, member] : *members) {
            copy.emplace_back(name, sorted(member));
        }
        std::ranges::sort(copy, {}, &Json::Member::first);
        return copy;
    }
    if (const Json::Array* items = value.array()) {
        Json::Array copy;
        for (const Json& item : *items) {
            copy.push_back(sorted(item));
        }
        return copy;
    }
    return value;
}

/// What we refuse on purpose though the other library takes it.
bool onTheStricterList(const std::string& text, const Problem& problem) {
    const auto says = [&](const char* words) {
        return problem.what.find(words) != std::string::npos;
    };
    // Numbers too small for a double are 0 to the other one.
    return says("appears twice") || says("deeper than") || says("out of range") ||
           text.starts_with("\xEF\xBB\xBF") || text.find('\0') != std::string::npos;
}

} // namespace

std::uint64_t FuzzTest::count(std::uint64_t otherwise) {
    return numberFromEnvironment("VITRINE_FUZZ_COUNT", otherwise);
}

void FuzzTest::init() {
    qInfo("VITRINE_FUZZ_SEED=%llu", static_cast<unsigned long long>(seed_));
}

void FuzzTest::safetensorsReader() {
    Mutator mutator(seed_, safetensorsCorpus(), safetensorsWords());
    std::uint64_t accepted = 0;
    for (std::uint64_t round = 0; round < count(500'000); ++round) {
        const std::string bytes = mutator.next();
        const std::clock_t begin = std::clock();
        const auto header = checkSafetensors(bytesOfText(bytes), "fuzz");
        QVERIFY2(std::clock() - begin < CLOCKS_PER_SEC, bytes.c_str());
        if (!header) {
            QVERIFY(!header.problem().what.empty() && !header.problem().advice.empty());
            continue;
        }
        ++accepted;
        std::size_t end = 0;
        std::set<std::string> names;
        for (const TensorInfo& tensor : header->tensors) {
            std::size_t elements = 1;
            for (const std::int64_t size : tensor.shape) {
                QVERIFY(size >= 0);
                elements *= static_cast<std::size_t>(size);
            }
            QCOMPARE(tensor.begin, end);
            QCOMPARE(tensor.end - tensor.begin, elements * bytesOf(tensor.dtype));
            QVERIFY(names.insert(tensor.name).second);
            end = tensor.end;
        }
        QCOMPARE(header->dataBegin + end, bytes.size());
    }
    // Mutations that break everything would test nothing.
    QVERIFY(accepted > count(500'000) / 200);
    QVERIFY(accepted < count(500'000) / 2);
}

void FuzzTest::safetensorsRoundTrip() {
    Mutator mutator(seed_ + 1, safetensorsCorpus(), safetensorsWords());
    const QTemporaryDir folder;
    const auto file = std::filesystem::path(folder.path().toStdString()) / "round";
    int trips = 0;
    while (trips < 300) {
        const std::string bytes = mutator.next();
        const auto header = checkSafetensors(bytesOfText(bytes), "fuzz");
        if (!header) {
            continue;
        }
        ++trips;
        std::vector<TensorToWrite> tensors;
        for (const TensorInfo& tensor : header->tensors) {
            tensors.push_back({tensor.name, tensor.dtype, tensor.shape,
                               bytesOfText(bytes).subspan(header->dataBegin + tensor.begin,
                                                          tensor.end - tensor.begin)});
        }
        const auto written = writeSafetensors(file, tensors, header->metadata);
        QVERIFY2(written.ok(), written.failed() ? written.problem().text().c_str() : "");
        const auto read = SafetensorsFile::open(file);
        QVERIFY(read.ok());
        QVERIFY((*read)->metadata() == header->metadata);
        for (const TensorToWrite& tensor : tensors) {
            const TensorInfo* const found = (*read)->find(tensor.name);
            QVERIFY(found != nullptr && found->shape == tensor.shape);
            QVERIFY(std::ranges::equal((*read)->bytes(*found), tensor.bytes));
        }
    }
}

void FuzzTest::jsonAgainstAnotherReader() {
    Mutator mutator(seed_ + 2, jsonCorpus(), jsonWords());
    std::uint64_t accepted = 0;
    for (std::uint64_t round = 0; round < count(300'000); ++round) {
        const std::string text = mutator.next();
        const Outcome<Json> ours = parseJson(text, "fuzz");
        if (!ours) {
            QVERIFY2(!otherAccepts(text) || onTheStricterList(text, ours.problem()),
                     (text + "\n" + ours.problem().text()).c_str());
            continue;
        }
        ++accepted;
        QVERIFY2(otherAccepts(text), text.c_str());
        QVERIFY2(sorted(*ours) == sorted(fromOther(nlohmann::json::parse(text))), text.c_str());
        const Outcome<Json> again = parseJson(ours->dump(), "dumped");
        QVERIFY2(again.ok() && *again == *ours, text.c_str());
    }
    QVERIFY(accepted > count(300'000) / 100);
}

QTEST_APPLESS_MAIN(FuzzTest)
#include "fuzz_test.moc"
