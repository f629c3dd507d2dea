#include "core/data/pack/packwriter.h"

#include "core/base/draws.h"
#include "core/base/files.h"
#include "core/base/safetensors.h"
#include "core/base/sha256.h"

#include <algorithm>
#include <span>

namespace vitrine::data {

namespace {

namespace fs = std::filesystem;

void collect(std::vector<std::string>& names, const std::string& name) {
    const auto at = std::ranges::lower_bound(names, name);
    if (at == names.end() || *at != name) {
        names.insert(at, name);
    }
}

std::int32_t indexOf(const std::vector<std::string>& names, const std::string& name) {
    return static_cast<std::int32_t>(std::ranges::lower_bound(names, name) - names.begin());
}

std::string shardName(std::size_t number) {
    std::string digits = std::to_string(number);
    digits.insert(0, digits.size() < 5 ? 5 - digits.size() : 0, '0');
    return "shard-" + digits + ".safetensors";
}

template <class T>
TensorToWrite tensorOf(const char* name, Dtype dtype, std::vector<std::int64_t> shape,
                       const std::vector<T>& values) {
    return {.name = name,
            .dtype = dtype,
            .shape = std::move(shape),
            .bytes = std::as_bytes(std::span(values))};
}

/// Token ids of many texts, one after the other.
struct Sequences {
    std::vector<std::int32_t> ids;
    std::vector<std::int64_t> offsets{0};

