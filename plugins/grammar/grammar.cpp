#include "plugins/grammar/grammar.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

namespace vitrine::grammar {

namespace {

Problem wrongGrammar(const std::string& what) {
    return {"The grammar cannot be used: " + what, "options, rules",
            "A rule is a list of [source, target] texts with the same {parts} in both"};
}

} // namespace

/// The rules as they come in, by name; what is wrong first is kept.
class Grammar::Building {
public:
    explicit Building(const Json::Object& rules) {
        for (const auto& [name, alternatives] : rules) {
            places_.emplace(name, places_.size());
            names_.push_back(name);
            given_.push_back(&alternatives);
        }
    }

    [[nodiscard]] std::optional<std::size_t> placeOf(const std::string& name) const {
        const auto found = places_.find(name);
        return found == places_.end() ? std::nullopt : std::optional(found->second);
    }

    Outcome<std::vector<Rule>> rules() {
        std::vector<Rule> rules;
        for (std::size_t place = 0; place < given_.size(); ++place) {
            const Json::Array* alternatives = given_[place]->array();
            if (alternatives == nullptr || alternatives->empty()) {
                return wrongGrammar("“" + names_[place] + "” has no alternatives");
            }
            Rule rule;
            for (const Json& given : *alternatives) {
                auto alternative = alternativeOf(given, names_[place]);
                if (!alternative) {
                    return alternative.as<std::vector<Rule>>();
                }
                rule.push_back(*std::move(alternative));
            }
            rules.push_back(std::move(rule));
        }
        seen_.assign(rules.size(), Seen::No);
        for (std::size_t place = 0; place < rules.size(); ++place) {
            if (auto ends = descend(rules, place); !ends) {
                return ends.as<std::vector<Rule>>();
            }
        }
        return rules;
    }

private:
    enum class Seen { No, Under, Done };

    Outcome<Alternative> alternativeOf(const Json& given, const std::string& rule) const {
        const Json::Array* sides = given.array();
        if (sides == nullptr || sides->size() != 2 || (*sides)[0].string() == nullptr ||
            (*sides)[1].string() == nullptr) {
            return wrongGrammar("an alternative of “" + rule + "” is no pair of texts");
        }
        Alternative alternative;
        std::map<std::string, std::size_t> parts;
        std::array<std::size_t, 2> named{};
        for (std::size_t side = 0; side < 2; ++side) {
            const std::string& text = *(*sides)[side].string();
            std::size_t at = 0;
            while (at < text.size()) {
                const std::size_t open = std::min(text.find('{', at), text.size());
                Piece piece{.words = text.substr(at, open - at)};
                at = open;
                if (open < text.size()) {
                    const std::size_t close = text.find('}', open);
                    const std::string name =
                        close == std::string::npos ? "" : text.substr(open + 1, close - open - 1);
                    const auto place = placeOf(name);
                    if (!place) {
                        return wrongGrammar("“" + text + "” names a part that has no rule");
                    }
                    const auto [part, isNew] = parts.emplace(name, alternative.parts.size());
                    if (isNew) {
                        alternative.parts.push_back(*place);
                    }
                    piece.part = part->second;
                    ++named.at(side);
                    at = close + 1;
                }
                alternative.sides.at(side).push_back(std::move(piece));
            }
        }
        if (named[0] != parts.size() || named[1] != parts.size()) {
            return wrongGrammar("both sides of “" + *(*sides)[0].string() +
                                "” must name the same parts, once each");
        }
        return alternative;
    }

    /// Refuses a rule that can lead back to itself: a sentence would not end.
    Outcome<Done> descend(const std::vector<Rule>& rules, std::size_t place) {
        if (seen_[place] == Seen::Under) {
            return wrongGrammar("“" + names_[place] + "” leads back to itself");
        }
        if (seen_[place] == Seen::Done) {
            return Done{};
        }
        seen_[place] = Seen::Under;
        for (const Alternative& alternative : rules[place]) {
            for (const std::size_t part : alternative.parts) {
                if (auto ends = descend(rules, part); !ends) {
                    return ends;
                }
            }
        }
        seen_[place] = Seen::Done;
        return Done{};
    }

    std::map<std::string, std::size_t> places_;
    std::vector<std::string> names_;
    std::vector<const Json*> given_;
    std::vector<Seen> seen_;
};

Outcome<Grammar> Grammar::make(const Json& rules, const std::string& start) {
    if (rules.object() == nullptr) {
        return wrongGrammar("“rules” is no object");
    }
    Building building(*rules.object());
    const auto first = building.placeOf(start);
    if (!first) {
        return wrongGrammar("there is no rule “" + start + "”");
    }
    auto made = building.rules();
    if (!made) {
        return made.as<Grammar>();
    }
    Grammar grammar;
    grammar.rules_ = *std::move(made);
    grammar.start_ = *first;
    return grammar;
}

SentencePair Grammar::draw(Draws& draws) const {
    return draw(start_, draws);
}

SentencePair Grammar::draw(std::size_t rule, Draws& draws) const {
    const Rule& alternatives = rules_[rule];
    const Alternative& alternative =
        alternatives[draws.below(static_cast<std::uint32_t>(alternatives.size()))];
    std::vector<SentencePair> parts;
    for (const std::size_t part : alternative.parts) {
        parts.push_back(draw(part, draws));
    }
    SentencePair pair;
    for (std::size_t side = 0; side < 2; ++side) {
        std::string& text = side == 0 ? pair.source : pair.target;
        for (const Piece& piece : alternative.sides.at(side)) {
            text += piece.words;
            if (piece.part != kNoPart) {
                text += side == 0 ? parts[piece.part].source : parts[piece.part].target;
            }
        }
    }
    return pair;
}

} // namespace vitrine::grammar
