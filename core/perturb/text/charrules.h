#pragma once

#include "core/base/outcome.h"
#include "core/perturb/kindrecord.h"
#include "core/perturb/setting.h"
#include "core/perturb/text/alphabet.h"
#include "core/perturb/text/keymap.h"
#include "core/perturb/text/wordset.h"

#include <array>
#include <cstddef>
#include <vector>

namespace vitrine::perturb {

enum class CharMove { Drop, Add, Swap, Key, Mix };

inline constexpr std::size_t kSingleMoves = 4; ///< those that Mix chooses from

/// Which words are hit and what happens to them: the parameters of a character kind, resolved.
struct CharRules {
    double share = 0; ///< of the eligible words
    bool core = true; ///< words less their punctuation; else the whole run
    bool letterNeeded = true;
    bool skipStopwords = true;
    bool stopwordsKeepKeys = false; ///< a stopword that drew `key` stays as it is
    bool protectEnds = true;
    bool rejectEqual = true; ///< only letters that differ are swapped
    bool pretraining = false; ///< the noise of CharBERT's pre-training instead of the four moves
    std::array<std::size_t, kSingleMoves> minLength{}; ///< graphemes, by CharMove
    std::size_t mostWords = 0; ///< 0: all that are hit
    WordSet stopwords;
    Alphabet alphabet{"a-z"};
    KeyMap map;
};

/// The parameters that all character kinds share: share, core, min_length, skip_stopwords, stopwords,
/// max_words.
[[nodiscard]] std::vector<Parameter> wordParameters();

/// The share of eligible words by severity (robustness, 4.1).
[[nodiscard]] SeverityTable shareTable();
[[nodiscard]] std::vector<SeverityColumn> shareColumns();

/// Those of the four attacks besides: preset, protect_ends, reject_equal, alphabet, map.
[[nodiscard]] std::vector<Parameter> attackParameters(CharMove move);

/// The rules of a setting: severity, then preset, then explicit parameters. A Problem where a preset
/// needs what was not given.
[[nodiscard]] Outcome<CharRules> charRules(const KindRecord& record, const Setting& setting);

} // namespace vitrine::perturb
