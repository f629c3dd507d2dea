#include "core/analysis/divergence.h"
#include "core/perturb/catalogue.h"
#include "core/study/robustness/readouts.h"
#include "tests/core/study/countingmodel.h"

#include <QTest>

#include <cmath>
#include <map>

using namespace vitrine;
using namespace vitrine::study;
using namespace vitrine::tests;

class ReadoutsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingMovesForEqualTexts();
    void wordsArePairedThroughTheScript();
    void patchesArePairedInOrder();
    void piecesOfAttackedWords();
    void shiftOfTheSpecification();
    void shiftByPlainLoops();
    void sensitivityByPlainLoops();
    void answers();
    void flipsAndDrops();
    void divergenceNeedsAllLabels();
    void cancels();
};

namespace {

std::shared_ptr<const AnsweringTrace> traceOf(const std::string& text) {
    return countingTrace({.text = text}, /*threshold=*/3);
}

const Axis& axisOf(const engine::Trace& trace) {
    return trace.axes().front();
}

/// A clean and a perturbed trace with what happened in between.
struct Case {
    std::shared_ptr<const AnsweringTrace> clean;
    std::shared_ptr<const AnsweringTrace> perturbed;
    perturb::TextScript script;
    WordPairing pairing;
};

Case caseOf(const std::string& text, perturb::TextScript script) {
    Case result{.clean = traceOf(text),
                .perturbed = traceOf(perturb::applied(text, script)),
                .script = std::move(script)};
    result.pairing =
        pairWords(text, axisOf(*result.clean), axisOf(*result.perturbed), result.script);
    return result;
}

Case randomCase(std::uint64_t seed) {
    const std::string text = "several people between here and there were seen together";
    const auto made = perturb::perturb(*perturb::Catalogue().find("char.mix"), {.text = text},
                                       {.severity = 4, .seed = seed});
    return caseOf(text, made->script.text);
}

/// Another trace with one head, whose attention is given: probabilities by row.
std::shared_ptr<const OracleTrace> given(const std::string& text,
                                         const std::vector<std::vector<double>>& rows) {
    const Axis axis = wordsAxis(text);
    // One-hot queries and keys that hold the logarithms make any map.
    OracleHead head{Grid(axis.size(), axis.size()), Grid(axis.size(), axis.size())};
    for (std::size_t query = 0; query < axis.size(); ++query) {
        head.q.at(query, query) = 1;
        for (std::size_t key = 0; key < axis.size(); ++key) {
            head.k.at(key, query) =
                static_cast<float>(std::log(std::max(rows[query][key], 1e-30)));
        }
    }
    return std::make_shared<const OracleTrace>(Sample{.text = text}, axis,
                                               std::vector<OracleTrace::Layer>{{.heads = {head}}});
}

} // namespace

void ReadoutsTest::nothingMovesForEqualTexts() {
    const Case same = caseOf("the eels were never here", {});
    const auto shift = attentionShift(*same.clean, *same.perturbed, 0, same.pairing, {});
    QVERIFY(shift.ok());
    QCOMPARE(shift->mean, 0.0);
    QVERIFY(std::abs(shift->unmatched) < 1e-6);
    QCOMPARE(embeddingShift(*same.clean, *same.perturbed)->cosine, 0.0);
    QCOMPARE(embeddingShift(*same.clean, *same.perturbed)->relative, 0.0);
    const auto words = sensitivity(*same.clean, *same.perturbed, 0, same.pairing);
    QCOMPARE(words->all, 0.0);
    QVERIFY(std::isnan(words->attacked));
    QVERIFY(!splitChange(same.pairing, axisOf(*same.clean), axisOf(*same.perturbed), {}));
    QVERIFY(!predictionChange(*same.clean, *same.perturbed)->flip);
}

void ReadoutsTest::wordsArePairedThroughTheScript() {
    // "abcdef" loses its d; a blank is put into "xyzuvw".
    const Case changed = caseOf("abcdef xyzuvw end", {{{3, 4}, ""}, {{10, 10}, " "}});
    QCOMPARE(changed.pairing.words.size(), std::size_t{3});
    const PairedWord& first = changed.pairing.words[0];
    QCOMPARE(first.perturbed, (Span{0, 5}));
    QVERIFY(first.attacked && changed.pairing.words[1].attacked &&
            !changed.pairing.words[2].attacked);
    QCOMPARE(first.cleanTokens, (std::vector<std::size_t>{1, 2}));
    QCOMPARE(first.perturbedTokens, (std::vector<std::size_t>{1, 2}));
    QCOMPARE(changed.pairing.words[1].perturbedTokens, (std::vector<std::size_t>{3, 4}));
    // Three words, [CLS] and [SEP].
    QCOMPARE(changed.pairing.matched.size(), std::size_t{5});
    QCOMPARE(changed.pairing.clean.groups.size(), std::size_t{5});
    const Case gone = caseOf("one two", {{{3, 7}, ""}});
    QCOMPARE(gone.pairing.matched.size(), std::size_t{3});
    QCOMPARE(gone.pairing.clean.groups.size(), std::size_t{4});
}

