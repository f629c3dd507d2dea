#include "core/base/draws.h"
#include "core/base/files.h"
#include "core/base/safetensors.h"
#include "core/run/directory/status.h"
#include "core/study/sweep/cellfile.h"
#include "core/study/sweep/cellmaker.h"
#include "core/study/sweep/summary.h"
#include "tests/core/study/countingmodel.h"
#include "tests/core/study/sweepfixture.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <memory>
#include <thread>

using namespace vitrine;
using namespace vitrine::study;
using namespace vitrine::tests;

namespace fs = std::filesystem;

class SweepTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyCellOnce();
    void roundsComeBeforeMore();
    void summaryByPlainLoops();
    void headMapsAreMeans();
    void oneCellAgain();
    void killedAtRandomMoments();
    void fullDisk();
    void stopped();
    void refusedExamples();
    void unsafeAndUnchanged();
    void recipes_data();
    void recipes();
    void recipeRoundTrip();
    void cellRoundTrip();
    void examplesOfFiles();

private:
    [[nodiscard]] std::string contentOf(const fs::path& file) const;
    [[nodiscard]] std::vector<std::string> sortedCells(const fs::path& run) const;
    [[nodiscard]] QStringList trialWords(const fs::path& run, int delay) const;

    std::unique_ptr<QTemporaryDir> folder_;
    fs::path root_;
    fs::path data_;
    fs::path reference_; ///< a run that nothing disturbed
};

namespace {

constexpr std::size_t kExamples = 40;
constexpr std::size_t kPlaces = 1 + 2 * 2 * 2;

} // namespace

void SweepTest::initTestCase() {
    folder_ = std::make_unique<QTemporaryDir>();
    root_ = folder_->path().toStdString();
    data_ = root_ / "sentences.jsonl";
    QVERIFY(saveAtomically(data_, sentenceLines(kExamples)).ok());
    reference_ = root_ / "reference";
    const auto done = fillRun(reference_, data_, 0);
    QVERIFY2(done.ok(), done.failed() ? done.problem().text().c_str() : "");
}

std::string SweepTest::contentOf(const fs::path& file) const {
    const auto content = readFile(file, std::size_t{1} << 30);
    return content ? *content : "missing: " + file.string();
}

std::vector<std::string> SweepTest::sortedCells(const fs::path& run) const {
    std::vector<std::string> lines;
    const auto cells = readCells(run / "results");
    if (!cells) {
        return {"!" + cells.problem().text()};
    }
    for (const Cell& cell : *cells) {
        lines.push_back(jsonOf(cell).dump());
    }
    std::ranges::sort(lines);
    return lines;
}

QStringList SweepTest::trialWords(const fs::path& run, int delay) const {
    return {QString::fromStdString(run.string()), QString::fromStdString(data_.string()),
            QString::number(delay)};
}

void SweepTest::everyCellOnce() {
    const auto cells = sortedCells(reference_);
    QCOMPARE(cells.size(), kExamples * kPlaces);
    QVERIFY(std::ranges::adjacent_find(cells) == cells.end());
    const auto status = run::readStatus(reference_);
    QVERIFY(status->state == run::RunState::Finished);
    QCOMPARE(status->step, static_cast<std::int64_t>(kExamples * kPlaces));
    const QByteArray events = QByteArray::fromStdString(contentOf(reference_ / "events.jsonl"));
    // Two rounds, each one event a place.
    QCOMPARE(events.count("\"k\":\"cell\""), static_cast<qsizetype>(2 * kPlaces));
    QCOMPARE(events.count("\"k\":\"summary\""), qsizetype{1});
}

void SweepTest::roundsComeBeforeMore() {
    const auto cells = readCells(reference_ / "results");
    for (std::size_t i = 0; i < kSweepRound * kPlaces; ++i) {
        QVERIFY((*cells)[i].place == placesOf(smallRecipe(data_))[i / kSweepRound]);
    }
}

