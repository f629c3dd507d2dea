#include "core/base/json.h"

#include "core/base/files.h"
#include "core/base/jsonreader.h"
#include "core/base/nameindex.h"

#include <utility>

namespace vitrine {

namespace {

/// Builds the tree of values. Containers under construction live on a stack of their own.
class TreeBuilder final : public JsonEvents {
public:
    Json root;

    bool null(std::size_t) override { return put(Json()); }
    bool boolean(bool value, std::size_t) override { return put(value); }
    bool integer(std::int64_t value, std::size_t) override { return put(value); }
    bool fraction(double value, std::size_t) override { return put(value); }
    bool string(std::string_view value, std::size_t) override { return put(value); }

    bool beginObject(std::size_t) override {
        open_.push_back({Json::Object(), {}});
        return true;
    }

    bool key(std::string_view name, std::size_t at) override {
        Level& level = open_.back();
        level.value.object()->emplace_back(std::string(name), Json());
        level.keysAt.push_back(at);
        return true;
    }

    bool endObject(std::size_t) override {
        const Json::Object& members = *open_.back().value.object();
        names_.clear();
        for (const auto& [name, value] : members) {
            names_.push_back(name);
        }
        if (const std::size_t twice = findDuplicate(names_); twice != kNoName) {
            refusal = {"the key \"" + members[twice].first + "\" appears twice",
                       open_.back().keysAt[twice]};
            return false;
        }
        return close();
    }

    bool beginArray(std::size_t) override {
        open_.push_back({Json::Array(), {}});
        return true;
    }

    bool endArray(std::size_t) override { return close(); }

private:
    struct Level {
        Json value;
        std::vector<std::size_t> keysAt;
    };

    bool close() {
        Json finished = std::move(open_.back().value);
        open_.pop_back();
        return put(std::move(finished));
    }

    bool put(Json value) {
        if (open_.empty()) {
            root = std::move(value);
        } else if (Json::Array* items = open_.back().value.array()) {
            items->push_back(std::move(value));
        } else {
            open_.back().value.object()->back().second = std::move(value);
        }
        return true;
    }

    std::vector<Level> open_;
    std::vector<std::string_view> names_; ///< kept for its memory
};

} // namespace

Outcome<Json> parseJson(std::string_view text, std::string_view where, const JsonLimits& limits) {
    TreeBuilder tree;
    const Outcome<Done> read = readJsonEvents(text, where, limits, tree);
    if (!read) {
        return read.as<Json>();
    }
    return std::move(tree.root);
}

Outcome<Json> readJson(const std::filesystem::path& file, const JsonLimits& limits) {
    const Outcome<std::string> text = readFile(file, limits.bytes);
    if (!text) {
        return text.as<Json>();
    }
    return parseJson(*text, file.string(), limits);
}

} // namespace vitrine
