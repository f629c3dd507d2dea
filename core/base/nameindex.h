#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace vitrine {

inline constexpr std::size_t kNoName = static_cast<std::size_t>(-1);

/// Finds names by hash, in the order of n log n steps on any input: crafted collisions cost
/// comparisons of texts, never a scan of all.
class NameIndex {
public:
    NameIndex() = default;

    /// The names themselves stay with the caller.
    explicit NameIndex(std::span<const std::string_view> names);

    /// The index of a name that an earlier one equals, or kNoName.
    [[nodiscard]] std::size_t duplicate() const { return duplicate_; }

    /// The index of a name, or kNoName; `nameOf(index)` answers the names given before.
    template <class NameOf>
    [[nodiscard]] std::size_t find(std::string_view name, const NameOf& nameOf) const {
        const std::size_t hash = std::hash<std::string_view>()(name);
        const auto [begin, end] = std::ranges::equal_range(entries_, hash, {}, &Entry::hash);
        const auto found = std::ranges::lower_bound(
            begin, end, name, {}, [&](const Entry& entry) { return nameOf(entry.index); });
        return found != end && nameOf(found->index) == name ? found->index : kNoName;
    }

private:
    struct Entry {
        std::size_t hash = 0;
        std::size_t index = 0;
    };

    std::vector<Entry> entries_; ///< by hash, then by name
    std::size_t duplicate_ = kNoName;
};

/// The index of a name that an earlier one equals, or kNoName; quick for the few keys of most
/// objects.
[[nodiscard]] std::size_t findDuplicate(std::span<const std::string_view> names);

} // namespace vitrine
