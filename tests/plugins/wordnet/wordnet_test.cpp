#include "plugins/wordnet/glosses.h"
#include "plugins/wordnet/wordnetreader.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <vector>

using namespace vitrine;
using namespace vitrine::wordnet;

namespace {

constexpr const char* kNouns =
    "  1 This software and database is being provided to you  \n"
    "00001740 03 n 01 entity 0 003 ~ 00001930 n 0000 | that which exists  \n"
    "02084071 05 n 03 dog 0 domestic_dog 0 001 @ 02083346 n 0000 | a member of the genus Canis; "
    "kept by man; \"the dog barked all night\"; \"good dog\"  \n"
    "15135822 28 n 01 beat 1 000 | an interval in \"time\"";

std::vector<data::Example> readAll(const Json& options, Outcome<Done>* outcome = nullptr) {
    std::vector<data::Example> examples;
    const auto read = WordnetReader().read({.options = options},
                                           [&](data::Example example) {
                                               examples.push_back(std::move(example));
                                               return true;
                                           },
                                           Tick());
    if (outcome != nullptr) {
        *outcome = read;
    }
    return examples;
}

Outcome<Done> readText(std::string_view text) {
    return readGlosses(text, "test", [](const Gloss&) { return true; });
}

} // namespace

class WordnetTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void glosses() {
        std::vector<std::string> found;
        const auto read = readGlosses(kNouns, "test", [&](const Gloss& gloss) {
            found.push_back(std::string(gloss.synset) + "/" + std::string(gloss.className) + "/" +
                            std::string(gloss.firstWord) + "/" + std::string(gloss.definition) +
                            "/" + std::to_string(gloss.line));
            return true;
        });
        QVERIFY(read.ok());
        const std::vector<std::string> expected{
            "00001740/noun.Tops/entity/that which exists/2",
            "02084071/noun.animal/dog/a member of the genus Canis; kept by man/3",
            "15135822/noun.time/beat/an interval in \"time\"/4"};
        QVERIFY(found == expected);
        QCOMPARE(nounClasses().size(), std::size_t{26});
    }

    void faultsNameTheLine() {
        for (const char* line :
             {"no gloss at all", "00001740 03 n 01 entity 0 003", "0000174 03 n 01 entity 0 | x",
              "00001740 02 n 01 entity 0 | x", "00001740 29 n 01 entity 0 | x",
              "00001740 05 v 01 run 0 | x", "00001740 05 n 01 dog 0 |  ",
              "00001740 05 n 01 dog 0 | \xFF", "00001740 xx n 01 dog 0 | x", " | x"}) {
            const auto read = readText("  licence\n" + std::string(line) + "\n");
            QVERIFY2(read.failed(), line);
            QVERIFY(read.problem().where.ends_with("line 2"));
        }
        QVERIFY(readText("").ok());
        QVERIFY(readGlosses(kNouns, "test", [](const Gloss&) { return false; }).cancelled());
    }

    void options() {
        Outcome<Done> read = Done{};
        for (const Json& wrong : {Json(Json::Object{}), Json(Json::Object{{"file", 1}}),
                                  Json(Json::Object{{"file", "/missing"}}),
                                  Json(Json::Object{{"file", "/missing"}, {"other", 1}})}) {
            QVERIFY(readAll(wrong, &read).empty());
            QVERIFY(read.failed());
        }
        const QTemporaryDir folder;
        const std::filesystem::path file =
            std::filesystem::path(folder.path().toStdString()) / "data.noun";
        std::ofstream(file, std::ios::binary) << kNouns;
        const auto examples = readAll(Json::Object{{"file", file.string()}}, &read);
        QVERIFY(read.ok());
        QCOMPARE(examples.size(), std::size_t{3});
        QCOMPARE(examples[1].label, std::string("noun.animal"));
        QCOMPARE(examples[1].group, examples[1].text);
        QVERIFY(!examples[1].licence.empty());
    }

    /// Whatever the bytes are: glosses or a Problem.
    void hostile() {
        std::mt19937 random(5);
        const std::string sound = kNouns;
        for (int i = 0; i < 50'000; ++i) {
            std::string text = sound;
            for (std::size_t change = random() % 4 + 1; change > 0; --change) {
                const std::size_t at = random() % text.size();
                random() % 2 == 0 ? (void)text.erase(at, random() % 9)
                                  : (void)(text[at] = static_cast<char>(random()));
            }
            QVERIFY(!readText(text).cancelled());
        }
    }

    /// WordNet itself, where Debian's package is installed: counts that an independent count gave.
    void theRealFile() {
        const char* file = "/usr/share/wordnet/data.noun";
        if (!std::filesystem::exists(file)) {
            QSKIP("the package wordnet-base is not installed");
        }
        Outcome<Done> read = Done{};
        const auto examples = readAll(Json::Object{{"file", file}}, &read);
        QVERIFY(read.ok());
        QCOMPARE(examples.size(), std::size_t{82'115});
        std::map<std::string, int> counts;
        std::set<std::string> glosses;
        for (const data::Example& example : examples) {
            ++counts[example.label];
            glosses.insert(example.text);
        }
        QCOMPARE(counts.size(), std::size_t{26});
        QCOMPARE(counts["noun.artifact"], 11'587);
        QCOMPARE(counts["noun.motive"], 42);
        QCOMPARE(glosses.size(), std::size_t{81'484});
    }
};

QTEST_APPLESS_MAIN(WordnetTest)
#include "wordnet_test.moc"
