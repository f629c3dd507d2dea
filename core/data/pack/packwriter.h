#pragma once

#include "core/base/json.h"
#include "core/data/reader.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace vitrine::data {

/// Token ids of a text with its pair, special tokens included.
using Encode = std::function<std::vector<std::int32_t>(const Example&)>;

struct PackOptions {
    Json recipe;     ///< kept in pack.json
    Encode encode;   ///< for examples of text; empty for pictures
    Encode target;   ///< of what a model is to write; empty where nothing is to be written
    std::uint64_t seed = 0;
    /// Part → share of the groups, for examples that name no part. Shares sum to 1.
    std::vector<std::pair<std::string, double>> splits{{"train", 1.0}};
    std::uint64_t shardBytes = std::uint64_t{256} << 20;
};

/// Collects examples and writes them as a pack (ARCHITECTURE.md 6): shard-00000.safetensors …
/// (`ids` with `offsets`, for texts to be written `targets` with `target_offsets`, or `pictures`;
/// `labels`, `sources`), samples.jsonl, pack.json. Samples
/// stand in the order of their parts, within a part in the order they came.
class PackWriter {
public:
    explicit PackWriter(PackOptions options);

    /// A Problem for an example that does not fit the ones before it (another medium or size).
    [[nodiscard]] Outcome<Done> add(const Example& example);

    /// Writes the pack into an empty or new folder; pack.json last, so that a pack with one is whole.
    [[nodiscard]] Outcome<Done> write(const std::filesystem::path& folder, const Tick& tick);

    [[nodiscard]] std::int64_t size() const { return static_cast<std::int64_t>(samples_.size()); }

private:
    struct Stored {
        std::vector<std::int32_t> ids;
        std::vector<std::int32_t> target;
        std::vector<std::uint8_t> pixels;
        std::string label;
        std::string source;
        std::string licence;
        std::string caption;
        std::string split;
    };

    [[nodiscard]] std::string splitOf(const Example& example) const;
    void sortIntoParts();
    [[nodiscard]] std::uint64_t bytesOf(const Stored& sample) const;
    [[nodiscard]] Outcome<Done> writeShard(const std::filesystem::path& file, std::size_t begin,
                                           std::size_t end) const;
    [[nodiscard]] Outcome<Done> writeSamples(const std::filesystem::path& file) const;
    [[nodiscard]] Outcome<Done> writePackJson(const std::filesystem::path& folder,
                                              const Json::Array& shards) const;

    PackOptions options_;
    std::vector<Stored> samples_;
    std::vector<std::string> classes_; ///< sorted once all are known
    std::vector<std::string> sources_;
    std::size_t width_ = 0;
    std::size_t height_ = 0;
    std::size_t channels_ = 0; ///< 0 = texts
};

} // namespace vitrine::data
