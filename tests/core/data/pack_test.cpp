#include "core/data/pack/pack.h"
#include "core/data/pack/packwriter.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace vitrine;

namespace fs = std::filesystem;

/// Packs of texts that are to be written: what goes in comes out, and damage is told.
class PackTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void targetsComeBack();
    void withoutTargetsThereAreNone();
    void damagedTargetsAreRefused();
};

namespace {

using Ids = std::vector<std::int32_t>;

Ids letters(const std::string& text) {
    return {text.begin(), text.end()};
}

Outcome<Done> writePack(const fs::path& folder, bool targets) {
    data::PackOptions options{
        .encode = [](const data::Example& example) { return letters(example.text); },
        .shardBytes = 40}; // several shards
    if (targets) {
        options.target = [](const data::Example& example) { return letters(*example.pair); };
    }
    data::PackWriter writer(options);
    for (const auto& [text, pair] :
         {std::pair{"wo", "where"}, {"", "nothing"}, {"hier", ""}, {"ein Haus", "a house"}}) {
        if (auto added = writer.add({.text = text, .pair = pair}); !added) {
            return added;
        }
    }
    return writer.write(folder, Tick());
}

} // namespace

void PackTest::targetsComeBack() {
    const QTemporaryDir dir;
    const fs::path folder = fs::path(dir.path().toStdString()) / "pack";
    QVERIFY(writePack(folder, true).ok());
    QVERIFY(fs::exists(folder / "shard-00001.safetensors"));
    const auto pack = data::Pack::open(folder);
    QVERIFY(pack.ok());
    QVERIFY((*pack)->hasTargets());
    const std::vector<std::pair<std::string, std::string>> expected{
        {"wo", "where"}, {"", "nothing"}, {"hier", ""}, {"ein Haus", "a house"}};
    for (std::size_t sample = 0; sample < expected.size(); ++sample) {
        const auto ids = (*pack)->ids(static_cast<std::int64_t>(sample));
        const auto target = (*pack)->target(static_cast<std::int64_t>(sample));
        QCOMPARE(Ids(ids.begin(), ids.end()), letters(expected[sample].first));
        QCOMPARE(Ids(target.begin(), target.end()), letters(expected[sample].second));
    }
}

void PackTest::withoutTargetsThereAreNone() {
    const QTemporaryDir dir;
    const fs::path folder = fs::path(dir.path().toStdString()) / "pack";
    QVERIFY(writePack(folder, false).ok());
    const auto pack = data::Pack::open(folder);
    QVERIFY(pack.ok());
    QVERIFY(!(*pack)->hasTargets());
    QVERIFY((*pack)->target(0).empty());
}

// Byte i of a shard turned over: whatever it hits, the pack opens or says what is wrong.
void PackTest::damagedTargetsAreRefused() {
    const QTemporaryDir dir;
    const fs::path folder = fs::path(dir.path().toStdString()) / "pack";
    QVERIFY(writePack(folder, true).ok());
    const fs::path shard = folder / "shard-00000.safetensors";
    const auto size = fs::file_size(shard);
    int refused = 0;
    for (std::uintmax_t place = 0; place < size; ++place) {
        std::fstream file(shard, std::ios::in | std::ios::out | std::ios::binary);
        file.seekg(static_cast<std::streamoff>(place));
        const char byte = static_cast<char>(file.get());
        const auto put = [&](char value) {
            file.seekp(static_cast<std::streamoff>(place));
            file.put(value);
            file.flush();
        };
        put(static_cast<char>(~byte));
        if (const auto pack = data::Pack::open(folder); pack.ok()) {
            for (std::int64_t sample = 0; sample < (*pack)->size(); ++sample) {
                QVERIFY((*pack)->target(sample).size() < 100);
            }
        } else {
            QVERIFY(!pack.problem().where.empty());
            ++refused;
        }
        put(byte);
    }
    QVERIFY(refused > 0);
    QVERIFY(data::Pack::open(folder).ok());
}

QTEST_GUILESS_MAIN(PackTest)
#include "pack_test.moc"
