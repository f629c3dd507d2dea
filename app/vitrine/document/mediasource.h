#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>

namespace vitrine::app {

/// Where the picture or clip of a sample comes from. A plain value: what it holds is decoded by the
/// session when it is looked at.
struct MediaSource {
    enum class Kind { None, Picture, Clip };

    static constexpr int kUsualFrames = 8;
    static constexpr int kMostFrames = 64;
    static constexpr std::size_t kMostPasted = std::size_t{8} << 20; ///< bytes

    Kind kind = Kind::None;
    std::filesystem::path file;             ///< absolute; empty for what was pasted
    std::shared_ptr<const std::string> png; ///< what was pasted: kept in the workspace itself
    int frames = kUsualFrames;              ///< of a clip: how many are looked at, 1 … kMostFrames
    bool confirmed = true; ///< false: named by an absolute path, to be shown before it is used

    [[nodiscard]] bool none() const { return kind == Kind::None; }

    /// Whether both decode to the same pixels; whether a path is confirmed does not count.
    [[nodiscard]] bool sameContent(const MediaSource& other) const {
        const bool samePng = png == other.png || (png && other.png && *png == *other.png);
        return kind == other.kind && file == other.file && samePng &&
               (kind != Kind::Clip || frames == other.frames);
    }

    bool operator==(const MediaSource& other) const {
        return sameContent(other) && frames == other.frames && confirmed == other.confirmed;
    }
};

/// The file, or that it was pasted: for Problems and tool tips.
[[nodiscard]] inline std::string whereOf(const MediaSource& source) {
    return source.png ? std::string("the pasted picture") : source.file.string();
}

} // namespace vitrine::app
