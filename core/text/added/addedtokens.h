#pragma once

#include "core/base/axis.h"
#include "core/text/added/matcher.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace vitrine::text {

/// A token that is looked for in the text before anything else happens to it.
struct AddedToken {
    std::int64_t id = 0;
    std::string content;
    bool singleWord = false; ///< only where no word character stands beside it
    bool lstrip = false;     ///< takes the white space before it
    bool rstrip = false;     ///< takes the white space after it
    bool normalized = true;  ///< looked for in the normalised text
    bool special = false;

    bool operator==(const AddedToken&) const = default;
};

/// A place in a text where an added token was found.
struct AddedMatch {
    std::size_t token = 0; ///< index into AddedTokens::all()
    Span bytes;            ///< with the white space that it takes
};

/// All added tokens of a tokenizer; leftmost, then longest, wins.
class AddedTokens {
public:
    AddedTokens() = default;

    /// `normalizedContents[i]` is what the normaliser makes of all[i].content.
    AddedTokens(std::vector<AddedToken> all, const std::vector<std::string>& normalizedContents);

    [[nodiscard]] const std::vector<AddedToken>& all() const { return all_; }

    [[nodiscard]] const AddedToken* find(const std::string& content) const;
    [[nodiscard]] const AddedToken* find(std::int64_t id) const;

    /// Whether any token is looked for in the raw text, or in the normalised one.
    [[nodiscard]] bool anyRaw() const { return !raw_.matcher.empty(); }

    [[nodiscard]] bool anyNormalized() const { return !normalized_.matcher.empty(); }

    /// Matches in text[begin, end), ascending and apart. Valid UTF-8 expected.
    void findRaw(std::string_view text, std::size_t begin, std::size_t end,
                 std::vector<AddedMatch>& matches) const;
    void findNormalized(std::string_view text, std::size_t begin, std::size_t end,
                        std::vector<AddedMatch>& matches) const;

private:
    struct Group {
        Matcher matcher;
        std::vector<std::size_t> tokens; ///< pattern to index into all_
    };

    void findIn(const Group& group, std::string_view text, std::size_t begin, std::size_t end,
                std::vector<AddedMatch>& matches) const;

    std::vector<AddedToken> all_;
    std::unordered_map<std::int64_t, std::size_t> byId_;
    std::unordered_map<std::string, std::size_t> byContent_;
    Group raw_;
    Group normalized_;
};

} // namespace vitrine::text