void SweepTest::summaryByPlainLoops() {
    const auto cells = readCells(reference_ / "results");
    const auto rows = summarised(*cells, smallRecipe(data_));
    const auto row = [&](const char* metric, const char* chain, double severity, const char* seed) {
        return *std::ranges::find_if(rows, [&](const SummaryRow& each) {
            return each.metric == metric && each.chain == chain && each.severity == severity &&
                   each.seed == seed;
        });
    };
    double right = 0;
    double flips = 0;
    double changed = 0;
    for (const Cell& cell : *cells) {
        if (cell.place == CellPlace{"swap", 5, 2}) {
            right += cell.answer == cell.label ? 1 : 0;
            flips += cell.effect == CellEffect::Changed ? *cell.metric("flip") : 0;
            changed += cell.effect == CellEffect::Changed ? 1 : 0;
        }
    }
    QCOMPARE(row("accuracy", "swap", 5, "2").band.value, right / kExamples);
    QCOMPARE(row("accuracy", "swap", 5, "2").band.count, kExamples);
    QCOMPARE(row("flip", "swap", 5, "2").band.value, flips / changed);
    QCOMPARE(row("accuracy", "clean", 0, "all").band.value, 1.0);
    const SummaryRow all = row("accuracy", "both", 5, "all");
    const double mean = (row("accuracy", "both", 5, "1").band.value +
                         row("accuracy", "both", 5, "2").band.value) / 2;
    QVERIFY(std::abs(all.band.value - mean) < 1e-12);
    QVERIFY(all.band.low <= all.band.value && all.band.value <= all.band.high);
    QCOMPARE(contentOf(reference_ / "results" / "summary.csv"), csvOf(rows));
}

void SweepTest::headMapsAreMeans() {
    const auto file = SafetensorsFile::open(reference_ / "results" / "attention.safetensors");
    QVERIFY(file.ok());
    QCOMPARE((*file)->tensors().size(), std::size_t{4});
    const TensorInfo* tensor = (*file)->find("shift.swap.5.0");
    QVERIFY(tensor != nullptr);
    QCOMPARE(tensor->shape, (std::vector<std::int64_t>{2, 2}));
    const auto cells = readCells(reference_ / "results");
    double sum = 0;
    double count = 0;
    for (const Cell& cell : *cells) {
        if (cell.place.chain == "swap" && cell.place.severity == 5 &&
            cell.effect == CellEffect::Changed) {
            sum += cell.heads[1][0];
            ++count;
        }
    }
    float stored = 0;
    std::memcpy(&stored, (*file)->bytes(*tensor).data() + 2 * sizeof(float), sizeof stored);
    QVERIFY(std::abs(static_cast<double>(stored) - sum / count) < 1e-6);
}

void SweepTest::oneCellAgain() {
    const SweepRecipe recipe = smallRecipe(data_);
    const auto examples = readExamples(data_, recipe.data);
    CountingModel model(4);
    const perturb::Catalogue catalogue;
    const auto cells = readCells(reference_ / "results");
    for (std::size_t i = 0; i < cells->size(); i += 17) {
        const Cell& cell = (*cells)[i];
        const auto named = cellNamed(cellId(cell.place, cell.row));
        QVERIFY(named && named->first == cell.place && named->second == cell.row);
        const auto example = std::ranges::find(*examples, cell.row, &SweepExample::row);
        const auto again = CellMaker(recipe, model, catalogue).make(cell.place, *example, {});
        QCOMPARE(jsonOf(*again).dump(), jsonOf(cell).dump());
    }
}

void SweepTest::killedAtRandomMoments() {
    const fs::path run = root_ / "killed";
    constexpr std::uint64_t kSeed = 7;
    Draws draws(DrawKey(kSeed, "kills"), 0);
    QVERIFY(beginRun(run, data_).ok());
    int kills = 0;
    while (kills < 20) {
        QProcess process;
        process.start(qEnvironmentVariable("VITRINE_SWEEP_TRIAL"), trialWords(run, 1000));
        QVERIFY(process.waitForStarted());
        if (!process.waitForFinished(5 + static_cast<int>(draws.below(40)))) {
            process.kill();
            QVERIFY(process.waitForFinished());
            ++kills;
        } else {
            // It got through between two kills: from the beginning.
            QVERIFY2(process.exitCode() == 0, process.readAllStandardOutput().constData());
            fs::remove_all(run);
            QVERIFY(beginRun(run, data_).ok());
        }
    }
    QProcess last;
    last.start(qEnvironmentVariable("VITRINE_SWEEP_TRIAL"), trialWords(run, 0));
    QVERIFY(last.waitForFinished());
    QVERIFY2(last.exitCode() == 0, last.readAllStandardOutput().constData());
    QCOMPARE(sortedCells(run), sortedCells(reference_));
    QCOMPARE(contentOf(run / "results" / "summary.csv"),
             contentOf(reference_ / "results" / "summary.csv"));
    QCOMPARE(contentOf(run / "results" / "attention.safetensors"),
             contentOf(reference_ / "results" / "attention.safetensors"));
}

