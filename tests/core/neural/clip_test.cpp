#include "core/neural/capture/overview.h"
#include "core/neural/capture/scan.h"
#include "tests/core/neural/fixtures.h"
#include "tests/core/neural/tests.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace vitrine::tests {

namespace {

constexpr std::size_t kFrames = 3;
constexpr std::size_t kPlaces = 9; // of 12 × 12 pixels in patches of 4

std::shared_ptr<Image> noise(std::size_t width, std::size_t height, std::uint32_t seed) {
    auto image = std::make_shared<Image>(width, height);
    for (std::uint8_t& value : image->pixels()) {
        seed = seed * 1'664'525U + 1'013'904'223U;
        value = static_cast<std::uint8_t>(seed >> 24U);
    }
    return image;
}

Clip clipOf(const std::vector<std::shared_ptr<Image>>& pictures) {
    Clip clip;
    for (const auto& picture : pictures) {
        clip.frames.push_back({.number = static_cast<std::int64_t>(clip.frames.size()),
                               .seconds = 0,
                               .picture = picture});
    }
    return clip;
}

Sample sampleOf(const Clip& clip) {
    return {.name = "clip", .clip = std::make_shared<const Clip>(clip)};
}

std::vector<std::shared_ptr<Image>> noisyFrames() {
    return {noise(12, 12, 1), noise(12, 12, 2), noise(12, 12, 3)};
}

// The class token in every block, then the cells of one frame: the blocks of a spatial site.
std::shared_ptr<const neural::TokenBlocks> framesOf(std::size_t places) {
    std::vector<std::uint32_t> tokens;
    for (std::size_t frame = 0; frame < kFrames; ++frame) {
        tokens.push_back(0);
        for (std::size_t place = 0; place < places; ++place) {
            tokens.push_back(static_cast<std::uint32_t>(1 + place * kFrames + frame));
        }
    }
    return std::make_shared<neural::TokenBlocks>(1 + places * kFrames, 1 + places, tokens);
}

double sumOf(std::span<const float> values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

} // namespace

/// Sites made of blocks, and the space-time cells of a clip.
class ClipTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void blocksAreTheirProblems();
    void blockStatisticsCountWhatIsSeen();
    void blocksMustFit();
    void cellsStandInOrder();
    void aCellSeesItsFrameAndItsPlace();
    void aChangedPatchChangesItsCell();
    void framesApartHaveClassTokens();
    void pictureIsAClipOfOneFrame();
    void unequalFramesAreAProblem();
    void clipsAreAnnounced();

private:
    static std::shared_ptr<const engine::Trace> trace(const char* golden, const Sample& sample,
                                                      bool hidden = false);
};

std::shared_ptr<const engine::Trace> ClipTest::trace(const char* golden, const Sample& sample,
                                                     bool hidden) {
    const auto model = testEngine().openModel(goldenFolder() / golden, {.id = "cpu"}, Tick());
    if (!model) {
        return nullptr;
    }
    const auto traced = (*model)->trace(sample, {.hidden = hidden}, Tick());
    return traced.ok() ? *traced : nullptr;
}

void ClipTest::blocksAreTheirProblems() {
    constexpr std::size_t places = 4;
    const auto blocks = framesOf(places);
    const neural::AttentionStore problems = randomStore(
        {.batch = kFrames, .heads = 2, .queries = 1 + places, .keys = 1 + places}, 7);
    const neural::AttentionStore site = neural::AttentionStore(problems).over(blocks);
    const std::size_t length = site.queries();
    QCOMPARE(length, 1 + places * kFrames);
    for (std::size_t head = 0; head < 2; ++head) {
        const auto map = neural::scanMap(site, 0, head, {0, length}, {0, length}, Tick());
        QVERIFY(map.ok());
        std::vector<float> row(length);
        std::vector<float> column(length);
        for (std::size_t query = 0; query < length; ++query) {
            std::vector<double> expected(length, 0.0);
            const auto standing = blocks->placesOf(query);
            for (const auto& place : standing) {
                const auto naive = naiveRow(problems, place.block, head, place.index);
                for (std::size_t key = 0; key < naive.size(); ++key) {
                    expected[blocks->tokensOf(place.block)[key]] +=
                        naive[key] / static_cast<double>(standing.size());
                }
            }
            site.row(0, head, query, row);
            for (std::size_t key = 0; key < length; ++key) {
                QVERIFY(std::abs(static_cast<double>(row[key]) - expected[key]) <= 1e-6);
                QCOMPARE(map->at(query, key), row[key]);
                QCOMPARE(site.visible(0, query, key), expected[key] > 0);
                site.column(0, head, key, column);
                QVERIFY(std::abs(column[query] - row[key]) <= 1e-6F);
                // The copies of the class token are equal in a model, but not in a random store.
                const auto met = site.meeting(0, head, query, key);
                if (key > 0 && !met.query.empty()) {
                    const float score = problems.parts().scale * site.dot(0, head, query, key);
                    QVERIFY(std::abs(std::exp(score - met.logSumExp) - row[key]) <= 1e-6F);
                }
            }
        }
    }
}

