#pragma once

#include "core/base/draws.h"
#include "core/base/json.h"
#include "core/base/outcome.h"

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace vitrine::grammar {

/// A sentence in two languages.
struct SentencePair {
    std::string source;
    std::string target;

    auto operator<=>(const SentencePair&) const = default;
};

/// A synchronous context-free grammar (Chiang 2007): each alternative of a rule says the same in
/// two languages, and both sides name the same parts, in an order of their own.
class Grammar {
public:
    /// Of an object: each rule's name with a list of alternatives, [source, target] each, where
    /// "{name}" stands for a part. `start` names the rule of whole sentences. A Problem for a part
    /// without a rule or that one side alone names, for rules that lead back to themselves, and for
    /// rules without alternatives.
    [[nodiscard]] static Outcome<Grammar> make(const Json& rules, const std::string& start);

    /// A sentence of which every alternative taken was as likely as the others of its rule.
    [[nodiscard]] SentencePair draw(Draws& draws) const;

private:
    static constexpr std::size_t kNoPart = static_cast<std::size_t>(-1);

    /// Words that stand there, then a part or kNoPart.
    struct Piece {
        std::string words;
        std::size_t part = kNoPart; ///< place in Alternative::parts
    };

    struct Alternative {
        std::array<std::vector<Piece>, 2> sides;
        std::vector<std::size_t> parts; ///< the rules that the sides name
    };

    using Rule = std::vector<Alternative>;

    class Building;

    [[nodiscard]] SentencePair draw(std::size_t rule, Draws& draws) const;

    std::vector<Rule> rules_;
    std::size_t start_ = 0;
};

} // namespace vitrine::grammar
