#pragma once

#include "core/base/axis.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace vitrine::text {

/// One place of a template: a special token, or one of the two texts.
struct TemplateItem {
    enum class Kind { Special, Text, Pair };

    Kind kind = Kind::Text;
    std::int32_t type = 0;
    std::vector<std::int64_t> ids;   ///< of a special token; usually one
    std::vector<std::string> pieces; ///< the same, spelt

    bool operator==(const TemplateItem&) const = default;
};

/// What the post-processor puts round one text, and round a pair.
struct Template {
    std::vector<TemplateItem> single{{TemplateItem::Kind::Text, 0, {}, {}}};
    std::vector<TemplateItem> pair{{TemplateItem::Kind::Text, 0, {}, {}},
                                   {TemplateItem::Kind::Pair, 1, {}, {}}};

    [[nodiscard]] const std::vector<TemplateItem>& of(bool withPair) const {
        return withPair ? pair : single;
    }

    /// The template without its special tokens: the texts alone.
    [[nodiscard]] Template bare() const;

    [[nodiscard]] std::size_t specialCount(bool withPair) const;

    /// Class for a special token before the text, Separator for one after it.
    [[nodiscard]] TokenKind kindOf(std::int64_t id) const;

    bool operator==(const Template&) const = default;
};

/// How many tokens of a text and its pair remain so that both fit in `room`: the longer gives
/// first (Hugging Face's longest_first).
struct Lengths {
    std::size_t text = 0;
    std::size_t pair = 0;

    bool operator==(const Lengths&) const = default;
};

[[nodiscard]] Lengths truncateLongestFirst(Lengths lengths, bool withPair, std::size_t room);

} // namespace vitrine::text
