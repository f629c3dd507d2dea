#include "core/study/fewshot/readouts.h"

#include "core/data/fewshot/answers.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace vitrine::study {

namespace {

constexpr std::size_t kResamples = 2000;

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
    const std::size_t end = text.find_last_not_of(" \t\r\n");
    return end == std::string_view::npos ? std::string_view() : text.substr(begin, end + 1 - begin);
}

// The words of all ways in the form that the right answer has.
std::vector<std::string> answersOf(const data::BindingEpisode& episode) {
    const std::string& right = episode.prompt.answer;
    const std::string& word = episode.words[episode.asked];
    const std::size_t at = right.find(word);
    std::vector<std::string> answers;
    for (const std::string& other : episode.words) {
        answers.push_back(at == std::string::npos
                              ? other
                              : right.substr(0, at) + other + right.substr(at + word.size()));
    }
    return answers;
}

} // namespace

Outcome<engine::Generation> captionOf(engine::Model& model, std::shared_ptr<const Image> picture,
                                      const Tick& tick) {
    Sample sample{.name = "caption"};
    sample.pictures.push_back({.at = 0, .picture = std::move(picture)});
    return model.generate(sample, {.maxNewTokens = kMostCaptionTokens}, {}, tick);
}

Outcome<AnswerReadout> answerOf(engine::Model& model, const data::FewShotPrompt& prompt,
                                const std::vector<std::string>& people, const Tick& tick) {
    auto written = model.generate(prompt.sample, {.maxNewTokens = kMostAnswerTokens}, {}, tick);
    if (!written) {
        return written.as<AnswerReadout>();
    }
    AnswerReadout readout{.written = *std::move(written)};
    const std::string_view text = trimmed(readout.written.text);
    readout.answer = data::plainAnswer(text.substr(0, text.find_first_of(".\n")));
    readout.score = data::vqaScore(readout.answer, people);
    return readout;
}

Outcome<BindingReadout> readBinding(engine::Model& model, const data::BindingEpisode& episode,
                                    const Tick& tick) {
    const Sample& sample = episode.prompt.sample;
    auto written = model.generate(sample, {.maxNewTokens = kMostAnswerTokens}, {}, tick);
    if (!written) {
        return written.as<BindingReadout>();
    }
    const std::vector<std::string> answers = answersOf(episode);
    auto ranked = model.rank(sample, answers, tick);
    if (!ranked) {
        return ranked.as<BindingReadout>();
    }
    BindingReadout readout{.written = *std::move(written), .words = *std::move(ranked)};
    readout.right =
        readout.written.ended && trimmed(readout.written.text) == trimmed(episode.prompt.answer);
    readout.prefers = readout.words.front().text == answers[episode.asked];
    return readout;
}

Outcome<BindingScore> scoreBinding(engine::Model& model,
                                   const std::vector<data::PictureClass>& classes,
                                   const data::BindingOptions& options, const BindingRun& run,
                                   const Tick& tick) {
    std::vector<double> right;
    std::vector<double> prefers;
    for (std::uint32_t number = 0; number < run.episodes; ++number) {
        if (!tick.update(number, run.episodes)) {
            return Cancelled{};
        }
        const auto episode = data::bindingEpisode(classes, options, run.seed, number);
        if (!episode) {
            return episode.as<BindingScore>();
        }
        const auto readout = readBinding(model, *episode, tick.quiet());
        if (!readout) {
            return readout.as<BindingScore>();
        }
        right.push_back(readout->right ? 1 : 0);
        prefers.push_back(readout->prefers ? 1 : 0);
    }
    return BindingScore{.right = analysis::bootstrapMean(right, kResamples, run.seed),
                        .prefers = analysis::bootstrapMean(prefers, kResamples, run.seed),
                        .chance = 1 / static_cast<double>(options.ways)};
}

} // namespace vitrine::study
