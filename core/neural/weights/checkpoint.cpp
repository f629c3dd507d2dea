#include "core/neural/weights/checkpoint.h"

#include "core/base/json.h"

#include <algorithm>
#include <set>

namespace vitrine::neural {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kIndexBytes = std::size_t{64} << 20;

bool hasPickle(const fs::path& folder) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        const std::string extension = entry.path().extension().string();
        if (extension == ".bin" || extension == ".pt" || extension == ".pth" ||
            extension == ".ckpt") {
            return true;
        }
    }
    return false;
}

Problem noWeights(const fs::path& folder) {
    if (hasPickle(folder)) {
        return {"The weights are only there as a pickle, which Vitrine never opens",
                folder.string(),
                "A pickle can run code. Save the model as safetensors where you trust it "
                "(save_pretrained does so by default) and open that folder"};
    }
    return {"The folder has no weights", folder.string(),
            "Expected model.safetensors or model.safetensors.index.json"};
}

// The bare file names of an index's shards, each once.
Outcome<std::set<std::string>> shardsOf(const Json& index, const std::string& where) {
    const Json* map = index.find("weight_map");
    if (map == nullptr || map->object() == nullptr) {
        return Problem{"The index has no weight_map", where, "Save the model again"};
    }
    std::set<std::string> shards;
    for (const auto& [tensor, shard] : *map->object()) {
        const std::string* name = shard.string();
        if (name == nullptr || name->empty() || fs::path(*name).filename() != *name) {
            return Problem{"The index places a tensor outside its folder", where + ", " + tensor,
                           "Shard names must be bare file names"};
        }
        shards.insert(*name);
    }
    return shards;
}

Outcome<Done> everyTensorListed(const Json& index, const std::string& where,
                                const std::set<std::string>& found) {
    for (const auto& [tensor, shard] : *index.find("weight_map")->object()) {
        if (!found.contains(tensor)) {
            return Problem{"A tensor of the index is missing from its shard",
                           where + ", " + tensor + " in " + *shard.string(),
                           "Copy the shards again: one of them is of another model"};
        }
    }
    return Done{};
}

} // namespace

Outcome<std::shared_ptr<const Checkpoint>> Checkpoint::open(const fs::path& folder,
                                                            const NameRules& rules) {
    std::vector<fs::path> files;
    const fs::path single = folder / "model.safetensors";
    const fs::path indexFile = folder / "model.safetensors.index.json";
    Json index;
    std::error_code error;
    if (fs::exists(single, error)) {
        files.push_back(single);
    } else if (fs::exists(indexFile, error)) {
        auto parsed = readJson(indexFile, {.bytes = kIndexBytes});
        if (!parsed) {
            return parsed.as<std::shared_ptr<const Checkpoint>>();
        }
        index = *std::move(parsed);
        auto shards = shardsOf(index, indexFile.string());
        if (!shards) {
            return shards.as<std::shared_ptr<const Checkpoint>>();
        }
        for (const std::string& shard : *shards) {
            files.push_back(folder / shard);
        }
    } else {
        return noWeights(folder);
    }

    auto checkpoint = std::make_shared<Checkpoint>();
    checkpoint->folder_ = folder;
    std::set<std::string> found;
    for (const fs::path& path : files) {
        auto file = SafetensorsFile::open(path);
        if (!file) {
            return file.as<std::shared_ptr<const Checkpoint>>();
        }
        for (const TensorInfo& tensor : (*file)->tensors()) {
            if (!found.insert(tensor.name).second) {
                return Problem{"A tensor is in two shards", path.string() + ", " + tensor.name,
                               "Save the model again"};
            }
            if (auto name = modelName(tensor.name, rules)) {
                checkpoint->entries_[*name] = {*file, &tensor};
            }
        }
    }
    if (!index.isNull()) {
        if (auto listed = everyTensorListed(index, indexFile.string(), found); !listed) {
            return listed.as<std::shared_ptr<const Checkpoint>>();
        }
    }
    return std::shared_ptr<const Checkpoint>(std::move(checkpoint));
}

const Checkpoint::Entry* Checkpoint::find(const std::string& name) const {
    const auto found = entries_.find(name);
    return found == entries_.end() ? nullptr : &found->second;
}

std::vector<std::string> Checkpoint::names() const {
    std::vector<std::string> names;
    names.reserve(entries_.size());
    for (const auto& [name, entry] : entries_) {
        names.push_back(name);
    }
    return names;
}

std::int64_t Checkpoint::elements() const {
    std::int64_t total = 0;
    for (const auto& [name, entry] : entries_) {
        std::int64_t count = 1;
        for (const std::int64_t size : entry.tensor->shape) {
            count *= size;
        }
        total += count;
    }
    return total;
}

} // namespace vitrine::neural
