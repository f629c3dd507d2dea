#pragma once

#include "core/base/image.h"
#include "core/base/outcome.h"
#include "core/base/tick.h"
#include "core/media/limits.h"
#include "core/media/picture.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string_view>

namespace vitrine::media {

/// A clip, opened in this process: its time line, and any frame by its number, exactly the one that
/// playing from the start would show there. Only listed containers; nothing but the given bytes is
/// ever opened. Files from outside go through DecoderClient instead. One thread at a time; works
/// with several inside.
class ClipReader {
public:
    /// Takes a duplicate of `descriptor`, a regular file that may be read at any place. Lists all
    /// packets, decodes nothing.
    [[nodiscard]] static Outcome<std::unique_ptr<ClipReader>>
    open(int descriptor, std::string_view where, const MediaLimits& limits = {},
         const Tick& tick = {});

    /// The same from memory, which must outlive the reader.
    [[nodiscard]] static Outcome<std::unique_ptr<ClipReader>>
    openBytes(std::span<const std::byte> file, std::string_view where,
              const MediaLimits& limits = {}, const Tick& tick = {});

    ~ClipReader();
    ClipReader(const ClipReader&) = delete;
    ClipReader& operator=(const ClipReader&) = delete;

    [[nodiscard]] const ClipInfo& info() const;

    /// Receives a frame, upright, and its place in the list that was asked for; not in the list's
    /// order, from any thread, never two at once.
    using Sink = std::function<void(std::size_t place, Image frame)>;

    /// Decodes the frames of these numbers, any order and repeats allowed, each needed part of the
    /// clip once, on up to `threads` threads. Numbers outside the clip throw std::invalid_argument.
    [[nodiscard]] Outcome<Done> frames(std::span<const std::int64_t> numbers, const Sink& sink,
                                       int threads = 1, const Tick& tick = {});

    [[nodiscard]] Outcome<Image> frame(std::int64_t number, const Tick& tick = {});

private:
    class Inside;
    explicit ClipReader(std::unique_ptr<Inside> inside);

    std::unique_ptr<Inside> inside_;
};

} // namespace vitrine::media
