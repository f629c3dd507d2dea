#include "core/run/checkpoint/manifest.h"

#include "core/base/crc32c.h"
#include "core/base/posix.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <array>
#include <charconv>
#include <optional>
#include <span>
#include <utility>

namespace vitrine::run {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kSchema = 1;
constexpr std::size_t kMostFiles = 1000;

std::string crcText(std::uint32_t crc) {
    std::array<char, 8> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), crc, 16).ptr;
    const std::string text(digits.data(), end);
    return std::string(digits.size() - text.size(), '0') + text;
}

std::optional<std::uint32_t> crcFrom(const std::string& text) {
    std::uint32_t crc = 0;
    const char* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, crc, 16);
    const bool whole = text.size() == 8 && parsed.ec == std::errc() && parsed.ptr == end;
    return whole ? std::optional(crc) : std::nullopt;
}

bool isBareName(const std::string& name) {
    return !name.empty() && name.size() <= 255 && !name.starts_with(".") &&
           name.find('/') == std::string::npos && name.find('\0') == std::string::npos;
}

Problem unsound(std::string_view where, const std::string& what) {
    return {.what = "The checkpoint is not sound: " + what,
            .where = std::string(where),
            .advice = "Resume from an earlier one; this one was cut or changed"};
}

std::optional<ManifestFile> fileFrom(const Json& json) {
    const Json* name = json.find("name");
    const Json* size = json.find("size");
    const Json* crc = json.find("crc32c");
    if (name == nullptr || name->string() == nullptr || !isBareName(*name->string()) ||
        size == nullptr || size->integer() == nullptr || *size->integer() < 0 || crc == nullptr ||
        crc->string() == nullptr) {
        return std::nullopt;
    }
    const auto sum = crcFrom(*crc->string());
    if (!sum) {
        return std::nullopt;
    }
    return ManifestFile{*name->string(), static_cast<std::uint64_t>(*size->integer()), *sum};
}

std::string textOf(const Json& json, std::string_view key) {
    const Json* value = json.find(key);
    return value != nullptr && value->string() != nullptr ? *value->string() : std::string();
}

/// Checksum of an opened file; `done` of `total` bytes were read before it.
Outcome<std::uint32_t> crcOf(const Descriptor& file, const fs::path& path, std::uint64_t done,
                             std::uint64_t total, const Tick& tick) {
    std::vector<std::byte> buffer(std::size_t{1} << 20);
    std::uint32_t crc = 0;
    while (true) {
        const ssize_t count = retryInterrupted(
            [&] { return ::read(file.number(), buffer.data(), buffer.size()); });
        if (count < 0) {
            return unsound(path.string(), "reading failed: " + reasonOf(errno));
        }
        if (count == 0) {
            return crc;
        }
        crc = crc32c(std::span(buffer).first(static_cast<std::size_t>(count)), crc);
        done += static_cast<std::uint64_t>(count);
        if (!tick.update(static_cast<std::int64_t>(done), static_cast<std::int64_t>(total),
                         Unit::Bytes)) {
            return Cancelled{};
        }
    }
}

} // namespace

std::uint64_t Manifest::bytes() const {
    std::uint64_t sum = 0;
    for (const ManifestFile& file : files) {
        sum += file.size;
    }
    return sum;
}

Json toJson(const Manifest& manifest) {
    Json::Array files;
    for (const ManifestFile& file : manifest.files) {
        files.push_back(Json::Object{{"name", file.name},
                                     {"size", static_cast<std::int64_t>(file.size)},
                                     {"crc32c", crcText(file.crc)}});
    }
    return Json::Object{{"schema", kSchema},
                        {"step", manifest.step},
                        {"config", manifest.configHash},
                        {"torch", manifest.torch},
                        {"why", manifest.why},
                        {"files", std::move(files)}};
}

Outcome<Manifest> manifestFrom(const Json& json, std::string_view where) {
    const Json* schema = json.find("schema");
    const Json* step = json.find("step");
    const Json* files = json.find("files");
    if (schema == nullptr || schema->integer() == nullptr || *schema->integer() != kSchema) {
        return unsound(where, "its manifest has another schema than this version knows");
    }
    if (step == nullptr || step->integer() == nullptr || *step->integer() < 0 ||
        files == nullptr || files->array() == nullptr || files->array()->empty() ||
        files->array()->size() > kMostFiles) {
        return unsound(where, "its manifest lacks the step or the files");
    }
    Manifest manifest{.step = *step->integer(),
                      .configHash = textOf(json, "config"),
                      .torch = textOf(json, "torch"),
                      .why = textOf(json, "why")};
    for (const Json& entry : *files->array()) {
        auto file = fileFrom(entry);
        if (!file) {
            return unsound(where, "its manifest names a file in a way that makes no sense");
        }
        manifest.files.push_back(*std::move(file));
    }
    return manifest;
}

Outcome<Manifest> readManifest(const fs::path& checkpoint) {
    const fs::path file = checkpoint / "MANIFEST.json";
    const auto json = readJson(file, {.bytes = std::size_t{1} << 20, .depth = 8});
    return json ? manifestFrom(*json, file.string()) : json.as<Manifest>();
}

Outcome<Done> verifyFiles(const fs::path& checkpoint, const Manifest& manifest, const Tick& tick) {
    std::uint64_t before = 0;
    for (const ManifestFile& listed : manifest.files) {
        const fs::path path = checkpoint / listed.name;
        const Descriptor file(retryInterrupted(
            [&] { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK); }));
        struct stat info {};
        if (!file.valid() || ::fstat(file.number(), &info) != 0) {
            return unsound(path.string(), reasonOf(errno));
        }
        if (!S_ISREG(info.st_mode) || static_cast<std::uint64_t>(info.st_size) != listed.size) {
            return unsound(path.string(), "the file has " + std::to_string(info.st_size) +
                                              " bytes instead of " + std::to_string(listed.size));
        }
        const auto crc = crcOf(file, path, before, manifest.bytes(), tick);
        if (!crc) {
            return crc.as<Done>();
        }
        if (*crc != listed.crc) {
            return unsound(path.string(), "its checksum is " + crcText(*crc) + " instead of " +
                                              crcText(listed.crc));
        }
        before += listed.size;
    }
    return Done{};
}

} // namespace vitrine::run