void ClipTest::blockStatisticsCountWhatIsSeen() {
    constexpr std::size_t places = 4;
    neural::AttentionStore problems = randomStore(
        {.batch = kFrames, .heads = 1, .queries = 1 + places, .keys = 1 + places, .spread = 1e-4F},
        8);
    const neural::AttentionStore site = std::move(problems).over(framesOf(places));
    Axis axis{.name = "video", .tokens = std::vector<AxisToken>(site.queries())};
    for (AxisToken& token : axis.tokens) {
        token.kind = TokenKind::Patch;
    }
    const auto overview = neural::scanOverview(site, {.queries = axis, .keys = axis}, {}, Tick());
    QVERIFY(overview.ok());
    const auto column = std::ranges::find(overview->statistics, "entropy");
    const float entropy =
        overview->heads[0].statistics[static_cast<std::size_t>(column - overview->statistics.begin())];
    // A patch looks at all it sees alike. The class token's mean row does not: it sees itself in each
    // frame.
    const double n = places + 1;
    const double shares = kFrames * places;
    const double classEntropy =
        -(1 / n * std::log(1 / n) + shares * (1 / (n * kFrames)) * std::log(1 / (n * kFrames))) /
        std::log(1 + shares);
    const double expected = (shares + classEntropy) / (shares + 1);
    QVERIFY2(std::abs(static_cast<double>(entropy) - expected) <= 1e-4,
             qPrintable(QString::number(entropy)));
}

