#include "tests/core/neural/decodingcheck.h"
#include "tests/core/neural/fixtures.h"
#include "tests/core/neural/tests.h"

#include <QTest>

#include <cmath>
#include <numeric>
#include <set>

namespace vitrine::tests {

namespace fs = std::filesystem;

namespace {

const Sample kLetters{.name = "letters", .text = "sth eat own hat"};

std::vector<std::int64_t> idsOf(const engine::Generation& generation) {
    std::vector<std::int64_t> ids;
    for (const engine::WrittenToken& token : generation.tokens) {
        ids.push_back(token.id);
    }
    return ids;
}

} // namespace

/// Writing, on reference models with random weights: the rules of the game, not the poetry.
class GenerationTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void piecesEqualTheWhole_data();
    void piecesEqualTheWhole();
    void samplingIsSeeded();
    void sharpSamplingIsGreedy();
    void tokensAreToldAsTheyCome();
    void stopsAtAString();
    void cancels();
    void optionsOutOfRange_data();
    void optionsOutOfRange();
    void ranksByLogProbability();
    void encodersDoNotWrite();
    void traceOfAGivenTarget();
    void traceOfAnOwnTarget();
    void mapsOfTwoAxes();

private:
    [[nodiscard]] engine::Generation written(const engine::GenerationOptions& options) const;

    std::shared_ptr<engine::Model> model_; ///< T5 with a tokenizer of letters
};

void GenerationTest::initTestCase() {
    const auto opened = testEngine().openModel(goldenFolder() / "t5-tied", {.id = "cpu"}, Tick());
    QVERIFY2(opened.ok(), opened.failed() ? qPrintable(text(opened.problem())) : "");
    model_ = *opened;
    QVERIFY(model_->card().writes);
}

engine::Generation GenerationTest::written(const engine::GenerationOptions& options) const {
    auto generation = model_->generate(kLetters, options, {}, Tick());
    return generation.ok() ? *std::move(generation) : engine::Generation{};
}

void GenerationTest::piecesEqualTheWhole_data() {
    QTest::addColumn<QString>("folder");
    for (const char* folder :
         {"gpt1-lm", "gpt2-lm", "t5-tied", "t5-gated", "bart-lm", "transformer", "blip-caption",
          "blip-answer"}) {
        QTest::newRow(folder) << folder;
    }
}

// gpt2, section 8: cached decoding equals full recomputation.
void GenerationTest::piecesEqualTheWhole() {
    QFETCH(QString, folder);
    const DecodingGap gap = decodingGap(goldenFolder() / folder.toStdString());
    QVERIFY2(gap.pieces < 1e-5, qPrintable(QString::number(gap.pieces)));
    QVERIFY2(gap.rewound < 1e-5, qPrintable(QString::number(gap.rewound)));
    QVERIFY2(gap.reordered < 1e-5, qPrintable(QString::number(gap.reordered)));
}

void GenerationTest::samplingIsSeeded() {
    engine::GenerationOptions options{.maxNewTokens = 12, .sample = true, .temperature = 3};
    std::set<std::vector<std::int64_t>> texts;
    for (const std::uint64_t seed : {1, 2, 3, 4, 5}) {
        options.seed = seed;
        const engine::Generation once = written(options);
        QVERIFY(!once.tokens.empty());
        QCOMPARE(idsOf(once), idsOf(written(options)));
        texts.insert(idsOf(once));
    }
    QVERIFY(texts.size() > 2);
}

void GenerationTest::sharpSamplingIsGreedy() {
    const auto greedy = idsOf(written({.maxNewTokens = 8}));
    QCOMPARE(idsOf(written({.maxNewTokens = 8, .sample = true, .topK = 1})), greedy);
    QCOMPARE(idsOf(written({.maxNewTokens = 8, .sample = true, .topP = 1e-6})), greedy);
    QCOMPARE(idsOf(written({.maxNewTokens = 8, .sample = true, .temperature = 1e-4})), greedy);
}

void GenerationTest::tokensAreToldAsTheyCome() {
    std::vector<engine::WrittenToken> told;
    const auto all = model_->generate(
        kLetters, {.maxNewTokens = 6},
        [&](const engine::WrittenToken& token) {
            told.push_back(token);
            return true;
        },
        Tick());
    QVERIFY(all.ok());
    QVERIFY(told == all->tokens);
    double logs = 0;
    for (const engine::WrittenToken& token : told) {
        QVERIFY(token.probability > 0 && token.probability <= 1);
        logs += std::log(static_cast<double>(token.probability));
    }
    QVERIFY(std::abs(logs - all->score) < 1e-4);
    const auto two = model_->generate(
        kLetters, {.maxNewTokens = 6},
        [count = 0](const engine::WrittenToken&) mutable { return ++count < 2; }, Tick());
    QVERIFY(two.ok());
    QCOMPARE(two->tokens.size(), std::size_t{2});
    QVERIFY(!two->ended);
}

