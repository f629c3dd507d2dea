#pragma once

#include "core/media/limits.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace vitrine::media {

// What window and decoder process say to each other over a socket that keeps messages whole. Both
// are of one build, so the messages are plain structs. One request at a time:
//
//   Request (with the file's descriptor) → Working* → Need → Memory (with a descriptor) → Working*
//     → Finished;   or Failed at any place.
//
// `Need` says how large the shared memory must be: a description in JSON, then frames of
// width × height × 3 bytes, without gaps. The decoder is not trusted: its side is checked.

enum class RequestKind : std::uint32_t { Picture = 1, ClipInfo = 2, ClipFrames = 3, Memory = 4 };

struct Request {
    RequestKind kind = RequestKind::Picture;
    std::uint32_t threads = 1;
    MediaLimits limits;
};

/// Frame numbers follow a request for frames: at most so many at once.
inline constexpr std::size_t kMostFramesAtOnce = 4096;

enum class ReplyKind : std::uint32_t { Working = 1, Need = 2, Finished = 3, Failed = 4 };

struct Reply {
    ReplyKind kind = ReplyKind::Working;
    std::uint32_t unused = 0;
    std::uint64_t first = 0;  ///< Working: done; Need: bytes of the description; Finished: CPU in ms
    std::uint64_t second = 0; ///< Working: total; Need: width
    std::uint64_t third = 0;  ///< Need: height
    std::uint64_t fourth = 0; ///< Need: frames
};

static_assert(std::is_trivially_copyable_v<Request> && std::is_trivially_copyable_v<Reply>);

/// Text that follows a Failed reply: what happened, a zero byte, what to do. Cut to this.
inline constexpr std::size_t kMostReplyText = 4096;

/// A message as it was received. `descriptor` is −1 without one; the receiver closes it.
struct Message {
    std::vector<std::byte> bytes;
    int descriptor = -1;
    bool ended = false; ///< the other side is gone
};

/// Sends struct and tail as one message; with a descriptor if ≥ 0. False if the other side is gone.
[[nodiscard]] bool sendMessage(int socket, std::span<const std::byte> head,
                               std::span<const std::byte> tail = {}, int descriptor = -1);

/// Waits for the next message.
[[nodiscard]] Message receiveMessage(int socket);

template <class T>
std::span<const std::byte> bytesOf(const T& value) {
    return std::as_bytes(std::span<const T, 1>(&value, 1));
}

} // namespace vitrine::media
