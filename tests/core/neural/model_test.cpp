#include "core/engine/engine.h"
#include "tests/core/neural/fixtures.h"
#include "tests/core/neural/tests.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <thread>

namespace vitrine::tests {

namespace {

const std::string kSentence = "The dog chased the frisbee because it was gliding away.";

std::size_t indexOf(const Axis& axis, const std::string& label) {
    const auto found = std::ranges::find(axis.tokens, label, &AxisToken::label);
    return static_cast<std::size_t>(found - axis.tokens.begin());
}

} // namespace

/// The border on MiniLM: what the window sees.
class ModelTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cardTellsTheModel();
    void traceIsTheKnownOne();
    void cellIsDrawnOut();
    void viewsAgree();
    void captureChangesNothing();
    void pairsAndTasks();
    void bytesAreAnnounced();
    void tooLongIsAProblem();
    void cancelsBetweenLayers();
    void cancelsWithin100Milliseconds();
    void concurrentReaders();

private:
    std::shared_ptr<const engine::Trace> trace(const std::string& text,
                                               const engine::TraceOptions& options = {});

    std::shared_ptr<engine::Model> model_;
};

void ModelTest::initTestCase() {
    const auto opened = testEngine().openModel(miniLmFolder(), {.id = "cpu"}, Tick());
    QVERIFY2(opened.ok(), opened.failed() ? qPrintable(text(opened.problem())) : "");
    model_ = *opened;
}

std::shared_ptr<const engine::Trace> ModelTest::trace(const std::string& words,
                                                      const engine::TraceOptions& options) {
    auto outcome = model_->trace({.name = "test", .text = words}, options, Tick());
    return outcome.ok() ? *outcome : nullptr;
}

void ModelTest::cardTellsTheModel() {
    const engine::ModelCard& card = model_->card();
    QCOMPARE(card.family, std::string("bert"));
    QCOMPARE(card.name, std::string("all-MiniLM-L6-v2"));
    QCOMPARE(card.layers, 6);
    QCOMPARE(card.heads, 12);
    QCOMPARE(card.width, 384);
    QCOMPARE(card.positions, 512);
    QCOMPARE(card.parameters, 22'713'216); // with the pooler
    QCOMPARE(card.tasks, std::vector<std::string>{"embed"});
}

void ModelTest::traceIsTheKnownOne() {
    const auto t = trace(kSentence);
    QVERIFY(t != nullptr);
    const Axis& axis = t->axes()[0];
    QCOMPARE(axis.size(), std::size_t{15});
    const AxisToken& bee = axis.tokens[indexOf(axis, "##bee")];
    QCOMPARE(kSentence.substr(bee.source.begin, bee.source.size()), std::string("bee"));
    QVERIFY(axis.tokens.front().special && axis.tokens.back().special);
    const float p = t->row({.site = 3, .head = 1}, indexOf(axis, "it"))[indexOf(axis, "##bee")];
    QVERIFY2(std::abs(p - 0.4959F) <= 5e-5F, qPrintable(QString::number(p)));
}

void ModelTest::cellIsDrawnOut() {
    const auto t = trace(kSentence);
    const engine::HeadRef head{.site = 3, .head = 1};
    const Axis& axis = t->axes()[0];
    const std::size_t query = indexOf(axis, "it");
    const std::size_t key = indexOf(axis, "##bee");
    const engine::Cell cell = t->cell(head, query, key);
    double dot = 0;
    for (std::size_t c = 0; c < cell.query.size(); ++c) {
        dot += static_cast<double>(cell.query[c]) * static_cast<double>(cell.key[c]);
    }
    QCOMPARE(cell.query.size(), std::size_t{32});
    QVERIFY(std::abs(dot - static_cast<double>(cell.dot)) <= 1e-4);
    QVERIFY(std::abs(cell.scaled - cell.dot / std::sqrt(32.0F)) <= 1e-5F);
    QVERIFY(std::abs(cell.probability - t->row(head, query)[key]) <= 1e-6F);
    QVERIFY(!cell.masked);
}

