#pragma once

#include "core/base/jsonreader.h"
#include "core/base/safetensors.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vitrine {

/// One entry of a header as the text has it: complete, but neither dtype, shape nor offsets
/// checked.
struct SafetensorsEntry {
    std::string name;
    std::string dtype;
    std::vector<std::int64_t> shape; ///< cut after one size more than the highest rank
    std::vector<std::int64_t> offsets;
};

inline constexpr std::size_t kMaxTensorRank = 16;

/// Collects the entries of a safetensors header from the JSON reader, without a tree of values: a
/// header may have two million tensors. Duplicate keys stop the reader. An entry of the wrong form
/// is only noted, because broken JSON further on is the earlier check.
class SafetensorsEvents final : public JsonEvents {
public:
    /// The first part that has not the form asked for.
    [[nodiscard]] const std::optional<Refusal>& misfit() const { return misfit_; }
    [[nodiscard]] std::vector<SafetensorsEntry> takeEntries() { return std::move(entries_); }
    [[nodiscard]] SafetensorsMetadata takeMetadata() { return std::move(metadata_); }

    bool null(std::size_t at) override { return misplaced(at); }
    bool boolean(bool value, std::size_t at) override;
    bool integer(std::int64_t value, std::size_t at) override;
    bool fraction(double value, std::size_t at) override;
    bool string(std::string_view value, std::size_t at) override;
    bool beginObject(std::size_t at) override;
    bool key(std::string_view name, std::size_t at) override;
    bool endObject(std::size_t at) override;
    bool beginArray(std::size_t at) override;
    bool endArray(std::size_t at) override;

private:
    enum class Field { None, Dtype, Shape, Offsets };

    /// The keys of one open object, with where they stand.
    struct Keys {
        std::vector<std::string> names;
        std::vector<std::size_t> at;
    };

    bool note(std::string what, std::size_t at);
    bool misplaced(std::size_t at);
    void topKey(std::string_view name);
    bool entryKey(std::string_view name, std::size_t at);
    bool refuseDuplicates(const Keys& keys);

    std::vector<SafetensorsEntry> entries_;
    SafetensorsMetadata metadata_;
    std::optional<Refusal> misfit_;
    std::vector<Keys> keys_;  ///< of open objects, outermost first; kept for reuse when they close
    std::size_t objects_ = 0; ///< how many of them are open
    std::size_t depth_ = 0;   ///< open objects and arrays
    std::vector<std::string_view> names_; ///< kept for its memory
    bool inMetadata_ = false;
    Field field_ = Field::None;
};

} // namespace vitrine
