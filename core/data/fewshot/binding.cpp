#include "core/data/fewshot/binding.h"

#include "core/base/draws.h"

#include <algorithm>
#include <array>
#include <utility>

namespace vitrine::data {

namespace {

// The first two are the paper's.
constexpr std::array kNonsense{"dax",    "blicket", "zorp",   "fendle", "quisp",
                               "marnet", "tulver",  "gommel", "pilk",   "snarb"};

using Order = std::vector<std::uint32_t>;

std::string replaced(std::string text, std::string_view name, std::string_view value) {
    for (std::size_t at = text.find(name); at != std::string::npos;
         at = text.find(name, at + value.size())) {
        text.replace(at, name.size(), value);
    }
    return text;
}

// "dax or blicket", "dax, blicket or zorp"
std::string listOf(const std::vector<std::string>& words) {
    std::string list;
    for (std::size_t index = 0; index < words.size(); ++index) {
        list += index == 0 ? "" : index + 1 == words.size() ? " or " : ", ";
        list += words[index];
    }
    return list;
}

Outcome<Done> enough(const std::vector<PictureClass>& classes, const BindingOptions& options) {
    if (options.ways == 0 || options.innerShots == 0 || options.repeats == 0) {
        return Problem{"An episode without examples", "ways, inner shots, repeats",
                       "Each must be at least 1"};
    }
    if (classes.size() < options.ways || kNonsense.size() < options.ways) {
        return Problem{"There are not enough classes for the ways of an episode",
                       std::to_string(options.ways) + " ways",
                       "There are " + std::to_string(classes.size()) + " classes and " +
                           std::to_string(kNonsense.size()) + " words"};
    }
    for (const PictureClass& each : classes) {
        if (each.pictures.size() <= options.innerShots) {
            return Problem{"A class has too few pictures for an episode", each.name,
                           "It has " + std::to_string(each.pictures.size()) +
                               ", the examples and "
                               "the question need " +
                               std::to_string(options.innerShots + 1)};
        }
    }
    return Done{};
}

/// What an episode draws: one lane for each thing, so that no draw depends on another's number.
class Chance {
public:
    Chance(std::uint64_t seed, std::uint32_t number)
        : key_(seed, "binding episode", number) {}

    Order order(std::uint32_t lane, std::size_t count) const {
        return Draws(key_, lane).permutation(static_cast<std::uint32_t>(count));
    }

private:
    DrawKey key_;
};

// Which word each way gets: drawn, but that the asked way gets the one whose turn it is.
Order wordsOf(const Chance& chance, std::size_t ways, std::size_t asked, std::uint32_t wanted) {
    Order words = chance.order(1, ways);
    const auto found = std::ranges::find(words, wanted);
    std::swap(*found, words[asked]);
    return words;
}

std::vector<PromptExample> shotsOf(const std::vector<PictureClass>& classes,
                                   const BindingOptions& options, const BindingEpisode& episode,
                                   const std::vector<Order>& pictures) {
    std::vector<PromptExample> shots;
    for (std::size_t inner = 0; inner < options.innerShots; ++inner) {
        for (std::size_t repeat = 0; repeat < options.repeats; ++repeat) {
            for (std::size_t way = 0; way < options.ways; ++way) {
                const std::string& word = episode.words[way];
                shots.push_back(
                    {.picture = classes[episode.classes[way]].pictures[pictures[way][inner]],
                     .label = word + " " + std::to_string(inner + 1),
                     .words = replaced(options.wording.shot, "{word}", word)});
            }
        }
    }
    return shots;
}

} // namespace

std::span<const char* const> nonsenseWords() {
    return kNonsense;
}

Outcome<BindingEpisode> bindingEpisode(const std::vector<PictureClass>& classes,
                                       const BindingOptions& options, std::uint64_t seed,
                                       std::uint32_t number) {
    if (auto good = enough(classes, options); !good) {
        return good.as<BindingEpisode>();
    }
    const Chance chance(seed, number);
    const auto ways = static_cast<std::uint32_t>(options.ways);
    BindingEpisode episode;
    episode.asked = number / ways % ways;
    const Order chosen = chance.order(0, classes.size());
    const Order words = wordsOf(chance, options.ways, episode.asked, number % ways);
    std::vector<Order> pictures;
    for (std::uint32_t way = 0; way < ways; ++way) {
        const PictureClass& drawn = classes[chosen[way]];
        episode.classes.push_back(chosen[way]);
        episode.words.push_back(options.realNames ? drawn.name : kNonsense[words[way]]);
        pictures.push_back(chance.order(2 + way, drawn.pictures.size()));
    }
    const BindingWording& wording = options.wording;
    const PictureClass& asked = classes[episode.classes[episode.asked]];
    std::vector<std::string> sorted = episode.words; // their order must not tell the answer
    std::ranges::sort(sorted);
    episode.prompt =
        fewShotPrompt(replaced(wording.induction, "{words}", listOf(sorted)),
                      shotsOf(classes, options, episode, pictures),
                      {.picture = asked.pictures[pictures[episode.asked][options.innerShots]],
                       .label = "query",
                       .words = wording.query},
                      replaced(wording.answer, "{word}", episode.words[episode.asked]));
    return episode;
}

Sample swappedPictures(const BindingEpisode& episode) {
    Sample sample = episode.prompt.sample;
    const auto& before = episode.prompt.sample.pictures;
    const std::size_t ways = episode.words.size();
    for (std::size_t shot = 0; shot + 1 < before.size(); ++shot) {
        const std::size_t round = shot / ways * ways;
        sample.pictures[shot].picture = before[round + (shot + 1) % ways].picture;
    }
    return sample;
}

} // namespace vitrine::data
