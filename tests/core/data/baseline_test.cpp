#include "core/data/baseline/packtexts.h"
#include "core/data/baseline/wordbag.h"
#include "core/data/baseline/wordclassifiers.h"
#include "core/data/pack/packwriter.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <fstream>
#include <stop_token>

using namespace vitrine;
using namespace vitrine::data;

namespace {

LabelledTexts fruitAndCars() {
    return {.texts = {"a red apple", "a ripe apple", "a green pear", "a ripe pear", "a red car",
                      "a fast car", "a fast bus"},
            .labels = {0, 0, 0, 0, 1, 1, 1}};
}

} // namespace

class BaselineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void words() {
        using Words = std::vector<std::string>;
        QVERIFY(wordsOf("Über-Cars: 2 don't") == (Words{"Über", "cars", "2", "don", "t"}));
        QVERIFY(wordsOf(" ,.").empty() && wordsOf("").empty());
    }

    void countsAndWeights() {
        const std::vector<std::string> texts{"a b b", "a c", "a b"};
        const WordBag bag(texts, 2);
        QCOMPARE(bag.size(), std::size_t{2}); // c stands in one text alone
        QVERIFY(bag.counts("b c a b z") == (WordCounts{{0, 1.0F}, {1, 2.0F}}));
        const WordCounts weights = bag.weights("a b");
        // ln(4/4) + 1 and ln(4/3) + 1, scaled to length 1.
        const double rare = std::log(4.0 / 3.0) + 1;
        const double length = std::sqrt(1 + rare * rare);
        QVERIFY(std::abs(weights[0].second - 1 / length) < 1e-6);
        QVERIFY(std::abs(weights[1].second - rare / length) < 1e-6);
        QVERIFY(bag.weights("z").empty());
    }

    /// By hand: "a" 7 times, "red" 2, "apple" 2, "ripe" 2, "pear" 2, "car" 2, "fast" 2: seven words
    /// in two texts or more. Fruit has 11 of their uses, cars 8.
    void naiveBayesByHand() {
        const NaiveBayes bayes(fruitAndCars(), 2);
        // "red fast": fruit 4/7 · (1+1)/(11+7) · (0+1)/18; cars 3/7 · (1+1)/(8+7) · (2+1)/15.
        QCOMPARE(bayes.predict("red fast"), 1);
        QCOMPARE(bayes.predict("ripe"), 0);
        QCOMPARE(bayes.predict("unknown words"), 0); // the larger class
        // "red": fruit 4/7 · 2/18 = .0635; cars 3/7 · 2/15 = .0571.
        QCOMPARE(bayes.predict("red"), 0);
        // "red red": .0071 against .0076.
        QCOMPARE(bayes.predict("red red"), 1);
    }

    void linearLearns() {
        const LabelledTexts texts = fruitAndCars();
        const auto linear = LinearClassifier::learn(texts, 2, {}, Tick());
        QVERIFY(linear.ok());
        for (std::size_t i = 0; i < texts.texts.size(); ++i) {
            QCOMPARE(linear->predict(texts.texts[i]), texts.labels[i]);
        }
        const auto again = LinearClassifier::learn(texts, 2, {}, Tick());
        for (const char* text : {"red", "a", "ripe car", "fast apple"}) {
            QCOMPARE(again->predict(text), linear->predict(text));
        }
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(LinearClassifier::learn(texts, 2, {}, Tick(stop.get_token())).cancelled());
    }

    void preconditions() {
        QVERIFY_EXCEPTION_THROWN(NaiveBayes({}, 2), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN(NaiveBayes({{"a"}, {2}}, 2), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN(NaiveBayes({{"a"}, {0, 1}}, 2), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN((void)LinearClassifier::learn({{"a"}, {-1}}, 2, {}, Tick()),
                                 std::invalid_argument);
    }

    void textsOfAPack() {
        const QTemporaryDir folder;
        const std::filesystem::path place =
            std::filesystem::path(folder.path().toStdString()) / "pack";
        PackWriter writer({.encode = [](const Example&) { return std::vector<std::int32_t>{1}; }});
        const auto add = [&](const char* text, const char* label, const char* split) {
            return writer.add({.text = text, .label = label, .split = split}).ok();
        };
        QVERIFY(add("one", "x", "train") && add("two", "y", "eval") && add("three", "y", "train"));
        QVERIFY(writer.write(place, Tick()).ok());
        const auto pack = Pack::open(place);
        QVERIFY(pack.ok());
        const auto train = textsOfPart(place, **pack, "train");
        QVERIFY(train.ok());
        QVERIFY(train->texts == (std::vector<std::string>{"one", "three"}));
        QVERIFY(train->labels == (std::vector<std::int64_t>{0, 1}));
        QVERIFY(textsOfPart(place, **pack, "missing").failed());
        for (const char* lines :
             {"{\"caption\":\"two\",\"label\":\"x\"}\n", "", "{\"label\":\"y\"}\n", "nothing\n"}) {
            std::ofstream(place / "samples.jsonl", std::ios::binary) << lines;
            QVERIFY2(textsOfPart(place, **pack, "eval").failed(), lines);
        }
    }
};

QTEST_APPLESS_MAIN(BaselineTest)
#include "baseline_test.moc"
