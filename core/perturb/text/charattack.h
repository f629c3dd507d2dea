#pragma once

#include "core/base/draws.h"
#include "core/base/tick.h"
#include "core/perturb/editscript.h"
#include "core/perturb/text/charrules.h"
#include "core/perturb/text/letters.h"
#include "core/perturb/text/words.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace vitrine::perturb {

/// What became of the words of a text.
struct WordTally {
    std::size_t words = 0;
    std::size_t eligible = 0;
    std::size_t hit = 0;
};

/// The edit of a word that is hit, or none where it has no place for one. `draws` stand behind the
/// hit.
using WordEdit = std::optional<TextEdit>;

/// Walks the words of a text by the rules: one edit a word that is hit (its first unit double is
/// below the share). The same walk serves all kinds that hit words. Keeps its memory from text to
/// text; one a thread.
class WordWalk {
public:
    explicit WordWalk(const CharRules& rules);

    /// `edit(text, letters, stopword, draws)` makes the edit of one word that is hit. Nothing when
    /// the tick stops it.
    template <class Edit>
    std::optional<WordTally> run(std::string_view text, const DrawKey& key, const Edit& edit,
                                 const Tick& tick, TextScript& into) {
        into.clear();
        order_.clear();
        WordTally tally;
        Words words(text);
        Word word;
        while (words.next(word)) {
            ++tally.words;
            if (tally.words % kWordsPerTick == 0 && tick.stopped()) {
                return std::nullopt;
            }
            bool stopword = false;
            if (!eligible(text, word, stopword)) {
                continue;
            }
            ++tally.eligible;
            Draws draws(key, word.index);
            const double drawn = draws.unitDouble();
            if (!(drawn < rules_.share)) {
                continue;
            }
            ++tally.hit;
            if (WordEdit made = edit(text, letters_, stopword, draws)) {
                into.push_back(*std::move(made));
                order_.push_back(drawn);
            }
        }
        keepFirst(into);
        return tally;
    }

private:
    static constexpr std::size_t kWordsPerTick = 4096;

    [[nodiscard]] bool eligible(std::string_view text, const Word& word, bool& stopword);

    /// Of more edits than asked for, those with the smallest draws: the first to be hit as the
    /// severity grows.
    void keepFirst(TextScript& script) const;

    const CharRules& rules_;
    std::size_t minLength_ = 0;
    Letters letters_;
    std::vector<double> order_; ///< the draw of each edit
};

/// One of the four character attacks, or their mixture, on words of a text.
class CharAttack {
public:
    CharAttack(CharMove move, const CharRules& rules);

    /// The edits of one text, into a script that is cleared first. Nothing when the tick stops it.
    std::optional<WordTally> edits(std::string_view text, const DrawKey& key, const Tick& tick,
                                   TextScript& into);

private:
    [[nodiscard]] WordEdit editOf(const Letters& letters, bool stopword, Draws& draws);
    [[nodiscard]] WordEdit pretraining(const Letters& letters, Draws& draws) const;
    [[nodiscard]] WordEdit drop(const Letters& letters, Draws& draws) const;
    [[nodiscard]] WordEdit add(const Letters& letters, Draws& draws) const;
    [[nodiscard]] WordEdit swap(const Letters& letters, Draws& draws);
    [[nodiscard]] WordEdit key(const Letters& letters, Draws& draws);

    CharMove move_;
    const CharRules& rules_;
    WordWalk walk_;
    std::vector<std::size_t> places_; ///< candidates of a word, kept for the memory
};

} // namespace vitrine::perturb
