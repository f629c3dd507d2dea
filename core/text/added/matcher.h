#pragma once

#include "core/base/axis.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::text {

/// Aho–Corasick over bytes: of all patterns the one that begins first, of those the longest.
class Matcher {
public:
    struct Match {
        std::size_t pattern = 0; ///< index into the patterns
        Span bytes;
    };

    Matcher() = default;

    /// Precondition: no pattern empty. Of equal patterns the first counts.
    explicit Matcher(const std::vector<std::string>& patterns);

    [[nodiscard]] bool empty() const { return nodes_.empty(); }

    /// The first match in text[begin, end).
    [[nodiscard]] std::optional<Match> find(std::string_view text, std::size_t begin,
                                            std::size_t end) const;

private:
    struct Node {
        std::int32_t child = -1;   ///< first child
        std::int32_t sibling = -1; ///< next child of the same parent
        std::int32_t fail = 0;     ///< longest proper suffix that is a node
        std::int32_t ending = -1;  ///< longest pattern that ends here, suffixes included
        std::uint32_t depth = 0;
        char label = 0;
    };

    [[nodiscard]] std::int32_t childOf(std::int32_t node, char label) const;
    [[nodiscard]] std::int32_t next(std::int32_t node, char label) const;
    void insert(const std::string& pattern, std::int32_t index);
    void link();

    /// The next byte at or after `at` with which a pattern begins.
    [[nodiscard]] std::size_t skip(std::string_view text, std::size_t at, std::size_t end) const;

    std::vector<Node> nodes_;
    std::vector<std::size_t> sizes_;
    std::array<bool, 256> begins_{};
    std::string firsts_; ///< the different first bytes
};

} // namespace vitrine::text