void GenerationTest::stopsAtAString() {
    const engine::Generation free = written({.maxNewTokens = 12, .repetitionPenalty = 1.7});
    QVERIFY(free.text.size() > 3);
    const std::string stop = free.text.substr(1, 2);
    const engine::Generation cut =
        written({.maxNewTokens = 12, .repetitionPenalty = 1.7, .stopStrings = {stop}});
    QVERIFY(cut.ended);
    QVERIFY(cut.tokens.size() < free.tokens.size());
    QVERIFY(cut.text.find(stop) != std::string::npos);
    QVERIFY(free.text.starts_with(cut.text));
}

void GenerationTest::cancels() {
    for (const int beams : {1, 3}) {
        std::stop_source source;
        const Tick tick(source.get_token(), [&](const Progress& progress) {
            if (progress.done == 3) {
                source.request_stop();
            }
        });
        const auto generation =
            model_->generate(kLetters, {.maxNewTokens = 30, .beams = beams}, {}, tick);
        QVERIFY(generation.cancelled());
    }
}

void GenerationTest::optionsOutOfRange_data() {
    QTest::addColumn<QByteArray>("name");
    for (const char* name : {"max_new_tokens", "num_beams", "temperature", "top_k", "top_p",
                             "repetition_penalty", "no_repeat_ngram_size", "do_sample"}) {
        QTest::newRow(name) << QByteArray(name);
    }
}

void GenerationTest::optionsOutOfRange() {
    QFETCH(QByteArray, name);
    engine::GenerationOptions options;
    options.maxNewTokens = name == "max_new_tokens" ? 0 : 4;
    options.beams = name == "num_beams" ? 0 : name == "do_sample" ? 2 : 1;
    options.sample = name == "do_sample";
    options.temperature = name == "temperature" ? 0 : 1;
    options.topK = name == "top_k" ? -1 : 0;
    options.topP = name == "top_p" ? 1.5 : 1;
    options.repetitionPenalty = name == "repetition_penalty" ? 0 : 1;
    options.noRepeatNgram = name == "no_repeat_ngram_size" ? -2 : 0;
    const auto generation = model_->generate(kLetters, options, {}, Tick());
    QVERIFY(generation.failed());
    QVERIFY2(generation.problem().what.find(name.toStdString()) != std::string::npos,
             generation.problem().what.c_str());
}

void GenerationTest::ranksByLogProbability() {
    const std::vector<std::string> answers{"sun", "eat", "hat", "wow", "tea"};
    const auto ranked = model_->rank(kLetters, answers, Tick());
    QVERIFY2(ranked.ok(), ranked.failed() ? qPrintable(text(ranked.problem())) : "");
    QCOMPARE(ranked->size(), answers.size());
    for (std::size_t place = 0; place < ranked->size(); ++place) {
        const engine::RankedAnswer& answer = (*ranked)[place];
        QVERIFY(place == 0 || answer.logProbability <= (*ranked)[place - 1].logProbability);
        QCOMPARE(answer.tokens, 4); // three letters and the end
        // Each answer alone gets what it gets among others: the cache is rewound between them.
        const auto alone = model_->rank(kLetters, {answer.text}, Tick());
        QVERIFY(alone.ok());
        QVERIFY(std::abs(alone->front().logProbability - answer.logProbability) < 1e-5);
    }
    const auto none = model_->rank(kLetters, {""}, Tick());
    QVERIFY(none.ok()); // the end alone is an answer
    QCOMPARE(none->front().tokens, 1);
}

void GenerationTest::encodersDoNotWrite() {
    const auto miniLm = testEngine().openModel(miniLmFolder(), {.id = "cpu"}, Tick());
    QVERIFY(miniLm.ok());
    QVERIFY(!(*miniLm)->card().writes);
    const auto generation = (*miniLm)->generate(kLetters, {}, {}, Tick());
    QVERIFY(generation.failed());
    QVERIFY(!generation.problem().advice.empty());
    QVERIFY((*miniLm)->rank(kLetters, {"a"}, Tick()).failed());
}

