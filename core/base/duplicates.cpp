#include "core/base/duplicates.h"

#include <algorithm>
#include <functional>
#include <iterator>

namespace vitrine {

std::size_t findDuplicate(const std::vector<std::string_view>& names) {
    // Sorting by hash first makes nearly all comparisons those of two integers; equal hashes fall
    // back to the text, so that crafted collisions cost time but no correctness.
    struct Entry {
        std::size_t hash;
        std::size_t index;
    };
    std::vector<Entry> entries;
    entries.reserve(names.size());
    for (std::size_t index = 0; index < names.size(); ++index) {
        entries.push_back({std::hash<std::string_view>()(names[index]), index});
    }
    std::sort(entries.begin(), entries.end(), [&](const Entry& a, const Entry& b) {
        if (a.hash != b.hash) {
            return a.hash < b.hash;
        }
        const int order = names[a.index].compare(names[b.index]);
        return order != 0 ? order < 0 : a.index < b.index;
    });
    const auto same = [&](const Entry& a, const Entry& b) {
        return a.hash == b.hash && names[a.index] == names[b.index];
    };
    const auto found = std::adjacent_find(entries.begin(), entries.end(), same);
    return found == entries.end() ? std::string_view::npos : std::next(found)->index;
}

} // namespace vitrine
