#include "plugins/clips/clipkind.h"
#include "plugins/clips/temporal.h"

#include <QTest>

#include <algorithm>
#include <chrono>
#include <memory>
#include <set>

using namespace vitrine;
using namespace vitrine::clips;
using namespace vitrine::perturb;

/// The known answers of the robustness specification, section 6, and its properties (14).
class ClipsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knownAnswers();
    void framesAreShared();
    void nested();
    void oneFrameAndNone();
    void freezeKeepsAtLeastOne();
    void refusesWithoutClip();
    void shuffleHasNoSeverities();
    void takesAMillisecond();
};

namespace {

Sample clipSample(std::size_t frames) {
    auto clip = std::make_shared<Clip>();
    for (std::size_t t = 0; t < frames; ++t) {
        clip->frames.push_back({.number = static_cast<std::int64_t>(t * 10),
                                .seconds = static_cast<double>(t) / 25,
                                .picture = std::make_shared<const Image>(3, 5)});
    }
    return {.name = "clip", .clip = std::move(clip)};
}

FrameMap sourceOf(const ClipKind& kind, double severity, std::size_t frames = 16) {
    const auto result = perturb::perturb(kind, clipSample(frames), {.severity = severity, .seed = 7});
    return result->script.clip->source;
}

} // namespace

void ClipsTest::knownAnswers() {
    QCOMPARE(sourceOf(dropKind(), 2),
             (FrameMap{0, 1, 2, 3, 4, 5, 5, 7, 8, 8, 8, 11, 12, 12, 14, 15}));
    QCOMPARE(sourceOf(freezeKind(), 1),
             (FrameMap{0, 1, 2, 3, 3, 3, 3, 3, 3, 3, 10, 11, 11, 11, 11, 11}));
    QCOMPARE(sourceOf(shuffleKind(), 1),
             (FrameMap{5, 13, 1, 11, 14, 4, 6, 9, 8, 7, 3, 15, 12, 2, 0, 10}));
}

void ClipsTest::framesAreShared() {
    const Sample sample = clipSample(16);
    const Sample copy = sample;
    const auto result = perturb::perturb(dropKind(), sample, {.severity = 3, .seed = 7});
    QVERIFY(sample == copy);
    const FrameMap& source = result->script.clip->source;
    for (std::size_t t = 0; t < source.size(); ++t) {
        const Frame& shown = result->sample.clip->frames[t];
        const Frame& from = sample.clip->frames[static_cast<std::size_t>(source[t])];
        QCOMPARE(shown.picture.get(), from.picture.get());
        QCOMPARE(shown.number, from.number);
        QCOMPARE(shown.seconds, sample.clip->frames[t].seconds);
    }
}

void ClipsTest::nested() {
    const auto kept = [](const FrameMap& source) {
        return std::set<std::int64_t>(source.begin(), source.end());
    };
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        const DrawKey key(seed, "nested");
        for (const double rate : {0.1, 0.25, 0.5, 0.9}) {
            QVERIFY(std::ranges::includes(kept(dropped(50, rate, key)),
                                          kept(dropped(50, rate + 0.05, key))));
            QVERIFY(std::ranges::includes(kept(frozen(50, rate, key)),
                                          kept(frozen(50, rate - 0.05, key))));
        }
        auto order = shuffled(50, key);
        std::ranges::sort(order);
        QCOMPARE(order, frozen(50, 1, key));
    }
}

void ClipsTest::oneFrameAndNone() {
    for (const std::size_t frames : {std::size_t{0}, std::size_t{1}}) {
        for (const ClipKind& kind : {dropKind(), freezeKind(), shuffleKind()}) {
            const Sample sample = clipSample(frames);
            const auto result = perturb::perturb(kind, sample, {.severity = 5, .seed = 1});
            QVERIFY(result.ok() && result->effect == Effect::Unchanged);
            QVERIFY(result->sample == sample);
        }
    }
}

void ClipsTest::freezeKeepsAtLeastOne() {
    QCOMPARE(sourceOf(freezeKind(), 5), FrameMap(16, 0));
    const auto share = perturb::severityValues(freezeKind().record(), "", {.severity = 4});
    QCOMPARE(share.front(), 0.05);
    QCOMPARE(std::ranges::count_if(sourceOf(freezeKind(), 3, 100),
                                   [previous = std::int64_t{-1}](std::int64_t frame) mutable {
                                       return std::exchange(previous, frame) != frame;
                                   }),
             std::ptrdiff_t{10});
}

void ClipsTest::refusesWithoutClip() {
    QVERIFY(perturb::perturb(dropKind(), {}, {.severity = 1}).failed());
}

void ClipsTest::shuffleHasNoSeverities() {
    QCOMPARE(sourceOf(shuffleKind(), 0.1), sourceOf(shuffleKind(), 5));
}

void ClipsTest::takesAMillisecond() {
    const DrawKey key(1, "speed");
    for (const auto& map : {+[](const DrawKey& of) { return dropped(10'000, 0.5, of); },
                            +[](const DrawKey& of) { return frozen(10'000, 0.1, of); },
                            +[](const DrawKey& of) { return shuffled(10'000, of); }}) {
        double best = 1e9;
        for (int round = 0; round < 20; ++round) {
            const auto begin = std::chrono::steady_clock::now();
            const FrameMap source = map(key);
            const std::chrono::duration<double, std::milli> took =
                std::chrono::steady_clock::now() - begin;
            best = std::min(best, took.count());
            QCOMPARE(source.size(), std::size_t{10'000});
        }
        qInfo("%.3f ms", best);
        QVERIFY(best <= 1);
    }
}

QTEST_APPLESS_MAIN(ClipsTest)
#include "clips_test.moc"
