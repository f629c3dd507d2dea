#include "core/data/pack/pack.h"

#include "core/base/json.h"

#include <algorithm>
#include <cstdint>

namespace vitrine::data {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kMostSamples = 100'000'000;

Problem damaged(const fs::path& file, const std::string& what) {
    return {"The pack is damaged: " + what, file.string(), "Make it again with vitrine-run pack"};
}

Outcome<std::vector<std::string>> namesIn(const Json& json, std::string_view key,
                                          const fs::path& file) {
    const Json* list = json.find(key);
    if (list == nullptr || list->array() == nullptr) {
        return damaged(file, "“" + std::string(key) + "” is no list");
    }
    std::vector<std::string> names;
    for (const Json& name : *list->array()) {
        if (name.string() == nullptr) {
            return damaged(file, "“" + std::string(key) + "” holds something else than names");
        }
        names.push_back(*name.string());
    }
    return names;
}

Outcome<std::map<std::string, Pack::Part>> partsIn(const Json& json, const fs::path& file) {
    const Json* splits = json.find("splits");
    if (splits == nullptr || splits->object() == nullptr) {
        return damaged(file, "“splits” is missing");
    }
    std::map<std::string, Pack::Part> parts;
    for (const auto& [name, range] : *splits->object()) {
        const Json::Array* ends = range.array();
        if (ends == nullptr || ends->size() != 2 || (*ends)[0].integer() == nullptr ||
            (*ends)[1].integer() == nullptr) {
            return damaged(file, "the part “" + name + "” is no pair of numbers");
        }
        parts[name] = {*(*ends)[0].integer(), *(*ends)[1].integer()};
    }
    return parts;
}

/// The tensor's values where it has that type and is aligned; empty otherwise.
template <class T>
std::span<const T> valuesOf(const SafetensorsFile& file, std::string_view name, Dtype dtype) {
    const TensorInfo* tensor = file.find(name);
    if (tensor == nullptr || tensor->dtype != dtype) {
        return {};
    }
    const auto bytes = file.bytes(*tensor);
    if (reinterpret_cast<std::uintptr_t>(bytes.data()) % alignof(T) != 0) {
        return {};
    }
    return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
}

bool within(std::span<const std::int32_t> values, std::size_t count) {
    return std::ranges::all_of(values, [&](std::int32_t value) {
        return value >= 0 && static_cast<std::size_t>(value) < count;
    });
}

} // namespace

Outcome<std::shared_ptr<const Pack>> Pack::open(const fs::path& folder) {
    using Answer = std::shared_ptr<const Pack>;
    const fs::path file = folder / "pack.json";
    auto json = readJson(file);
    if (!json) {
        return json.as<Answer>();
    }
    std::shared_ptr<Pack> pack(new Pack);
    const Json* kind = json->find("kind");
    if (kind == nullptr || kind->string() == nullptr) {
        return damaged(file, "“kind” is missing");
    }
    pack->kind_ = *kind->string() == "pictures" ? Kind::Pictures : Kind::Texts;
    auto classes = namesIn(*json, "classes", file);
    auto sources = namesIn(*json, "sources", file);
    auto parts = partsIn(*json, file);
    if (!classes || !sources || !parts) {
        return !classes ? classes.as<Answer>()
                        : (!sources ? sources.as<Answer>() : parts.as<Answer>());
    }
    pack->classes_ = *std::move(classes);
    pack->sources_ = *std::move(sources);
    pack->parts_ = *std::move(parts);
    const Json* shards = json->find("shards");
    if (shards == nullptr || shards->array() == nullptr) {
        return damaged(file, "“shards” is missing");
    }
    for (const Json& shard : *shards->array()) {
        const Json* name = shard.find("file");
        const Json* samples = shard.find("samples");
        if (name == nullptr || name->string() == nullptr || samples == nullptr ||
            samples->integer() == nullptr ||
            fs::path(*name->string()).filename() != *name->string()) {
            return damaged(file, "a shard is not named");
        }
        if (auto added = pack->addShard(folder / *name->string(), *samples->integer()); !added) {
            return added.as<Answer>();
        }
    }
    for (const auto& [name, part] : pack->parts_) {
        if (part.begin < 0 || part.end < part.begin || part.end > pack->size()) {
            return damaged(file, "the part “" + name + "” reaches beyond the samples");
        }
    }
    return Answer(std::move(pack));
}

