#include "core/run/directory/filehashes.h"

#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/sha256.h"

#include <sys/stat.h>

#include <algorithm>
#include <system_error>
#include <utility>
#include <vector>

namespace vitrine::run {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kCacheBytes = std::size_t{16} << 20;

std::int64_t wholeOf(const Json& json, std::string_view key) {
    const Json* value = json.find(key);
    return value != nullptr && value->integer() != nullptr ? *value->integer() : -1;
}

} // namespace

FileHashes::FileHashes(fs::path cacheFile)
    : cacheFile_(std::move(cacheFile)) {
    const auto json = readJson(cacheFile_, {.bytes = kCacheBytes, .depth = 4});
    if (!json || json->object() == nullptr) {
        return;
    }
    for (const auto& [path, entry] : *json->object()) {
        const Json* hash = entry.find("sha256");
        if (hash != nullptr && hash->string() != nullptr && hash->string()->size() == 64) {
            known_[path] = {wholeOf(entry, "size"), wholeOf(entry, "mtime"), *hash->string()};
        }
    }
}

Outcome<std::string> FileHashes::ofFile(const fs::path& file, const Tick& tick) {
    std::error_code error;
    const std::string key = fs::absolute(file, error).lexically_normal().string();
    struct stat info {};
    if (::stat(file.c_str(), &info) == 0) {
        const auto found = known_.find(key);
        const std::int64_t modified = std::int64_t{info.st_mtim.tv_sec} * 1'000'000'000 +
                                      info.st_mtim.tv_nsec;
        if (found != known_.end() && found->second.size == info.st_size &&
            found->second.modified == modified) {
            return found->second.hash;
        }
        auto hash = sha256OfFile(file, tick);
        if (hash) {
            known_[key] = {info.st_size, modified, *hash};
            changed_ = true;
        }
        return hash;
    }
    return sha256OfFile(file, tick); // which says what is wrong with it
}

Outcome<std::string> FileHashes::of(const fs::path& path, const Tick& tick) {
    std::error_code error;
    if (!fs::is_directory(path, error)) {
        return ofFile(path, tick);
    }
    std::vector<fs::path> files;
    for (fs::directory_iterator entry(path, error), end; !error && entry != end;
         entry.increment(error)) {
        if (entry->is_regular_file(error)) {
            files.push_back(entry->path());
        }
    }
    if (error) {
        return Problem{"The folder cannot be read: " + error.message(), path.string(),
                       "Check your rights there"};
    }
    std::ranges::sort(files);
    Sha256 all;
    for (const fs::path& file : files) {
        const auto hash = ofFile(file, tick);
        if (!hash) {
            return hash;
        }
        all.add(file.filename().string() + '\0' + *hash + '\n');
    }
    return all.finishHex();
}

Outcome<Done> FileHashes::save() const {
    if (!changed_) {
        return Done{};
    }
    Json::Object entries;
    for (const auto& [path, known] : known_) {
        entries.emplace_back(
            path,
            Json::Object{{"size", known.size}, {"mtime", known.modified}, {"sha256", known.hash}});
    }
    return saveAtomically(cacheFile_, Json(std::move(entries)).dump(/*indent=*/1));
}

} // namespace vitrine::run
