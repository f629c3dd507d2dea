#include "core/base/nameindex.h"

#include <iterator>

namespace vitrine {

NameIndex::NameIndex(std::span<const std::string_view> names) {
    entries_.reserve(names.size());
    for (std::size_t index = 0; index < names.size(); ++index) {
        entries_.push_back({std::hash<std::string_view>()(names[index]), index});
    }
    std::ranges::sort(entries_, [&](const Entry& a, const Entry& b) {
        if (a.hash != b.hash) {
            return a.hash < b.hash;
        }
        const int order = names[a.index].compare(names[b.index]);
        return order != 0 ? order < 0 : a.index < b.index;
    });
    const auto twice = std::ranges::adjacent_find(entries_, [&](const Entry& a, const Entry& b) {
        return a.hash == b.hash && names[a.index] == names[b.index];
    });
    if (twice != entries_.end()) {
        duplicate_ = std::next(twice)->index;
    }
}

std::size_t findDuplicate(std::span<const std::string_view> names) {
    constexpr std::size_t kFewNames = 8;
    if (names.size() > kFewNames) {
        return NameIndex(names).duplicate();
    }
    for (std::size_t later = 1; later < names.size(); ++later) {
        for (std::size_t earlier = 0; earlier < later; ++earlier) {
            if (names[earlier] == names[later]) {
                return later;
            }
        }
    }
    return kNoName;
}

} // namespace vitrine