void ModelTest::viewsAgree() {
    const auto t = trace(kSentence);
    const std::size_t n = t->axes()[0].size();
    for (int site = 0; site < 6; ++site) {
        const auto overview = t->overview(site, {}, Tick());
        QVERIFY(overview.ok());
        QCOMPARE(overview->site, site);
        for (int head = 0; head < 12; ++head) {
            const auto map = t->map({site, head}, {0, n}, {0, n}, Tick());
            QVERIFY(map.ok());
            QVERIFY(overview->heads[static_cast<std::size_t>(head)].largest == *map);
            for (std::size_t query = 0; query < n; ++query) {
                const auto row = t->row({site, head}, query);
                double sum = 0;
                for (std::size_t key = 0; key < n; ++key) {
                    sum += static_cast<double>(row[key]);
                    const double score = static_cast<double>(t->cell({site, head}, query, key).scaled);
                    const double gap = static_cast<double>(std::abs(row[key] - map->at(query, key)));
                    const double tolerance = roundingAt(std::abs(score));
                    QVERIFY2(gap <= tolerance,
                             qPrintable(QStringLiteral("%1 above %2").arg(gap).arg(tolerance)));
                }
                QVERIFY(std::abs(sum - 1) <= 1e-5);
            }
        }
    }
}

void ModelTest::captureChangesNothing() {
    const auto plain = trace(kSentence);
    const auto hidden = trace(kSentence, {.hidden = true});
    QVERIFY(!plain->hidden("text", 0).ok());
    QVERIFY(hidden->hidden("text", 6).ok());
    QCOMPARE(hidden->hidden("text", 6)->columns(), std::size_t{384});
    QCOMPARE(plain->predictions()[0].vector, hidden->predictions()[0].vector);
    double norm = 0;
    for (const float value : plain->predictions()[0].vector) {
        norm += static_cast<double>(value) * static_cast<double>(value);
    }
    QVERIFY(std::abs(norm - 1) <= 1e-5);
}

void ModelTest::pairsAndTasks() {
    const auto pair = model_->trace({.name = "pair", .text = "a dog", .pair = "a cat"}, {}, Tick());
    QVERIFY(pair.ok());
    const Axis& axis = (*pair)->axes()[0];
    QCOMPARE(axis.tokens[indexOf(axis, "cat")].segment, 1);
    const auto asked = model_->trace({.name = "x", .text = "a"}, {.task = "fill-mask"}, Tick());
    QVERIFY(asked.failed());
    QVERIFY(asked.problem().what.find("fill-mask") != std::string::npos);
}

void ModelTest::bytesAreAnnounced() {
    const auto t = trace(kSentence);
    QCOMPARE(t->bytes(), model_->traceBytes(t->axes()[0].size()));
}

void ModelTest::tooLongIsAProblem() {
    std::string words;
    for (int word = 0; word < 600; ++word) {
        words += "dog ";
    }
    const auto outcome = model_->trace({.name = "long", .text = words}, {}, Tick());
    QVERIFY(outcome.failed());
    QVERIFY(outcome.problem().advice.find("602") != std::string::npos);
    QVERIFY(outcome.problem().advice.find("512") != std::string::npos);
}

void ModelTest::cancelsBetweenLayers() {
    std::stop_source stop;
    std::int64_t reported = -1;
    const Tick tick(stop.get_token(), [&](const Progress& progress) {
        reported = progress.done;
        if (progress.done == 2) {
            stop.request_stop();
        }
    });
    QVERIFY(model_->trace({.name = "test", .text = kSentence}, {}, tick).cancelled());
    QCOMPARE(reported, 2);
}

void ModelTest::cancelsWithin100Milliseconds() {
    std::string words;
    for (int word = 0; word < 500; ++word) {
        words += "dog ";
    }
    std::stop_source stop;
    std::atomic<std::int64_t> layer{0};
    std::chrono::steady_clock::time_point asked;
    std::jthread person([&] { // asks while a layer is under way
        while (layer.load() < 1) {
            std::this_thread::yield();
        }
        asked = std::chrono::steady_clock::now();
        stop.request_stop();
    });
    const Tick tick(stop.get_token(), [&](const Progress& progress) { layer = progress.done; });
    const bool cancelled =
        model_->trace({.name = "long", .text = words}, {}, tick).cancelled();
    person.join();
    QVERIFY(cancelled);
    const auto took = std::chrono::steady_clock::now() - asked;
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(took).count();
    QVERIFY2(milliseconds < 100, qPrintable(QString::number(milliseconds)));
}

void ModelTest::concurrentReaders() {
    const auto t = trace(kSentence);
    const auto expected = t->row({2, 5}, 4);
    std::atomic<int> wrong{0};
    std::vector<std::jthread> readers;
    for (int reader = 0; reader < 4; ++reader) {
        readers.emplace_back([&] {
            for (int turn = 0; turn < 200; ++turn) {
                wrong += t->row({2, 5}, 4) == expected ? 0 : 1;
            }
        });
    }
    readers.clear();
    QCOMPARE(wrong.load(), 0);
}

std::unique_ptr<QObject> makeModelTest() {
    return std::make_unique<ModelTest>();
}

} // namespace vitrine::tests

#include "model_test.moc"
