#pragma once

#include "core/engine/trace.h"

#include <cstddef>
#include <list>
#include <map>
#include <memory>
#include <tuple>

namespace vitrine::widgets {

/// Tiles by head and place, least recently used first out above a limit of bytes.
class TileCache {
public:
    explicit TileCache(std::size_t mostBytes = std::size_t{96} << 20)
        : mostBytes_(mostBytes) {}

    [[nodiscard]] bool has(engine::HeadRef head, engine::TileKey key) const;
    [[nodiscard]] std::shared_ptr<const engine::Tile> get(engine::HeadRef head,
                                                          engine::TileKey key);
    void put(engine::HeadRef head, engine::TileKey key, engine::Tile tile);
    void clear();

    [[nodiscard]] std::size_t bytes() const { return bytes_; }

private:
    using Key = std::tuple<int, int, int, std::size_t, std::size_t>;

    struct Entry {
        Key key;
        std::shared_ptr<const engine::Tile> tile;
    };

    [[nodiscard]] static Key keyOf(engine::HeadRef head, engine::TileKey key);

    std::size_t mostBytes_;
    std::size_t bytes_ = 0;
    std::list<Entry> newestFirst_;
    std::map<Key, std::list<Entry>::iterator> places_;
};

} // namespace vitrine::widgets
