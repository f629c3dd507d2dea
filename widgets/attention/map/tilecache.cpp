#include "widgets/attention/map/tilecache.h"

#include <utility>

namespace vitrine::widgets {

namespace {

std::size_t bytesOf(const engine::Tile& tile) {
    return tile.largest.size() + tile.average.size();
}

} // namespace

TileCache::Key TileCache::keyOf(engine::HeadRef head, engine::TileKey key) {
    return {head.site, head.head, key.level, key.x, key.y};
}

bool TileCache::has(engine::HeadRef head, engine::TileKey key) const {
    return places_.contains(keyOf(head, key));
}

std::shared_ptr<const engine::Tile> TileCache::get(engine::HeadRef head, engine::TileKey key) {
    const auto found = places_.find(keyOf(head, key));
    if (found == places_.end()) {
        return nullptr;
    }
    newestFirst_.splice(newestFirst_.begin(), newestFirst_, found->second);
    return found->second->tile;
}

void TileCache::put(engine::HeadRef head, engine::TileKey key, engine::Tile tile) {
    if (has(head, key)) {
        return;
    }
    bytes_ += bytesOf(tile);
    newestFirst_.push_front(
        {keyOf(head, key), std::make_shared<const engine::Tile>(std::move(tile))});
    places_[keyOf(head, key)] = newestFirst_.begin();
    while (bytes_ > mostBytes_ && newestFirst_.size() > 1) {
        bytes_ -= bytesOf(*newestFirst_.back().tile);
        places_.erase(newestFirst_.back().key);
        newestFirst_.pop_back();
    }
}

void TileCache::clear() {
    places_.clear();
    newestFirst_.clear();
    bytes_ = 0;
}

} // namespace vitrine::widgets