void ClipTest::blocksMustFit() {
    const auto store = [] { return randomStore({.batch = 2, .queries = 5, .keys = 5}, 1); };
    QVERIFY_EXCEPTION_THROWN((void)store().over(framesOf(4)), std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN(neural::TokenBlocks(4, 3, {0, 1, 2, 3}), std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN(neural::TokenBlocks(4, 2, {0, 4}), std::out_of_range);
}

void ClipTest::cellsStandInOrder() {
    // Twice as wide as the model's picture: boxes are of the clip's own pixels.
    const auto traced = trace("timesformer-divided",
                              sampleOf(clipOf({noise(24, 12, 1), noise(24, 12, 2), noise(24, 12, 3)})));
    QVERIFY(traced != nullptr);
    QCOMPARE(traced->axes().size(), std::size_t{1});
    const Axis& axis = traced->axes().front();
    QCOMPARE(axis.name, std::string("video"));
    QCOMPARE(axis.size(), 1 + kPlaces * kFrames);
    QCOMPARE(axis.tokens.front().kind, TokenKind::Class);
    QCOMPARE(axis.tokens.front().frame, -1);
    for (std::size_t place = 0; place < kPlaces; ++place) {
        for (std::size_t frame = 0; frame < kFrames; ++frame) {
            const AxisToken& cell = axis.tokens[1 + place * kFrames + frame];
            QCOMPARE(cell.frame, static_cast<std::int32_t>(frame));
            QCOMPARE(cell.row, static_cast<std::int32_t>(place / 3));
            QCOMPARE(cell.column, static_cast<std::int32_t>(place % 3));
            QCOMPARE(cell.box.x, 8.0F * static_cast<float>(place % 3));
            QCOMPARE(cell.box.height, 4.0F);
        }
    }
    std::vector<std::string> names;
    for (const engine::Site& site : traced->sites()) {
        names.push_back(site.name);
    }
    QCOMPARE(names, (std::vector<std::string>{"video.0.temporal", "video.0.spatial",
                                              "video.1.temporal", "video.1.spatial"}));
}

void ClipTest::aCellSeesItsFrameAndItsPlace() {
    const auto traced = trace("timesformer-divided", sampleOf(clipOf(noisyFrames())));
    QVERIFY(traced != nullptr);
    const Axis& axis = traced->axes().front();
    for (std::size_t query = 0; query < axis.size(); ++query) {
        const AxisToken& asks = axis.tokens[query];
        for (const int site : {0, 1}) {
            const bool temporal = site == 0;
            const std::vector<float> row = traced->row({site, 1}, query);
            const bool outside = temporal && query == 0;
            QVERIFY(std::abs(sumOf(row) - (outside ? 0 : 1)) <= 1e-6);
            for (std::size_t key = 0; key < axis.size(); ++key) {
                const AxisToken& seen = axis.tokens[key];
                const bool place = asks.row == seen.row && asks.column == seen.column;
                const bool frame = query == 0 || key == 0 || asks.frame == seen.frame;
                const bool sees = temporal ? place && query > 0 : frame;
                QCOMPARE(row[key] > 0, sees);
                QCOMPARE(traced->visible(site, query, key), sees);
                const engine::Cell cell = traced->cell({site, 1}, query, key);
                QVERIFY(std::abs(cell.probability - row[key]) <= 1e-6F);
                QCOMPARE(cell.query.size(), std::size_t{6});
            }
        }
    }
    QVERIFY(traced->overview(1, {}, Tick()).ok());
    QVERIFY(traced->headMean(0, Tick()).ok());
}

void ClipTest::aChangedPatchChangesItsCell() {
    auto frames = noisyFrames();
    const auto before = trace("timesformer-divided", sampleOf(clipOf(frames)), /*hidden=*/true);
    for (std::size_t line = 4; line < 8; ++line) { // row 1, column 2 of frame 1
        std::ranges::fill(frames[1]->line(line).subspan(8 * 3), std::uint8_t{255});
    }
    const auto after = trace("timesformer-divided", sampleOf(clipOf(frames)), /*hidden=*/true);
    const auto states = before->hidden("video", 0);
    const auto changed = after->hidden("video", 0);
    QVERIFY(states.ok() && changed.ok());
    QCOMPARE(states->rows(), before->axes().front().size());
    for (std::size_t token = 0; token < states->rows(); ++token) {
        const AxisToken& cell = before->axes().front().tokens[token];
        const bool there = cell.frame == 1 && cell.row == 1 && cell.column == 2;
        QCOMPARE(!std::ranges::equal(states->row(token), changed->row(token)), there);
    }
}

void ClipTest::framesApartHaveClassTokens() {
    const auto traced =
        trace("timesformer-frames", sampleOf(clipOf(noisyFrames())), /*hidden=*/true);
    QVERIFY(traced != nullptr);
    const Axis& axis = traced->axes().front();
    QCOMPARE(axis.size(), kFrames * (1 + kPlaces));
    QCOMPARE(traced->hidden("video", 2)->rows(), axis.size());
    for (std::size_t token = 0; token < axis.size(); ++token) {
        const std::size_t frame = token / (1 + kPlaces);
        QCOMPARE(axis.tokens[token].frame, static_cast<std::int32_t>(frame));
        QCOMPARE(axis.tokens[token].kind == TokenKind::Class, token % (1 + kPlaces) == 0);
        const std::vector<float> row = traced->row({1, 0}, token);
        const std::span<const float> own(row.data() + frame * (1 + kPlaces), 1 + kPlaces);
        QVERIFY(std::abs(sumOf(own) - 1) <= 1e-6);
    }
    QCOMPARE(traced->predictions().front().candidates.size(), std::size_t{5});
}

void ClipTest::pictureIsAClipOfOneFrame() {
    const auto traced =
        trace("timesformer-joint", {.name = "picture", .picture = noise(12, 12, 4)});
    QVERIFY(traced != nullptr);
    QCOMPARE(traced->axes().front().size(), 1 + kPlaces);
    QCOMPARE(traced->sites().front().name, std::string("video.0.self"));
    QVERIFY(std::abs(sumOf(traced->row({0, 0}, 3)) - 1) <= 1e-6);
}

void ClipTest::unequalFramesAreAProblem() {
    const auto model =
        testEngine().openModel(goldenFolder() / "timesformer-divided", {.id = "cpu"}, Tick());
    QVERIFY(model.ok());
    QVERIFY((*model)->trace({.name = "empty", .clip = std::make_shared<const Clip>()}, {}, Tick())
                .failed());
    // The usual preparation brings all frames to one size; another one may not.
    QVERIFY((*model)->trace(sampleOf(clipOf({noise(12, 12, 1), noise(24, 12, 2)})), {}, Tick()).ok());
}

void ClipTest::clipsAreAnnounced() {
    for (const char* golden : {"timesformer-divided", "timesformer-frames"}) {
        const auto model = testEngine().openModel(goldenFolder() / golden, {.id = "cpu"}, Tick());
        QVERIFY(model.ok());
        QVERIFY((*model)->card().clips && (*model)->card().pictures && !(*model)->card().texts);
        const auto traced = (*model)->trace(sampleOf(clipOf(noisyFrames())), {}, Tick());
        QVERIFY(traced.ok());
        QCOMPARE((*traced)->bytes(), (*model)->traceBytes(0));
    }
}

std::unique_ptr<QObject> makeClipTest() {
    return std::make_unique<ClipTest>();
}

} // namespace vitrine::tests

#include "clip_test.moc"