void SweepTest::fullDisk() {
    const fs::path run = root_ / "full";
    QProcess process;
    process.start(qEnvironmentVariable("VITRINE_SWEEP_TRIAL"),
                  trialWords(run, 0) + QStringList{QStringLiteral("40001")});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 1);
    const auto partial = sortedCells(run);
    QVERIFY(partial.size() > 10 && partial.size() < kExamples * kPlaces);
    QVERIFY(std::ranges::includes(sortedCells(reference_), partial));
    QVERIFY(fillRun(run, data_, 0).ok());
    QCOMPARE(sortedCells(run), sortedCells(reference_));
    QCOMPARE(contentOf(run / "results" / "summary.csv"),
             contentOf(reference_ / "results" / "summary.csv"));
}

void SweepTest::stopped() {
    const fs::path run = root_ / "stopped";
    std::stop_source stop;
    std::chrono::steady_clock::time_point asked;
    const std::jthread canceller([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(60));
        asked = std::chrono::steady_clock::now();
        stop.request_stop();
    });
    const auto done = fillRun(run, data_, 1000, Tick(stop.get_token()));
    QVERIFY(done.cancelled());
    QVERIFY(std::chrono::steady_clock::now() - asked < std::chrono::milliseconds(500));
    QVERIFY(run::readStatus(run)->state == run::RunState::Stopped);
    // What there is, is summed up.
    QVERIFY(contentOf(run / "results" / "summary.csv").find("clean") != std::string::npos);
    QVERIFY(fillRun(run, data_, 0).ok());
    QCOMPARE(sortedCells(run), sortedCells(reference_));
}

void SweepTest::refusedExamples() {
    const fs::path data = root_ / "refused.jsonl";
    QVERIFY(saveAtomically(data, R"({"text": "please refuse this", "label": "few"})" "\n").ok());
    const SweepRecipe recipe = smallRecipe(data);
    const auto examples = readExamples(data, recipe.data);
    CountingModel model(4);
    const perturb::Catalogue catalogue;
    CellMaker maker(recipe, model, catalogue);
    const auto cell = maker.make({}, examples->front(), {});
    QVERIFY(cell->effect == CellEffect::Refused);
    QVERIFY(cell->reason.find("asks to be refused") != std::string::npos);
    QVERIFY(maker.make({"nothing", 1, 1}, examples->front(), {}).failed());
}

void SweepTest::unsafeAndUnchanged() {
    const SweepRecipe recipe = smallRecipe(data_);
    const auto cell = [](std::size_t row, CellEffect effect, perturb::LabelRule rule) {
        return Cell{.place = {"swap", 2, 1}, .row = row, .effect = effect, .rule = rule,
                    .metrics = {{"accuracy", 1}, {"flip", 1}}};
    };
    const auto rows =
        summarised({cell(0, CellEffect::Changed, perturb::LabelRule::Kept),
                    cell(1, CellEffect::Unchanged, perturb::LabelRule::Kept),
                    cell(2, CellEffect::Changed, perturb::LabelRule::Unsafe)},
                   recipe);
    for (const SummaryRow& row : rows) {
        QCOMPARE(row.unchanged, std::size_t{1});
        QCOMPARE(row.unsafe, std::size_t{1});
        QCOMPARE(row.band.count, row.metric == "accuracy" ? std::size_t{2} : std::size_t{1});
    }
    QCOMPARE(rows.size(), std::size_t{4});
}

void SweepTest::recipes_data() {
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char* from, const char* to, const char* says) {
        QTest::newRow(says) << QByteArray(from) << QByteArray(to) << QByteArray(says);
    };
    row("\"sweep\"", "\"train\"", "type must be");
    row("\"severities\"", "\"severity\"", "severity is no key here");
    row("[0, 2]", "[0, 9]", "severities must be");
    row("[1, 2]", "[1, 1]", "seeds must be");
    row("\"swap\"", "\"clean\"", "chains must be");
    row("\"swap\"", "\"a/b\"", "a list of chains");
    row("\"file\"", "\"path\"", "data.path is no key here");
    row("\"limit\": 5", "\"limit\": -5", "data.limit must be");
    row("\"split\": \"eval\"", "\"split\": \"train\"", "no model was trained on");
    row("[\"prediction\"]", "[\"smell\"]", "readouts must be");
    row("\"model\": \"m\", ", "", "must be given");
}

