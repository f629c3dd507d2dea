#include "core/data/fewshot/answers.h"
#include "core/data/fewshot/binding.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

using namespace vitrine;
using namespace vitrine::data;

namespace {

std::vector<PictureClass> classesOf(std::size_t count, std::size_t pictures) {
    std::vector<PictureClass> classes;
    for (std::size_t index = 0; index < count; ++index) {
        PictureClass& next = classes.emplace_back();
        next.name = "thing " + std::to_string(index);
        for (std::size_t picture = 0; picture < pictures; ++picture) {
            next.pictures.push_back(std::make_shared<const Image>(
                4, 4, static_cast<std::uint8_t>(16 * index + picture)));
        }
    }
    return classes;
}

BindingEpisode episodeOf(const std::vector<PictureClass>& classes, const BindingOptions& options,
                         std::uint32_t number, std::uint64_t seed = 7) {
    const auto episode = bindingEpisode(classes, options, seed, number);
    return episode.ok() ? *episode : BindingEpisode{};
}

std::string textOf(const FewShotPrompt& prompt, const PromptPart& part) {
    return prompt.sample.text.substr(part.text.begin, part.text.size());
}

bool isOf(const PictureClass& kind, const std::shared_ptr<const Image>& picture) {
    return std::ranges::find(kind.pictures, picture) != kind.pictures.end();
}

} // namespace

class FewShotTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void writesPartsInOrder() {
        const auto picture = std::make_shared<const Image>(2, 2, 9);
        const FewShotPrompt prompt = fewShotPrompt(
            "Answer.", {questionExample(picture, "How many?", "two"), {nullptr, "", "Only words."}},
            questionExample(picture, "What?", ""), "cat");
        QCOMPARE(prompt.sample.text, std::string("Answer.Question: How many? Answer: twoOnly words."
                                                 "Question: What? Answer:"));
        QCOMPARE(prompt.parts.size(), std::size_t{4});
        const std::vector<PromptRole> roles{PromptRole::Induction, PromptRole::Shot,
                                            PromptRole::Shot, PromptRole::Query};
        std::size_t end = 0;
        for (std::size_t index = 0; index < roles.size(); ++index) {
            const PromptPart& part = prompt.parts[index];
            QVERIFY(part.role == roles[index]);
            QCOMPARE(part.text.begin, end);
            end = part.text.end;
            QVERIFY(prompt.partAt(part.text.begin) == part);
        }
        QCOMPARE(end, prompt.sample.text.size());
        QVERIFY(prompt.partAt(end) == prompt.parts.back());
        QCOMPARE(prompt.parts[1].shot, 0);
        QCOMPARE(prompt.parts[2].shot, 1);
        QCOMPARE(prompt.sample.pictures.size(), std::size_t{2});
        QCOMPARE(prompt.sample.pictures[0].at, std::size_t{7});
        QCOMPARE(prompt.sample.pictures[1].at, prompt.parts[3].text.begin);
    }

    void countsAreTheProduct_data() {
        QTest::addColumn<int>("ways");
        QTest::addColumn<int>("inner");
        QTest::addColumn<int>("repeats");
        for (const int ways : {1, 2, 5}) {
            for (const int inner : {1, 3, 5}) {
                for (const int repeats : {1, 2, 5}) {
                    QTest::addRow("%d ways %d inner %d repeats", ways, inner, repeats)
                        << ways << inner << repeats;
                }
            }
        }
    }

    void countsAreTheProduct() {
        QFETCH(int, ways);
        QFETCH(int, inner);
        QFETCH(int, repeats);
        const auto classes = classesOf(6, 7);
        const BindingOptions options{.ways = static_cast<std::size_t>(ways),
                                     .innerShots = static_cast<std::size_t>(inner),
                                     .repeats = static_cast<std::size_t>(repeats)};
        const BindingEpisode episode = episodeOf(classes, options, 3);
        const FewShotPrompt& prompt = episode.prompt;
        const auto shots = std::ranges::count(prompt.parts, PromptRole::Shot, &PromptPart::role);
        QCOMPARE(shots, ways * inner * repeats);
        QCOMPARE(prompt.sample.pictures.size(), static_cast<std::size_t>(shots) + 1);
        std::map<const Image*, int> shown;
        for (std::size_t shot = 0; shot < static_cast<std::size_t>(shots); ++shot) {
            ++shown[prompt.sample.pictures[shot].picture.get()];
        }
        QCOMPARE(shown.size(), static_cast<std::size_t>(ways * inner));
        for (const auto& [picture, times] : shown) {
            QCOMPARE(times, repeats);
        }
        // The question is about a picture that was not shown.
        QVERIFY(!shown.contains(prompt.sample.pictures.back().picture.get()));
        QVERIFY(
            isOf(classes[episode.classes[episode.asked]], prompt.sample.pictures.back().picture));
    }

    void wordsNameTheirClass() {
        const auto classes = classesOf(4, 4);
        const BindingEpisode episode =
            episodeOf(classes, {.ways = 3, .innerShots = 2, .repeats = 2}, 11);
        for (const PromptPart& part : episode.prompt.parts) {
            if (part.role != PromptRole::Shot) {
                continue;
            }
            const auto way = static_cast<std::size_t>(part.shot) % 3;
            QCOMPARE(textOf(episode.prompt, part), "This is a " + episode.words[way] + ".");
            const auto& placed =
                episode.prompt.sample.pictures[static_cast<std::size_t>(part.shot)];
            QCOMPARE(placed.at, part.text.begin);
            QVERIFY(isOf(classes[episode.classes[way]], placed.picture));
        }
        QCOMPARE(episode.prompt.answer, " " + episode.words[episode.asked]);
        QCOMPARE(std::set(episode.words.begin(), episode.words.end()).size(), std::size_t{3});
        QCOMPARE(std::set(episode.classes.begin(), episode.classes.end()).size(), std::size_t{3});
    }

    void queriesAreBalanced() {
        const auto classes = classesOf(5, 3);
        constexpr std::uint32_t kWays = 3;
        std::map<std::size_t, int> places;
        std::map<std::string, int> answers;
        std::map<std::pair<std::size_t, std::string>, int> both;
        for (std::uint32_t number = 0; number < 4 * kWays * kWays; ++number) {
            const BindingEpisode episode = episodeOf(classes, {.ways = kWays}, number);
            ++places[episode.asked];
            ++answers[episode.prompt.answer];
            ++both[{episode.asked, episode.prompt.answer}];
        }
        QCOMPARE(places.size(), std::size_t{kWays});
        QCOMPARE(answers.size(), std::size_t{kWays});
        QCOMPARE(both.size(), std::size_t{kWays * kWays});
        for (const auto& [pair, times] : both) {
            QCOMPARE(times, 4);
        }
    }

    void sameSeedSameEpisode() {
        const auto classes = classesOf(6, 5);
        const BindingOptions options{.ways = 2, .innerShots = 2, .repeats = 1};
        std::set<std::vector<std::size_t>> different;
        for (std::uint32_t number = 0; number < 20; ++number) {
            const BindingEpisode once = episodeOf(classes, options, number);
            const BindingEpisode again = episodeOf(classes, options, number);
            QVERIFY(once.prompt.sample == again.prompt.sample);
            QVERIFY(once.words == again.words && once.asked == again.asked);
            const BindingEpisode other = episodeOf(classes, options, number, 8);
            different.insert(once.classes);
            different.insert(other.classes);
        }
        QVERIFY(different.size() > 10); // of 30 ordered pairs of classes
    }

    void realNamesAndNoInduction() {
        const auto classes = classesOf(2, 2);
        BindingOptions options{.realNames = true};
        options.wording.induction.clear();
        const BindingEpisode episode = episodeOf(classes, options, 0);
        QVERIFY(episode.prompt.parts.front().role == PromptRole::Shot);
        QVERIFY(episode.prompt.sample.text.find("This is a thing ") != std::string::npos);
        const BindingEpisode told = episodeOf(classes, {}, 0);
        QVERIFY(told.prompt.sample.text.starts_with("Answer with blicket or dax."));
    }

    void swappingMovesPicturesAlone() {
        const auto classes = classesOf(4, 4);
        const BindingEpisode episode = episodeOf(classes, {.ways = 2, .innerShots = 2}, 5);
        const Sample swapped = swappedPictures(episode);
        const Sample& before = episode.prompt.sample;
        QCOMPARE(swapped.text, before.text);
        QCOMPARE(swapped.pictures.size(), before.pictures.size());
        for (std::size_t shot = 0; shot < 4; ++shot) {
            QVERIFY(swapped.pictures[shot].picture == before.pictures[shot ^ 1].picture);
            QCOMPARE(swapped.pictures[shot].at, before.pictures[shot].at);
        }
        QVERIFY(swapped.pictures.back().picture == before.pictures.back().picture);
        const Sample blind = blinded(before);
        QCOMPARE(blind.text, before.text);
        for (const PlacedPicture& placed : blind.pictures) {
            QVERIFY(*placed.picture == Image(4, 4));
        }
    }

    void tooLittleIsAProblem() {
        const auto says = [](const std::vector<PictureClass>& classes,
                             const BindingOptions& options) {
            const auto episode = bindingEpisode(classes, options, 1, 0);
            return episode.failed() ? episode.problem().text() : std::string();
        };
        QVERIFY(says(classesOf(1, 9), {.ways = 2}).find("1 classes") != std::string::npos);
        QVERIFY(says(classesOf(3, 2), {.innerShots = 2}).find("thing 0") != std::string::npos);
        QVERIFY(!says(classesOf(3, 2), {.ways = 0}).empty());
        QVERIFY(!says(classesOf(3, 2), {.repeats = 0}).empty());
        QVERIFY(!says(classesOf(99, 2), {.ways = 50}).empty());
    }

    void answersArePlain() {
        QCOMPARE(plainAnswer("  The Cat's, mat. "), std::string("cats mat"));
        QCOMPARE(plainAnswer("A"), std::string());
        QCOMPARE(plainAnswer("na\xC3\xAFve"), std::string("na\xC3\xAFve"));
    }

    // Worked by hand: of ten people k say so; nine of them are left each time.
    void vqaScores() {
        const auto of = [](std::size_t same) {
            std::vector<std::string> people(10, "dog");
            std::fill_n(people.begin(), same, "a Cat.");
            return vqaScore("cat", people);
        };
        const std::vector<double> expected{0, 0.3, 0.6, 0.9, 1, 1};
        for (std::size_t same = 0; same < expected.size(); ++same) {
            QVERIFY2(std::abs(of(same) - expected[same]) < 1e-12,
                     qPrintable(QString::number(of(same))));
        }
        QCOMPARE(vqaScore("cat", {}), 0.0);
    }
};

QTEST_APPLESS_MAIN(FewShotTest)

#include "fewshot_test.moc"
