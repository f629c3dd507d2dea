#include "core/text/vocabulary/vocabulary.h"

#include "core/text/vocabulary/hash.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace vitrine::text {

namespace {

Outcome<Done> checkEntries(const std::vector<Vocabulary::Entry>& entries, std::string_view where) {
    std::size_t bytes = 0;
    for (const Vocabulary::Entry& entry : entries) {
        if (entry.id < 0 || entry.id > std::numeric_limits<std::int32_t>::max()) {
            return Problem{"A token's id is out of range",
                           std::string(where) + ", token " + std::string(entry.piece) + ", id " +
                               std::to_string(entry.id),
                           "Ids go from 0 to 2147483647; repair the file"};
        }
        bytes += entry.piece.size();
    }
    if (bytes > Vocabulary::kMaxBytes) {
        return Problem{"The pieces of the vocabulary have " + std::to_string(bytes) + " bytes",
                       std::string(where),
                       "At most " + std::to_string(Vocabulary::kMaxBytes) +
                           " are taken; choose another file"};
    }
    return Done{};
}

} // namespace

Outcome<Vocabulary> Vocabulary::make(const std::vector<Entry>& entries, std::string_view where) {
    if (auto checked = checkEntries(entries, where); !checked.ok()) {
        return checked.as<Vocabulary>();
    }
    Vocabulary made;
    made.items_.reserve(entries.size());
    for (const Entry& entry : entries) {
        made.items_.push_back({static_cast<std::int32_t>(entry.id),
                               static_cast<std::uint32_t>(entry.piece.size()),
                               made.pieces_.size()});
        made.pieces_.append(entry.piece);
    }
    std::ranges::sort(made.items_, {}, &Item::id);
    const auto twice = std::ranges::adjacent_find(made.items_, {}, &Item::id);
    if (twice != made.items_.end()) {
        return Problem{"Two tokens share an id",
                       std::string(where) + ", id " + std::to_string(twice->id) + ": " +
                           std::string(made.pieceAt(*twice)) + " and " +
                           std::string(made.pieceAt(*std::next(twice))),
                       "Give each token an id of its own"};
    }
    if (auto indexed = made.index(where); !indexed.ok()) {
        return indexed.as<Vocabulary>();
    }
    return made;
}

Outcome<Done> Vocabulary::index(std::string_view where) {
    slots_.assign(std::bit_ceil(items_.size() * 2 + 1), 0);
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = 0; i < items_.size(); ++i) {
        const std::string_view piece = pieceAt(items_[i]);
        std::size_t slot = hashBytes(piece) & mask;
        while (slots_[slot] != 0) {
            if (pieceAt(items_[slots_[slot] - 1]) == piece) {
                return Problem{"A token stands twice in the vocabulary",
                               std::string(where) + ", token " + std::string(piece),
                               "Remove one of the two"};
            }
            slot = (slot + 1) & mask;
        }
        slots_[slot] = static_cast<std::uint32_t>(i + 1);
    }
    return Done{};
}

std::optional<std::int32_t> Vocabulary::find(std::string_view piece) const {
    if (items_.empty()) {
        return std::nullopt;
    }
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = hashBytes(piece) & mask;
    while (slots_[slot] != 0) {
        const Item& item = items_[slots_[slot] - 1];
        if (pieceAt(item) == piece) {
            return item.id;
        }
        slot = (slot + 1) & mask;
    }
    return std::nullopt;
}

std::optional<std::string_view> Vocabulary::pieceOf(std::int64_t id) const {
    if (id < 0) {
        return std::nullopt;
    }
    const auto index = static_cast<std::size_t>(id);
    if (index < items_.size() && items_[index].id == id) {
        return pieceAt(items_[index]);
    }
    const auto found =
        std::lower_bound(items_.begin(), items_.end(), id,
                         [](const Item& item, std::int64_t wanted) { return item.id < wanted; });
    if (found == items_.end() || found->id != id) {
        return std::nullopt;
    }
    return pieceAt(*found);
}

Vocabulary::Entry Vocabulary::entry(std::size_t index) const {
    return {pieceAt(items_[index]), items_[index].id};
}

} // namespace vitrine::text