// t5, section 1: labels shifted to the right behind the start token.
void GenerationTest::traceOfAGivenTarget() {
    Sample sample = kLetters;
    sample.pair = "tea hat";
    const auto traced = model_->trace(sample, {.hidden = true}, Tick());
    QVERIFY2(traced.ok(), traced.failed() ? qPrintable(text(traced.problem())) : "");
    const engine::Trace& trace = **traced;
    QCOMPARE(trace.axes().size(), std::size_t{2});
    const Axis& target = trace.axes()[1];
    QCOMPARE(target.name, std::string("decoder"));
    QCOMPARE(target.size(), std::size_t{1 + 3 + 3});
    QCOMPARE(target.tokens[0].label, std::string("<pad>"));
    QVERIFY(target.tokens[0].special && target.tokens[0].source.empty());
    QCOMPARE(target.tokens[1].label, std::string("t"));
    QCOMPARE(target.tokens[4].label, std::string("h"));
    QCOMPARE(target.tokens[4].segment, 1);
    QCOMPARE(sample.pair->substr(target.tokens[4].source.begin, 1), std::string("h"));
    QVERIFY(!target.tokens[4].generated);
    const auto states = trace.hidden("decoder", 3);
    QVERIFY(states.ok());
    QCOMPARE(states->rows(), target.size());
    QCOMPARE(trace.predictions().size(), std::size_t{1});
    QCOMPARE(trace.predictions()[0].position, static_cast<std::int64_t>(target.size() - 1));
}

void GenerationTest::traceOfAnOwnTarget() {
    const auto traced = model_->trace(kLetters, {}, Tick());
    QVERIFY(traced.ok());
    const engine::Trace& trace = **traced;
    const engine::Generation generation = written({.maxNewTokens = 64});
    QVERIFY(trace.sample().pair.has_value());
    QCOMPARE(*trace.sample().pair, generation.text);
    const Axis& target = trace.axes()[1];
    for (std::size_t place = 1; place < target.size(); ++place) {
        const AxisToken& token = target.tokens[place];
        QVERIFY(token.generated);
        QCOMPARE(token.id, generation.tokens[place - 1].id);
        const std::string letter = trace.sample().pair->substr(token.source.begin, 1);
        QVERIFY(token.source.empty() || token.label.ends_with(letter));
        QVERIFY(token.source.begin >= target.tokens[place - 1].source.begin);
    }
}

void GenerationTest::mapsOfTwoAxes() {
    Sample sample = kLetters;
    sample.pair = "one tea";
    const auto traced = model_->trace(sample, {}, Tick());
    QVERIFY(traced.ok());
    const engine::Trace& trace = **traced;
    QCOMPARE(trace.sites().size(), std::size_t{2 + 2 * 3});
    std::size_t crosses = 0;
    for (std::size_t index = 0; index < trace.sites().size(); ++index) {
        const engine::Site& site = trace.sites()[index];
        const std::size_t queries = trace.axes()[static_cast<std::size_t>(site.queryAxis)].size();
        const std::size_t keys = trace.axes()[static_cast<std::size_t>(site.keyAxis)].size();
        crosses += site.kind == engine::SiteKind::Cross && queries != keys ? 1 : 0;
        const engine::HeadRef head{.site = static_cast<int>(index), .head = 1};
        const auto map = trace.map(head, {0, queries}, {0, keys}, Tick());
        QVERIFY(map.ok());
        for (std::size_t query = 0; query < queries; ++query) {
            const std::vector<float> row = trace.row(head, query);
            QCOMPARE(row.size(), keys);
            QVERIFY(std::abs(std::accumulate(row.begin(), row.end(), 0.0) - 1) < 1e-5);
            for (std::size_t key = 0; key < keys; ++key) {
                QVERIFY(std::abs(row[key] - map->at(query, key)) < 1e-6F);
                QVERIFY(std::abs(row[key] - trace.column(head, key)[query]) < 1e-6F);
                QVERIFY(trace.visible(head.site, query, key) || row[key] == 0);
            }
        }
        const auto overview = trace.overview(head.site, {}, Tick());
        QVERIFY(overview.ok());
        QCOMPARE(overview->mean.largest.rows(), queries);
        QCOMPARE(overview->mean.largest.columns(), keys);
        QVERIFY(trace.headMean(head.site, Tick()).ok());
        QVERIFY(trace.tile(head, {}, Tick()).ok());
    }
    QCOMPARE(crosses, std::size_t{3});
    QCOMPARE(trace.bytes() > 0, true);
}

std::unique_ptr<QObject> makeGenerationTest() {
    return std::make_unique<GenerationTest>();
}

} // namespace vitrine::tests

#include "generation_test.moc"