Outcome<Done> Pack::addShard(const fs::path& file, std::int64_t samples) {
    auto opened = SafetensorsFile::open(file);
    if (!opened) {
        return opened.as<Done>();
    }
    Shard shard{.file = *std::move(opened)};
    shard.labels = valuesOf<std::int32_t>(*shard.file, "labels", Dtype::I32);
    shard.sources = valuesOf<std::int32_t>(*shard.file, "sources", Dtype::I32);
    shard.ids = {.ids = valuesOf<std::int32_t>(*shard.file, "ids", Dtype::I32),
                 .offsets = valuesOf<std::int64_t>(*shard.file, "offsets", Dtype::I64)};
    shard.targets = {.ids = valuesOf<std::int32_t>(*shard.file, "targets", Dtype::I32),
                     .offsets = valuesOf<std::int64_t>(*shard.file, "target_offsets", Dtype::I64)};
    const bool targets = shard.file->find("targets") != nullptr;
    if (!shards_.empty() && targets != hasTargets_) {
        return damaged(file, "some shards have texts to be written, others have none");
    }
    hasTargets_ = targets;
    shard.pictures = valuesOf<std::uint8_t>(*shard.file, "pictures", Dtype::U8);
    const bool counted = samples > 0 && samples <= kMostSamples &&
                         shard.labels.size() == static_cast<std::size_t>(samples) &&
                         shard.sources.size() == shard.labels.size();
    if (!counted || !within(shard.labels, classes_.size()) ||
        !within(shard.sources, sources_.size())) {
        return damaged(file, "labels or sources do not fit pack.json");
    }
    if (kind_ == Kind::Pictures) {
        const TensorInfo* tensor = shard.file->find("pictures");
        if (tensor == nullptr || tensor->shape.size() != 4 || tensor->shape[0] != samples) {
            return damaged(file, "the pictures are not [n, height, width, channels]");
        }
        if (shards_.empty()) {
            height_ = static_cast<std::size_t>(tensor->shape[1]);
            width_ = static_cast<std::size_t>(tensor->shape[2]);
            channels_ = static_cast<std::size_t>(tensor->shape[3]);
        }
    }
    if (auto sound = checkShard(shard); !sound) {
        return sound;
    }
    for (std::size_t index = 0; index < shard.labels.size(); ++index) {
        places_.push_back({shards_.size(), index});
    }
    shards_.push_back(std::move(shard));
    return Done{};
}

bool Pack::Sequences::sound(std::size_t texts) const {
    return offsets.size() == texts + 1 && offsets.front() == 0 &&
           offsets.back() == static_cast<std::int64_t>(ids.size()) &&
           std::ranges::is_sorted(offsets);
}

std::span<const std::int32_t> Pack::Sequences::at(std::size_t index) const {
    const auto begin = static_cast<std::size_t>(offsets[index]);
    return ids.subspan(begin, static_cast<std::size_t>(offsets[index + 1]) - begin);
}

Outcome<Done> Pack::checkShard(const Shard& shard) const {
    if (kind_ == Kind::Pictures) {
        if (shard.pictures.size() != shard.labels.size() * height_ * width_ * channels_) {
            return damaged(shard.file->path(), "the pictures have different sizes");
        }
        return Done{};
    }
    const std::size_t texts = shard.labels.size();
    if (!shard.ids.sound(texts) || (hasTargets_ && !shard.targets.sound(texts))) {
        return damaged(shard.file->path(), "the offsets do not fit the token ids");
    }
    return Done{};
}

Outcome<Pack::Part> Pack::part(const std::string& name) const {
    const auto found = parts_.find(name);
    if (found != parts_.end()) {
        return found->second;
    }
    std::string known;
    for (const auto& [each, part] : parts_) {
        known += (known.empty() ? "" : ", ") + each;
    }
    return Problem{"The pack has no part “" + name + "”", {}, "Its parts: " + known};
}

const Pack::Place& Pack::place(std::int64_t sample) const {
    return places_.at(static_cast<std::size_t>(sample));
}

std::int32_t Pack::label(std::int64_t sample) const {
    const Place& at = place(sample);
    return shards_[at.shard].labels[at.index];
}

std::int32_t Pack::source(std::int64_t sample) const {
    const Place& at = place(sample);
    return shards_[at.shard].sources[at.index];
}

std::span<const std::int32_t> Pack::ids(std::int64_t sample) const {
    const Place& at = place(sample);
    return shards_[at.shard].ids.at(at.index);
}

std::span<const std::int32_t> Pack::target(std::int64_t sample) const {
    const Place& at = place(sample);
    return hasTargets_ ? shards_[at.shard].targets.at(at.index) : std::span<const std::int32_t>();
}

std::span<const std::uint8_t> Pack::picture(std::int64_t sample) const {
    const Place& at = place(sample);
    const std::size_t bytes = height_ * width_ * channels_;
    return shards_[at.shard].pictures.subspan(at.index * bytes, bytes);
}

} // namespace vitrine::data
