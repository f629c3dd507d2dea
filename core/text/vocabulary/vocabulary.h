#pragma once

#include "core/base/outcome.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::text {

/// Pieces and their ids, both ways. Immutable.
class Vocabulary {
public:
    struct Entry {
        std::string_view piece;
        std::int64_t id = 0;
    };

    /// What all pieces together may have: ten times the largest vocabulary known.
    static constexpr std::size_t kMaxBytes = std::size_t{32} << 20;

    Vocabulary() = default;

    /// Copies the pieces. A Problem for an id out of [0, 2³¹) or given twice, for a piece given
    /// twice, and above kMaxBytes; `where` names the file.
    [[nodiscard]] static Outcome<Vocabulary> make(const std::vector<Entry>& entries,
                                                  std::string_view where);

    [[nodiscard]] std::optional<std::int32_t> find(std::string_view piece) const;

    /// The piece of an id; nothing for holes.
    [[nodiscard]] std::optional<std::string_view> pieceOf(std::int64_t id) const;

    [[nodiscard]] std::size_t count() const { return items_.size(); }

    [[nodiscard]] bool empty() const { return items_.empty(); }

    /// One past the largest id.
    [[nodiscard]] std::size_t size() const {
        return items_.empty() ? 0 : static_cast<std::size_t>(items_.back().id) + 1;
    }

    /// The entries by ascending id.
    [[nodiscard]] Entry entry(std::size_t index) const;

private:
    struct Item {
        std::int32_t id = 0;
        std::uint32_t size = 0;
        std::size_t begin = 0;
    };

    [[nodiscard]] std::string_view pieceAt(const Item& item) const {
        return std::string_view(pieces_).substr(item.begin, item.size);
    }

    [[nodiscard]] Outcome<Done> index(std::string_view where);

    std::string pieces_;
    std::vector<Item> items_;          ///< by id
    std::vector<std::uint32_t> slots_; ///< index into items_ plus 1, open addressing
};

} // namespace vitrine::text