void SweepTest::recipes() {
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QByteArray, says);
    QByteArray text =
        R"({"type": "sweep", "schema": 1, "model": "m", "data": {"file": "d", "limit": 5, )"
        R"("split": "eval"}, "chains": [{"name": "swap", "stages": [{"kind": "char.swap"}]}], )"
        R"("severities": [0, 2], "seeds": [1, 2], "readouts": ["prediction"]})";
    QVERIFY(sweepRecipeFrom(*parseJson(text.toStdString(), "r"), "r").ok());
    QVERIFY(text.contains(from));
    text.replace(text.indexOf(from), from.size(), to);
    const auto recipe = sweepRecipeFrom(*parseJson(text.toStdString(), "r"), "r");
    QVERIFY(recipe.failed());
    QVERIFY2(QByteArray::fromStdString(recipe.problem().text()).contains(says),
             recipe.problem().text().c_str());
}

void SweepTest::recipeRoundTrip() {
    const SweepRecipe recipe = smallRecipe(data_);
    const auto again = sweepRecipeFrom(jsonOf(recipe), "r");
    QVERIFY2(again.ok(), again.failed() ? again.problem().text().c_str() : "");
    QCOMPARE(jsonOf(*again).dump(), jsonOf(recipe).dump());
}

void SweepTest::cellRoundTrip() {
    const auto cells = readCells(reference_ / "results");
    const std::string line = jsonOf((*cells)[100]).dump();
    QCOMPARE(jsonOf(*cellFrom(*parseJson(line, "line"), "line")).dump(), line);
    for (const char* damaged :
         {"{}", R"({"id": "a/1/1"})", R"({"id": "a/x/1/1", "effect": "changed"})"}) {
        QVERIFY(cellFrom(*parseJson(damaged, "line"), "line").failed());
    }
    QVERIFY(!cellNamed("swap/1/1/-2") && !cellNamed("") && !cellNamed("/1/1/1"));
}

void SweepTest::examplesOfFiles() {
    const fs::path file = root_ / "mixed.jsonl";
    QVERIFY(saveAtomically(file, "{\"text\": \"a\", \"split\": \"train\"}\n\n"
                                 "{\"text\": \"b\", \"label\": 3}\n{\"text\": \"c\", "
                                 "\"split\": \"eval\"}\n")
                .ok());
    const auto examples = readExamples(file, {});
    QCOMPARE(examples->size(), std::size_t{2});
    const auto b = std::ranges::find(*examples, std::size_t{2}, &SweepExample::row);
    QCOMPARE(*b->label, std::string("3"));
    QCOMPARE(b->id, std::string("mixed:2"));
    QCOMPARE(readExamples(file, {.limit = 1})->size(), std::size_t{1});
    QVERIFY(readExamples(file, {.split = "none of it", .text = "words"}).failed());
    QVERIFY(saveAtomically(file, "{\"text\": \"a\"}\nnot json\n").ok());
    QVERIFY(readExamples(file, {}).problem().where.find("line 2") != std::string::npos);
    const fs::path plain = root_ / "plain.txt";
    QVERIFY(saveAtomically(plain, "one\ntwo\n").ok());
    QCOMPARE(readExamples(plain, {})->size(), std::size_t{2});
    // A pack: the lines of one of its parts.
    const fs::path pack = root_ / "glosses";
    fs::create_directories(pack);
    QVERIFY(saveAtomically(pack / "samples.jsonl", "{\"caption\": \"a\"}\n{\"caption\": \"b\"}\n"
                                                   "{\"caption\": \"c\"}\n").ok());
    QVERIFY(saveAtomically(pack / "pack.json", "{\"splits\": {\"train\": [0, 1], \"test\": [1, 3]}}")
                .ok());
    const auto part = readExamples(pack, {.split = "test", .text = "caption"});
    QCOMPARE(part->size(), std::size_t{2});
    QVERIFY(std::ranges::find(*part, std::string("glosses:2"), &SweepExample::id) != part->end());
    QVERIFY(readExamples(pack, {.split = "eval", .text = "caption"}).failed());
}

QTEST_GUILESS_MAIN(SweepTest)
#include "sweeptest.moc"
