#include "core/base/safetensorsevents.h"

#include "core/base/nameindex.h"

namespace vitrine {

namespace {

constexpr std::string_view kMetadataKey = "__metadata__";
constexpr std::size_t kMaxTensors = 2'000'000;

// Open containers around a value: the header, an entry in it, a list in that.
constexpr std::size_t kInHeader = 1;
constexpr std::size_t kInEntry = 2;
constexpr std::size_t kInList = 3;

} // namespace

bool SafetensorsEvents::note(std::string what, std::size_t at) {
    if (!misfit_) {
        misfit_ = {std::move(what), at};
    }
    return true;
}

bool SafetensorsEvents::misplaced(std::size_t at) {
    if (inMetadata_) {
        return note("metadata must be texts under names", at);
    }
    return note("a tensor must have exactly dtype, a list shape and a list data_offsets", at);
}

bool SafetensorsEvents::boolean(bool /*value*/, std::size_t at) {
    return misplaced(at);
}

bool SafetensorsEvents::fraction(double /*value*/, std::size_t at) {
    return misplaced(at);
}

bool SafetensorsEvents::integer(std::int64_t value, std::size_t at) {
    if (misfit_) {
        return true;
    }
    if (depth_ != kInList || inMetadata_) {
        return misplaced(at);
    }
    SafetensorsEntry& entry = entries_.back();
    std::vector<std::int64_t>& list = field_ == Field::Shape ? entry.shape : entry.offsets;
    if (list.size() <= kMaxTensorRank) {
        list.push_back(value);
    }
    return true;
}

bool SafetensorsEvents::string(std::string_view value, std::size_t at) {
    if (misfit_) {
        return true;
    }
    if (depth_ == kInEntry && inMetadata_) {
        metadata_.back().second = value;
        return true;
    }
    if (depth_ == kInEntry && field_ == Field::Dtype) {
        entries_.back().dtype = value;
        return true;
    }
    return misplaced(at);
}

bool SafetensorsEvents::beginObject(std::size_t at) {
    if (depth_ > kInHeader) {
        misplaced(at);
    }
    ++depth_;
    if (objects_ == keys_.size()) {
        keys_.emplace_back();
    }
    Keys& keys = keys_[objects_++];
    keys.names.clear();
    keys.at.clear();
    return true;
}

bool SafetensorsEvents::key(std::string_view name, std::size_t at) {
    Keys& keys = keys_[objects_ - 1];
    keys.names.emplace_back(name);
    keys.at.push_back(at);
    if (depth_ == kInHeader && keys.names.size() > kMaxTensors) {
        refusal = {"there are more than " + std::to_string(kMaxTensors) + " tensors", at};
        return false;
    }
    if (misfit_) {
        return true;
    }
    if (depth_ == kInHeader) {
        topKey(name);
        return true;
    }
    if (inMetadata_) {
        metadata_.emplace_back(std::string(name), "");
        return true;
    }
    return entryKey(name, at);
}

void SafetensorsEvents::topKey(std::string_view name) {
    inMetadata_ = name == kMetadataKey;
    field_ = Field::None;
    if (!inMetadata_) {
        entries_.emplace_back().name = name;
    }
}

bool SafetensorsEvents::entryKey(std::string_view name, std::size_t at) {
    if (name == "dtype") {
        field_ = Field::Dtype;
    } else if (name == "shape") {
        field_ = Field::Shape;
    } else if (name == "data_offsets") {
        field_ = Field::Offsets;
    } else {
        return note("unknown key \"" + std::string(name) + "\" in a tensor's entry", at);
    }
    return true;
}

bool SafetensorsEvents::endObject(std::size_t at) {
    const Keys& keys = keys_[objects_ - 1];
    if (!refuseDuplicates(keys)) {
        return false;
    }
    // Keys are known and different by now: three of them are all three.
    if (depth_ == kInEntry && !inMetadata_ && keys.names.size() != 3) {
        misplaced(at);
    }
    --objects_;
    --depth_;
    return true;
}

bool SafetensorsEvents::beginArray(std::size_t at) {
    if (depth_ != kInEntry || inMetadata_ || (field_ != Field::Shape && field_ != Field::Offsets)) {
        misplaced(at);
    }
    ++depth_;
    return true;
}

bool SafetensorsEvents::endArray(std::size_t at) {
    --depth_;
    if (!misfit_ && field_ == Field::Offsets && entries_.back().offsets.size() != 2) {
        return note("data_offsets must be two numbers", at);
    }
    return true;
}

bool SafetensorsEvents::refuseDuplicates(const Keys& keys) {
    names_.assign(keys.names.begin(), keys.names.end());
    if (const std::size_t twice = findDuplicate(names_); twice != kNoName) {
        refusal = {"the key \"" + keys.names[twice] + "\" appears twice", keys.at[twice]};
        return false;
    }
    return true;
}

} // namespace vitrine
