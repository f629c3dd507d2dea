#include "core/run/recipe/places.h"

#include "core/base/jsonreader.h"

#include <algorithm>
#include <vector>

namespace vitrine::run {

namespace {

/// Follows the reader and remembers the byte of every key and list item by path.
class Follower final : public JsonEvents {
public:
    bool null(std::size_t at) override { return value(at); }
    bool boolean(bool, std::size_t at) override { return value(at); }
    bool integer(std::int64_t, std::size_t at) override { return value(at); }
    bool fraction(double, std::size_t at) override { return value(at); }
    bool string(std::string_view, std::size_t at) override { return value(at); }
    bool beginObject(std::size_t at) override { return begin(at, /*list=*/false); }
    bool beginArray(std::size_t at) override { return begin(at, /*list=*/true); }
    bool endObject(std::size_t) override { return end(); }
    bool endArray(std::size_t) override { return end(); }

    bool key(std::string_view name, std::size_t at) override {
        Level& level = levels_.back();
        level.current = level.path + (level.path.empty() ? "" : ".") + std::string(name);
        bytes.emplace_back(level.current, at);
        return true;
    }

    std::vector<std::pair<std::string, std::size_t>> bytes;

private:
    struct Level {
        std::string path;
        bool list = false;
        std::size_t items = 0;
        std::string current; ///< path of the value that comes
    };

    bool value(std::size_t at) {
        if (!levels_.empty() && levels_.back().list) {
            Level& level = levels_.back();
            level.current = level.path + "[" + std::to_string(level.items++) + "]";
            bytes.emplace_back(level.current, at);
        }
        return true;
    }

    bool begin(std::size_t at, bool list) {
        value(at);
        levels_.push_back({levels_.empty() ? std::string() : levels_.back().current, list, 0, {}});
        return true;
    }

    bool end() {
        levels_.pop_back();
        return true;
    }

    std::vector<Level> levels_;
};

} // namespace

std::size_t lineAt(std::string_view text, std::size_t byte) {
    const std::string_view before = text.substr(0, byte);
    return 1 + static_cast<std::size_t>(std::ranges::count(before, '\n'));
}

Places::Places(std::string_view text) {
    Follower follower;
    if (!readJsonEvents(text, "recipe", {}, follower)) {
        return;
    }
    std::size_t line = 1;
    std::size_t byte = 0;
    for (const auto& [path, at] : follower.bytes) { // in the order of the text
        line += static_cast<std::size_t>(std::ranges::count(text.substr(byte, at - byte), '\n'));
        byte = at;
        lines_.emplace(path, line);
    }
}

std::size_t Places::lineOf(const std::string& path) const {
    const auto found = lines_.find(path);
    return found != lines_.end() ? found->second : 0;
}

} // namespace vitrine::run
