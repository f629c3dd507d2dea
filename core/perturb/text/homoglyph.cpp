#include "core/perturb/text/homoglyph.h"

#include "core/base/utf8.h"
#include "core/perturb/text/charattack.h"
#include "core/perturb/text/charkinds.h"

#include <map>

namespace vitrine::perturb {

namespace {

struct Pair {
    char letter;
    char32_t twin;
};

constexpr Pair kPairs[] = {
    {'a', 0x0430}, {'c', 0x0441}, {'e', 0x0435}, {'i', 0x0456}, {'j', 0x0458}, {'o', 0x043E},
    {'p', 0x0440}, {'s', 0x0455}, {'x', 0x0445}, {'y', 0x0443}, {'h', 0x04BB}, {'v', 0x03BD},
    {'A', 0x0410}, {'B', 0x0412}, {'C', 0x0421}, {'E', 0x0415}, {'H', 0x041D}, {'I', 0x0406},
    {'J', 0x0408}, {'K', 0x041A}, {'M', 0x041C}, {'O', 0x041E}, {'P', 0x0420}, {'S', 0x0405},
    {'T', 0x0422}, {'X', 0x0425},
};

using Twins = std::map<std::string, std::string, std::less<>>;

/// The built-in pairs and those given as "<letter><twin>".
Outcome<Twins> twinsOf(const Setting& setting) {
    Twins twins;
    for (const Pair& pair : kPairs) {
        std::string twin;
        appendUtf8(twin, pair.twin);
        twins[std::string(1, pair.letter)] = std::move(twin);
    }
    const Json* given = explicitParameter(setting, "more");
    if (given == nullptr) {
        return twins;
    }
    for (const Json& each : *given->array()) {
        const std::string& pair = *each.string();
        const Utf8Step letter = utf8Step(pair, 0);
        const Utf8Step twin = utf8Step(pair, letter.bytes);
        const bool two = twin.bytes > 0 && letter.bytes + twin.bytes == pair.size();
        if (!two || (letter.character < 0x80 && twin.character < 0x80)) {
            return Problem{"A pair of look-alikes is not a letter and another one beyond ASCII",
                           "char.homoglyph: more: " + pair,
                           "Write the letter and its look-alike side by side"};
        }
        twins[pair.substr(0, letter.bytes)] = pair.substr(letter.bytes);
    }
    return twins;
}

} // namespace

Homoglyph::Homoglyph()
    : record_{.id = "char.homoglyph",
              .medium = Medium::Text,
              .about = "a letter becomes one of another script that looks alike",
              .parameters = wordParameters(),
              .columns = shareColumns(),
              .tables = {shareTable()},
              .random = true} {
    record_.parameters.push_back({.name = "more",
                                  .type = ParameterType::Texts,
                                  .about = "further pairs, letter and look-alike side by side"});
}

Outcome<Perturbed> Homoglyph::apply(const Sample& sample, const Setting& setting,
                                    const Tick& tick) const {
    const auto rules = charRules(record_, setting);
    if (!rules) {
        return rules.as<Perturbed>();
    }
    const auto twins = twinsOf(setting);
    if (!twins) {
        return twins.as<Perturbed>();
    }
    std::vector<std::size_t> places;
    const auto edit = [&](std::string_view, const Letters& letters, bool,
                          Draws& draws) -> WordEdit {
        places.clear();
        for (std::size_t i = 0; i < letters.size(); ++i) {
            if (twins->contains(letters.at(i))) {
                places.push_back(i);
            }
        }
        if (places.empty()) {
            return std::nullopt;
        }
        const std::size_t place =
            places[draws.below(static_cast<std::uint32_t>(places.size()))];
        return TextEdit{letters.span(place), twins->find(letters.at(place))->second};
    };
    WordWalk walk(*rules);
    TextScript script;
    const auto tally = walk.run(sample.text, drawKeyOf(record_, setting), edit, tick, script);
    if (!tally) {
        return Cancelled{};
    }
    return editedText(sample, std::move(script), *tally);
}

} // namespace vitrine::perturb
