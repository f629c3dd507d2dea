#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace vitrine::text {

/// A trie over bytes in one array: a child sits at base + byte and names its parent.
class DoubleArray {
public:
    struct Key {
        std::string_view bytes;
        std::int32_t value = 0;
    };

    using Node = std::int32_t;
    static constexpr Node kRoot = 0;
    static constexpr Node kNone = -1;

    DoubleArray();

    /// Precondition: no key twice, no key empty, values ≥ 0. Sorts the keys.
    explicit DoubleArray(std::vector<Key> keys);

    [[nodiscard]] Node step(Node from, char byte) const {
        const auto at = static_cast<std::size_t>(units_[static_cast<std::size_t>(from)].base) +
                        static_cast<unsigned char>(byte);
        return at < units_.size() && units_[at].parent == from ? static_cast<Node>(at) : kNone;
    }

    /// Follows several bytes; kNone if the way ends.
    [[nodiscard]] Node walk(Node from, std::string_view bytes) const;

    /// The value of the key that ends here, or kNone.
    [[nodiscard]] std::int32_t value(Node node) const {
        return units_[static_cast<std::size_t>(node)].value;
    }

private:
    struct Unit {
        std::int32_t base = 0;
        Node parent = kNone; ///< kNone: free
        std::int32_t value = kNone;
    };

    class Builder;

    std::vector<Unit> units_;
};

} // namespace vitrine::text