void ReadoutsTest::patchesArePairedInOrder() {
    Axis axis{.name = "image"};
    axis.tokens.push_back({.kind = TokenKind::Class, .special = true});
    for (int patch = 0; patch < 4; ++patch) {
        axis.tokens.push_back({.kind = TokenKind::Patch, .row = patch / 2, .column = patch % 2});
    }
    const WordPairing pairing = pairWords("", axis, axis, {});
    QCOMPARE(pairing.matched.size(), std::size_t{5});
    for (std::size_t i = 0; i < 5; ++i) {
        QVERIFY((pairing.matched[i] == std::pair{i, i}));
    }
}

void ReadoutsTest::piecesOfAttackedWords() {
    // abc|def → abd|ef: nothing in common; the border stays at byte 3, where it was moved to 2.
    const Case changed = caseOf("abcdef same", {{{2, 3}, ""}});
    const auto split = splitChange(changed.pairing, axisOf(*changed.clean),
                                   axisOf(*changed.perturbed), changed.script);
    QCOMPARE(split->words, std::size_t{1});
    QCOMPARE(split->changed, 1.0);
    QCOMPARE(split->disjoint, 1.0);
    QCOMPARE(split->jaccard, 0.0);
    QCOMPARE(split->pieces, 0.0);
    QCOMPARE(split->boundaries, 0.0);
    // abc|def|g → abc|dex|g: two of four pieces stay, and both borders.
    const Case partly = caseOf("abcdefg same", {{{5, 6}, "x"}});
    const auto part = splitChange(partly.pairing, axisOf(*partly.clean),
                                  axisOf(*partly.perturbed), partly.script);
    QCOMPARE(part->disjoint, 0.0);
    QCOMPARE(part->jaccard, 0.5);
    QCOMPARE(part->boundaries, 1.0);
    // abc → abd|c: one piece more.
    const Case longer = caseOf("abc same", {{{2, 2}, "d"}});
    QCOMPARE(splitChange(longer.pairing, axisOf(*longer.clean), axisOf(*longer.perturbed),
                         longer.script)
                 ->pieces,
             1.0);
}

void ReadoutsTest::shiftOfTheSpecification() {
    // (.5, .5, 0) against (.25, .25, .5): 0.311278 for each of three rows.
    const std::vector<std::vector<double>> a(3, {.5, .5, 0});
    const std::vector<std::vector<double>> b(3, {.25, .25, .5});
    const auto clean = given("w", a);
    const auto perturbed = given("w", b);
    const WordPairing pairing = pairWords("w", axisOf(*clean), axisOf(*perturbed), {});
    const auto shift = attentionShift(*clean, *perturbed, 0, pairing, {});
    QVERIFY2(std::abs(shift->mean - 0.311278) < 1e-6, qPrintable(QString::number(shift->mean)));
    QVERIFY(std::abs(shift->unmatched) < 1e-6);
}