    void add(const std::vector<std::int32_t>& text) {
        ids.insert(ids.end(), text.begin(), text.end());
        offsets.push_back(static_cast<std::int64_t>(ids.size()));
    }
};

void addTensors(std::vector<TensorToWrite>& tensors, const char* ids, const char* offsets,
                const Sequences& texts) {
    const auto size = [](const auto& values) { return static_cast<std::int64_t>(values.size()); };
    tensors.push_back(tensorOf(ids, Dtype::I32, {size(texts.ids)}, texts.ids));
    tensors.push_back(tensorOf(offsets, Dtype::I64, {size(texts.offsets)}, texts.offsets));
}

Json namesOf(const std::vector<std::string>& names) {
    Json::Array list;
    for (const std::string& name : names) {
        list.emplace_back(name);
    }
    return list;
}

} // namespace

PackWriter::PackWriter(PackOptions options)
    : options_(std::move(options)) {}

std::string PackWriter::splitOf(const Example& example) const {
    if (!example.split.empty()) {
        return example.split;
    }
    const std::string& group = example.group.empty() ? example.text : example.group;
    Draws draws(DrawKey(options_.seed, "split", hashText(group)), 0);
    double share = draws.unitDouble();
    for (const auto& [name, size] : options_.splits) {
        share -= size;
        if (share < 0) {
            return name;
        }
    }
    return options_.splits.back().first;
}

Outcome<Done> PackWriter::add(const Example& example) {
    Stored stored{.label = example.label,
                  .source = example.source,
                  .licence = example.licence,
                  .caption = example.caption.empty() ? example.text : example.caption,
                  .split = splitOf(example)};
    if (const auto& picture = example.picture) {
        if (samples_.empty()) {
            width_ = picture->width;
            height_ = picture->height;
            channels_ = picture->channels;
        }
        if (picture->width != width_ || picture->height != height_ ||
            picture->channels != channels_) {
            return Problem{"The pictures of a pack must have one size", example.source,
                           "Let the reader scale them"};
        }
        stored.pixels = picture->pixels;
    } else if (channels_ != 0 || !options_.encode) {
        return Problem{"A pack holds either texts or pictures", example.source,
                       "Name a tokenizer in the recipe for texts"};
    } else {
        stored.ids = options_.encode(example);
        if (options_.target) {
            stored.target = options_.target(example);
        }
    }
    collect(classes_, stored.label);
    collect(sources_, stored.source);
    samples_.push_back(std::move(stored));
    return Done{};
}

void PackWriter::sortIntoParts() {
    std::ranges::stable_sort(samples_, {}, &Stored::split);
}

std::uint64_t PackWriter::bytesOf(const Stored& sample) const {
    return sample.pixels.size() +
           (sample.ids.size() + sample.target.size()) * sizeof(std::int32_t) +
           2 * sizeof(std::int64_t);
}

Outcome<Done> PackWriter::write(const fs::path& folder, const Tick& tick) {
    if (samples_.empty()) {
        return Problem{"The data set is empty", folder.string(), "Look at the reader's options"};
    }
    std::error_code error;
    fs::create_directories(folder, error);
    if (error || fs::exists(folder / "pack.json")) {
        return Problem{error ? "The folder of the pack cannot be made" : "There is a pack already",
                       folder.string(), "Name another folder"};
    }
    sortIntoParts();
    Json::Array shards;
    for (std::size_t begin = 0; begin < samples_.size();) {
        if (!tick.update(static_cast<std::int64_t>(begin), size())) {
            return Cancelled{};
        }
        std::size_t end = begin;
        for (std::uint64_t bytes = 0; end < samples_.size() && bytes < options_.shardBytes; ++end) {
            bytes += bytesOf(samples_[end]);
        }
        const std::string name = shardName(shards.size());
        if (auto written = writeShard(folder / name, begin, end); !written) {
            return written;
        }
        auto hash = sha256OfFile(folder / name);
        if (!hash) {
            return hash.as<Done>();
        }
        Json shard;
        shard.set("file", name);
        shard.set("samples", static_cast<std::int64_t>(end - begin));
        shard.set("sha256", *hash);
        shards.push_back(std::move(shard));
        begin = end;
    }
    if (auto written = writeSamples(folder / "samples.jsonl"); !written) {
        return written;
    }
    return writePackJson(folder, shards);
}

Outcome<Done> PackWriter::writeShard(const fs::path& file, std::size_t begin,
                                     std::size_t end) const {
    const auto count = static_cast<std::int64_t>(end - begin);
    std::vector<std::int32_t> labels;
    std::vector<std::int32_t> sources;
    Sequences ids;
    Sequences targets;
    std::vector<std::uint8_t> pixels;
    for (std::size_t index = begin; index < end; ++index) {
        const Stored& sample = samples_[index];
        labels.push_back(indexOf(classes_, sample.label));
        sources.push_back(indexOf(sources_, sample.source));
        ids.add(sample.ids);
        targets.add(sample.target);
        pixels.insert(pixels.end(), sample.pixels.begin(), sample.pixels.end());
    }
    std::vector<TensorToWrite> tensors{tensorOf("labels", Dtype::I32, {count}, labels),
                                       tensorOf("sources", Dtype::I32, {count}, sources)};
    if (channels_ > 0) {
        tensors.push_back(tensorOf("pictures", Dtype::U8,
                                   {count, static_cast<std::int64_t>(height_),
                                    static_cast<std::int64_t>(width_),
                                    static_cast<std::int64_t>(channels_)},
                                   pixels));
    } else {
        addTensors(tensors, "ids", "offsets", ids);
        if (options_.target) {
            addTensors(tensors, "targets", "target_offsets", targets);
        }
    }
    return writeSafetensors(file, std::move(tensors));
}

Outcome<Done> PackWriter::writeSamples(const fs::path& file) const {
    std::string lines;
    for (const Stored& sample : samples_) {
        Json json;
        json.set("source", sample.source);
        json.set("licence", sample.licence);
        json.set("label", sample.label);
        json.set("caption", sample.caption);
        lines += json.dump() + "\n";
    }
    return saveAtomically(file, lines);
}

Outcome<Done> PackWriter::writePackJson(const fs::path& folder, const Json::Array& shards) const {
    Json splits{Json::Object{}};
    for (std::size_t begin = 0; begin < samples_.size();) {
        std::size_t end = begin;
        while (end < samples_.size() && samples_[end].split == samples_[begin].split) {
            ++end;
        }
        splits.set(samples_[begin].split, Json::Array{Json(static_cast<std::int64_t>(begin)),
                                                      Json(static_cast<std::int64_t>(end))});
        begin = end;
    }
    Json json;
    json.set("schema", 1);
    json.set("kind", channels_ > 0 ? "pictures" : "texts");
    json.set("samples", size());
    json.set("classes", namesOf(classes_));
    json.set("sources", namesOf(sources_));
    json.set("splits", std::move(splits));
    json.set("shards", shards);
    json.set("recipe", options_.recipe);
    return saveAtomically(folder / "pack.json", json.dump(2) + "\n");
}

} // namespace vitrine::data
