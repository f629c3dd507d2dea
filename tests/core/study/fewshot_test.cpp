#include "core/study/fewshot/readouts.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>

using namespace vitrine;
using namespace vitrine::study;

namespace {

int shadeOf(const PlacedPicture& placed) {
    return placed.picture->pixels().front();
}

/// Writes what a function makes of a Sample, and ranks that first.
class AnsweringModel final : public engine::Model {
public:
    using Answer = std::function<std::string(const Sample&)>;

    AnsweringModel(Answer answer, bool ends)
        : answer_(std::move(answer))
        , ends_(ends) {}

    const engine::ModelCard& card() const override { return card_; }

    std::size_t traceBytes(std::size_t) const override { return 0; }

    Outcome<std::shared_ptr<const engine::Trace>>
    trace(const Sample& sample, const engine::TraceOptions&, const Tick&) override {
        return Problem{"It keeps no trace", sample.name, "Ask for its answer"};
    }

    Outcome<engine::Generation> generate(const Sample& sample,
                                         const engine::GenerationOptions& options,
                                         const engine::OnToken&, const Tick&) override {
        if (options.sample || options.beams != 1) {
            return Problem{"Read-outs are greedy", sample.name, {}};
        }
        return engine::Generation{.text = answer_(sample), .ended = ends_};
    }

    Outcome<std::vector<engine::RankedAnswer>>
    rank(const Sample& sample, const std::vector<std::string>& answers, const Tick&) override {
        std::vector<engine::RankedAnswer> ranked;
        for (const std::string& answer : answers) {
            ranked.push_back({.text = answer,
                              .logProbability = answer == answer_(sample) ? -0.1 : -2,
                              .tokens = 1});
        }
        std::ranges::stable_sort(ranked, std::ranges::greater{},
                                 &engine::RankedAnswer::logProbability);
        return ranked;
    }

private:
    Answer answer_;
    bool ends_;
    engine::ModelCard card_;
};

/// The word under the example whose picture is most like the last one.
std::string boundWord(const Sample& sample) {
    const int asked = shadeOf(sample.pictures.back());
    std::size_t best = 0;
    for (std::size_t index = 0; index + 1 < sample.pictures.size(); ++index) {
        const auto distance = [&](std::size_t each) {
            return std::abs(shadeOf(sample.pictures[each]) - asked);
        };
        best = distance(index) < distance(best) ? index : best;
    }
    const std::string shot = sample.text.substr(sample.pictures[best].at);
    const std::string before = "This is a ";
    const std::size_t begin = shot.find(before) + before.size();
    return " " + shot.substr(begin, shot.find('.', begin) - begin);
}

// Shades of a class are near each other.
std::vector<data::PictureClass> shadedClasses() {
    std::vector<data::PictureClass> classes;
    for (int index = 0; index < 5; ++index) {
        data::PictureClass& next = classes.emplace_back();
        next.name = "shade " + std::to_string(index);
        for (int picture = 0; picture < 4; ++picture) {
            next.pictures.push_back(std::make_shared<const Image>(
                2, 2, static_cast<std::uint8_t>(50 * index + picture)));
        }
    }
    return classes;
}

BindingScore scored(const AnsweringModel::Answer& answer, bool ends, std::size_t ways = 2) {
    AnsweringModel model(answer, ends);
    const auto score = scoreBinding(model, shadedClasses(), {.ways = ways, .innerShots = 2},
                                    {.seed = 3, .episodes = 36}, Tick());
    return score.ok() ? *score : BindingScore{};
}

} // namespace

class FewShotReadoutTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void aBinderIsAlwaysRight() {
        const BindingScore score = scored(boundWord, true);
        QCOMPARE(score.right.value, 1.0);
        QCOMPARE(score.prefers.value, 1.0);
        QCOMPARE(score.right.count, std::size_t{36});
        QCOMPARE(score.chance, 0.5);
    }

    // Balanced episodes give who always says the same exactly chance.
    void oneWordIsChance() {
        for (const std::size_t ways : {2, 3}) {
            const BindingScore score = scored([](const Sample&) { return " dax"; }, true, ways);
            QCOMPARE(score.right.value, score.chance);
            QVERIFY(score.right.low < score.chance && score.right.high > score.chance);
        }
    }

    void withoutAnEndNothingIsRight() {
        const BindingScore score = scored(boundWord, false);
        QCOMPARE(score.right.value, 0.0);
        QCOMPARE(score.prefers.value, 1.0);
    }

    void moreThanTheWordIsWrong() {
        const auto chatty = [](const Sample& sample) { return boundWord(sample) + " of course"; };
        QCOMPARE(scored(chatty, true).right.value, 0.0);
    }

    void swappedPicturesSwapTheAnswer() {
        const auto episode =
            data::bindingEpisode(shadedClasses(), {.ways = 2, .innerShots = 2}, 3, 1);
        QVERIFY(episode.ok());
        const std::string before = boundWord(episode->prompt.sample);
        const std::string after = boundWord(data::swappedPictures(*episode));
        QCOMPARE(before, episode->prompt.answer);
        QCOMPARE(after, " " + episode->words[1 - episode->asked]);
    }

    void anAnswerIsReadUpToItsStop() {
        AnsweringModel model([](const Sample&) { return " A red Square. Question: what"; }, true);
        const auto picture = std::make_shared<const Image>(2, 2, 7);
        const data::FewShotPrompt prompt =
            data::fewShotPrompt({}, {}, data::questionExample(picture, "What is this?", {}), {});
        const std::vector<std::string> people{"red square", "red square", "a square", "circle"};
        const auto readout = answerOf(model, prompt, people, Tick());
        QVERIFY(readout.ok());
        QCOMPARE(readout->answer, std::string("red square"));
        // Two of four agree: 2/3 without another, 1/3 without one of them.
        QVERIFY(std::abs(readout->score - (2 * (1 / 3.0) + 2 * (2 / 3.0)) / 4) < 1e-12);
    }

    void aCaptionFollowsThePictureAlone() {
        std::vector<PlacedPicture> seen;
        std::string text = "?";
        AnsweringModel model(
            [&](const Sample& sample) {
                seen = sample.pictures;
                text = sample.text;
                return "a red square";
            },
            true);
        const auto picture = std::make_shared<const Image>(2, 2, 7);
        const auto caption = captionOf(model, picture, Tick());
        QVERIFY(caption.ok());
        QCOMPARE(caption->text, std::string("a red square"));
        QVERIFY(text.empty());
        QCOMPARE(seen.size(), std::size_t{1});
        QVERIFY(seen.front().picture == picture);
    }

    void cancelsBetweenEpisodes() {
        std::stop_source source;
        int episodes = 0;
        AnsweringModel model(
            [&](const Sample& sample) {
                if (++episodes == 6) {
                    source.request_stop();
                }
                return boundWord(sample);
            },
            true);
        const auto score =
            scoreBinding(model, shadedClasses(), {}, {.episodes = 1000}, Tick(source.get_token()));
        QVERIFY(score.cancelled());
        QVERIFY(episodes < 10);
    }
};

QTEST_APPLESS_MAIN(FewShotReadoutTest)

#include "fewshot_test.moc"
