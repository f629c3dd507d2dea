#pragma once

#include "core/base/outcome.h"
#include "core/base/safetensors.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace vitrine::data {

/// A packed data set, its shards mapped. Immutable; spans live as long as it. Samples are numbered
/// over all shards from 0.
class Pack {
public:
    enum class Kind { Texts, Pictures };

    /// Samples begin … end − 1.
    struct Part {
        std::int64_t begin = 0;
        std::int64_t end = 0;

        [[nodiscard]] std::int64_t size() const { return end - begin; }
    };

    /// Checks pack.json and every shard against it; treats all as a stranger's.
    [[nodiscard]] static Outcome<std::shared_ptr<const Pack>>
    open(const std::filesystem::path& folder);

    [[nodiscard]] Kind kind() const { return kind_; }
    [[nodiscard]] std::int64_t size() const { return static_cast<std::int64_t>(places_.size()); }
    [[nodiscard]] const std::vector<std::string>& classes() const { return classes_; }
    [[nodiscard]] const std::vector<std::string>& sources() const { return sources_; }
    [[nodiscard]] const std::map<std::string, Part>& parts() const { return parts_; }

    /// A Problem that lists the parts where there is none of that name.
    [[nodiscard]] Outcome<Part> part(const std::string& name) const;

    [[nodiscard]] std::int32_t label(std::int64_t sample) const;  ///< index into classes()
    [[nodiscard]] std::int32_t source(std::int64_t sample) const; ///< index into sources()

    /// Token ids of a text, special tokens included.
    [[nodiscard]] std::span<const std::int32_t> ids(std::int64_t sample) const;

    /// Whether each text comes with another that a model is to write.
    [[nodiscard]] bool hasTargets() const { return hasTargets_; }

    /// Token ids of the text to be written, special tokens included; empty without targets.
    [[nodiscard]] std::span<const std::int32_t> target(std::int64_t sample) const;

    /// Bytes of a picture, height × width × channels.
    [[nodiscard]] std::span<const std::uint8_t> picture(std::int64_t sample) const;
    [[nodiscard]] std::size_t width() const { return width_; }
    [[nodiscard]] std::size_t height() const { return height_; }
    [[nodiscard]] std::size_t channels() const { return channels_; }

private:
    struct Place {
        std::size_t shard = 0;
        std::size_t index = 0;
    };

    /// Token ids of many texts, one after the other.
    struct Sequences {
        std::span<const std::int32_t> ids;
        std::span<const std::int64_t> offsets;

        [[nodiscard]] bool sound(std::size_t texts) const;
        [[nodiscard]] std::span<const std::int32_t> at(std::size_t index) const;
    };

    /// One file with its tensors as typed views.
    struct Shard {
        std::shared_ptr<const SafetensorsFile> file;
        std::span<const std::int32_t> labels;
        std::span<const std::int32_t> sources;
        Sequences ids;
        Sequences targets;
        std::span<const std::uint8_t> pictures;
    };

    Pack() = default;

    [[nodiscard]] Outcome<Done> addShard(const std::filesystem::path& file, std::int64_t samples);
    [[nodiscard]] Outcome<Done> checkShard(const Shard& shard) const;
    [[nodiscard]] const Place& place(std::int64_t sample) const;

    Kind kind_ = Kind::Texts;
    std::vector<std::string> classes_;
    std::vector<std::string> sources_;
    std::map<std::string, Part> parts_;
    std::vector<Shard> shards_;
    std::vector<Place> places_;
    std::size_t width_ = 0;
    std::size_t height_ = 0;
    std::size_t channels_ = 0;
    bool hasTargets_ = false;
};

} // namespace vitrine::data