void ReadoutsTest::shiftByPlainLoops() {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const Case changed = randomCase(seed);
        const auto shift =
            attentionShift(*changed.clean, *changed.perturbed, 0, changed.pairing, {});
        QVERIFY(shift.ok());
        QVERIFY(shift->mean >= 0 && shift->mean <= 1);
        const auto reverse = [&] {
            WordPairing turned = changed.pairing;
            std::swap(turned.clean, turned.perturbed);
            for (auto& [a, b] : turned.matched) {
                std::swap(a, b);
            }
            return attentionShift(*changed.perturbed, *changed.clean, 0, turned, {});
        }();
        QVERIFY(std::abs(reverse->mean - shift->mean) < 1e-6);

        // One head again, in doubles: sum key columns, mean query rows, bring to sum 1, compare.
        const auto gathered = [](const engine::Trace& trace, const analysis::Grouping& grouping) {
            std::map<std::pair<std::size_t, std::size_t>, double> map;
            std::map<std::size_t, double> rows;
            for (std::size_t query = 0; query < grouping.groupOf.size(); ++query) {
                rows[grouping.groupOf[query]] += 1;
                const auto row = trace.row({1, 1}, query);
                for (std::size_t key = 0; key < row.size(); ++key) {
                    map[{grouping.groupOf[query], grouping.groupOf[key]}] +=
                        static_cast<double>(row[key]);
                }
            }
            for (auto& [place, value] : map) {
                value /= rows[place.first];
            }
            return map;
        };
        auto p = gathered(*changed.clean, changed.pairing.clean);
        auto q = gathered(*changed.perturbed, changed.pairing.perturbed);
        double total = 0;
        for (const auto& [rowA, rowB] : changed.pairing.matched) {
            double sumP = 0;
            double sumQ = 0;
            for (const auto& [a, b] : changed.pairing.matched) {
                sumP += p[{rowA, a}];
                sumQ += q[{rowB, b}];
            }
            double divergence = 0;
            for (const auto& [a, b] : changed.pairing.matched) {
                const double x = p[{rowA, a}] / sumP;
                const double y = q[{rowB, b}] / sumQ;
                divergence += x > 0 ? 0.5 * x * std::log2(2 * x / (x + y)) : 0;
                divergence += y > 0 ? 0.5 * y * std::log2(2 * y / (x + y)) : 0;
            }
            total += divergence;
        }
        const double expected = total / static_cast<double>(changed.pairing.matched.size());
        QVERIFY(std::abs(static_cast<double>(shift->shifts.at(1, 1)) - expected) < 1e-5);
    }
}

void ReadoutsTest::sensitivityByPlainLoops() {
    const Case changed = randomCase(3);
    const auto found = sensitivity(*changed.clean, *changed.perturbed, 0, changed.pairing);
    QVERIFY(found.ok());
    const Grid a = *changed.clean->hidden("text", 2);
    const Grid b = *changed.perturbed->hidden("text", 2);
    double sum = 0;
    for (const PairedWord& word : changed.pairing.words) {
        double x[4] = {};
        double y[4] = {};
        for (int i = 0; i < 4; ++i) {
            for (const std::size_t token : word.cleanTokens) {
                x[i] += static_cast<double>(a.at(token, static_cast<std::size_t>(i)));
            }
            for (const std::size_t token : word.perturbedTokens) {
                y[i] += static_cast<double>(b.at(token, static_cast<std::size_t>(i)));
            }
        }
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < 4; ++i) {
            xy += x[i] * y[i];
            xx += x[i] * x[i];
            yy += y[i] * y[i];
        }
        sum += 1 - xy / std::sqrt(xx * yy);
    }
    QVERIFY(std::abs(found->all - sum / static_cast<double>(changed.pairing.words.size())) < 1e-9);
    QVERIFY(found->attacked > found->context);
}

void ReadoutsTest::answers() {
    QCOMPARE(answerOf(*traceOf("eee"))->label, std::string("many"));
    QCOMPARE(answerOf(*traceOf("ee"))->label, std::string("few"));
    QVERIFY(std::abs(answerOf(*traceOf("ee"))->margin - std::tanh(0.25)) < 1e-6);
    QVERIFY(!answerOf(OracleTrace({}, wordsAxis("x"), {})));
}

void ReadoutsTest::flipsAndDrops() {
    const auto change = predictionChange(*traceOf("eee"), *traceOf("eex"));
    QVERIFY(change->flip);
    const double high = 1 / (1 + std::exp(-0.5));
    QVERIFY(std::abs(change->clean.probability - high) < 1e-6);
    QVERIFY(std::abs(change->probability - (1 - high)) < 1e-6);
    QVERIFY(std::abs(change->drop - (2 * high - 1)) < 1e-6);
    QVERIFY(std::abs(change->relative - (2 * high - 1) / high) < 1e-6);
    const double divergence = high * std::log(high / (1 - high)) +
                              (1 - high) * std::log((1 - high) / high);
    QVERIFY(std::abs(*change->divergence - divergence) < 1e-6);
}

void ReadoutsTest::divergenceNeedsAllLabels() {
    const auto listing = [](float first) {
        return AnsweringTrace(OracleTrace({.text = "x"}, wordsAxis("x"), {}),
                              {{.task = "fill-mask",
                                .position = 1,
                                .candidates = {{.label = "a", .probability = first}}}},
                              {});
    };
    const auto change = predictionChange(listing(0.3F), listing(0.2F));
    QVERIFY(change && !change->divergence);
    QVERIFY(std::abs(change->drop - 0.1) < 1e-6);
}

void ReadoutsTest::cancels() {
    const Case changed = randomCase(1);
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(attentionShift(*changed.clean, *changed.perturbed, 0, changed.pairing,
                           Tick(stop.get_token()))
                .cancelled());
}

QTEST_APPLESS_MAIN(ReadoutsTest)
#include "readoutstest.moc"
