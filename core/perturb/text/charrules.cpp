#include "core/perturb/text/charrules.h"

#include "core/perturb/text/stopwords.h"

#include <algorithm>

namespace vitrine::perturb {

namespace {

constexpr std::size_t kDefaultMinLength = 4;
constexpr double kPretrainingShare = 0.15;

constexpr std::string_view kPresets[] = {
    "none", "pruthi", "pruthi-noise", "textattack-pruthi", "charbert-release",
    "charbert-pretraining"};

std::size_t& lengthOf(CharRules& rules, CharMove move) {
    return rules.minLength[static_cast<std::size_t>(move)];
}

void setLengths(CharRules& rules, std::size_t drop, std::size_t add, std::size_t swap,
                std::size_t key) {
    lengthOf(rules, CharMove::Drop) = drop;
    lengthOf(rules, CharMove::Add) = add;
    lengthOf(rules, CharMove::Swap) = swap;
    lengthOf(rules, CharMove::Key) = key;
}

/// What a preset (robustness, 4.2) changes of the defaults.
void usePreset(CharRules& rules, std::string_view preset) {
    if (preset == "pruthi") {
        setLengths(rules, 3, 3, 5, 3);
    } else if (preset == "pruthi-noise") {
        setLengths(rules, 5, 3, 4, 3);
        rules.skipStopwords = false;
    } else if (preset == "textattack-pruthi") {
        rules.alphabet = Alphabet("A-Za-z");
        rules.map = KeyMap::named("staggered8");
        rules.mostWords = 1;
    } else if (preset == "charbert-release") {
        rules.share = 1;
        rules.core = false;
        rules.letterNeeded = false;
        rules.skipStopwords = false;
        rules.stopwordsKeepKeys = true;
        rules.rejectEqual = false;
        rules.map = KeyMap::named("observed8");
    } else if (preset == "charbert-pretraining") {
        rules.share = kPretrainingShare;
        rules.core = false;
        rules.letterNeeded = false;
        rules.skipStopwords = false;
        rules.pretraining = true;
        setLengths(rules, 1, 1, 1, 1);
    }
}

WordSet stopwordsOf(const Setting& setting) {
    const Json* given = explicitParameter(setting, "stopwords");
    if (given == nullptr) {
        return WordSet({englishStopwords().begin(), englishStopwords().end()});
    }
    std::vector<std::string_view> words;
    for (const Json& word : *given->array()) {
        words.emplace_back(*word.string());
    }
    return WordSet(words);
}

template <class Use>
void ifGiven(const Setting& setting, std::string_view name, const Use& use) {
    if (const Json* given = explicitParameter(setting, name)) {
        use(*given);
    }
}

void useParameters(CharRules& rules, const Setting& setting) {
    const auto flag = [&](std::string_view name, bool& value) {
        ifGiven(setting, name, [&](const Json& given) { value = *given.boolean(); });
    };
    flag("core", rules.core);
    flag("skip_stopwords", rules.skipStopwords);
    flag("protect_ends", rules.protectEnds);
    flag("reject_equal", rules.rejectEqual);
    ifGiven(setting, "share", [&](const Json& given) { rules.share = given.number(); });
    ifGiven(setting, "min_length", [&](const Json& given) {
        rules.minLength.fill(static_cast<std::size_t>(*given.integer()));
    });
    ifGiven(setting, "max_words", [&](const Json& given) {
        rules.mostWords = static_cast<std::size_t>(*given.integer());
    });
    ifGiven(setting, "alphabet",
            [&](const Json& given) { rules.alphabet = Alphabet(*given.string()); });
    ifGiven(setting, "map", [&](const Json& given) { rules.map = KeyMap::named(*given.string()); });
}

Parameter flag(std::string name, Json otherwise, std::string about) {
    return {.name = std::move(name),
            .type = ParameterType::Flag,
            .otherwise = std::move(otherwise),
            .about = std::move(about)};
}

} // namespace

std::vector<Parameter> wordParameters() {
    return {
        {.name = "share", .least = 0, .most = 1, .about = "share of the eligible words that is hit"},
        flag("core", {}, "look at words less the punctuation around them (default: yes)"),
        {.name = "min_length",
         .type = ParameterType::Whole,
         .least = 1,
         .most = 1'000'000,
         .about = "fewest letters of an eligible word (default: 4)"},
        flag("skip_stopwords", {}, "leave words of the stopword list alone (default: yes)"),
        {.name = "stopwords",
         .type = ParameterType::Texts,
         .about = "another stopword list than the English one"},
        {.name = "max_words",
         .type = ParameterType::Whole,
         .least = 0,
         .most = 1'000'000,
         .about = "edit at most so many words; 0: all that are hit (default)"},
    };
}

SeverityTable shareTable() {
    return {.preset = "", .rows = {{0.10}, {0.25}, {0.50}, {0.75}, {1.00}}};
}

std::vector<SeverityColumn> shareColumns() {
    return {{.name = "share"}};
}

std::vector<Parameter> attackParameters(CharMove move) {
    std::vector<Parameter> parameters{
        {.name = "preset",
         .type = ParameterType::Choice,
         .otherwise = "none",
         .choices = {std::begin(kPresets), std::end(kPresets)},
         .about = "the rules of a published attack"},
        flag("protect_ends", {}, "the first and the last letter stay (default: yes)"),
    };
    if (move == CharMove::Swap || move == CharMove::Mix) {
        parameters.push_back(
            flag("reject_equal", {}, "swap only letters that differ (default: yes)"));
    }
    if (move == CharMove::Add || move == CharMove::Mix) {
        parameters.push_back({.name = "alphabet",
                              .type = ParameterType::Text,
                              .about = "a-z (default), A-Za-z, or the characters themselves"});
    }
    if (move == CharMove::Key || move == CharMove::Mix) {
        parameters.push_back({.name = "map",
                              .type = ParameterType::Choice,
                              .choices = {keyMapNames().begin(), keyMapNames().end()},
                              .about = "which keys lie beside each other (default: square4)"});
    }
    return parameters;
}

Outcome<CharRules> charRules(const KindRecord& record, const Setting& setting) {
    CharRules rules;
    rules.minLength.fill(kDefaultMinLength);
    rules.share = severityValues(record, "", setting).front();
    rules.map = KeyMap::named("square4");
    rules.stopwords = stopwordsOf(setting);
    if (parameterOf(record, "preset") != nullptr) {
        usePreset(rules, *parameterValue(record, setting, "preset").string());
    }
    useParameters(rules, setting);
    if (rules.pretraining && explicitParameter(setting, "alphabet") == nullptr) {
        return Problem{"The preset charbert-pretraining inserts characters of the model's character "
                       "vocabulary",
                       record.id + ": alphabet",
                       "Give the first 81 characters of that vocabulary as `alphabet`"};
    }
    if (rules.alphabet.size() == 0) {
        return Problem{"The alphabet is empty", record.id + ": alphabet",
                       "Give a-z, A-Za-z or some characters"};
    }
    return rules;
}

} // namespace vitrine::perturb
