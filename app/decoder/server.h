#pragma once

#include "core/base/posix.h"
#include "core/media/codec/clip/clipreader.h"
#include "core/media/decoder/protocol.h"
#include "core/media/decoder/sharedmemory.h"

#include <sys/stat.h>

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace vitrine::app {

/// Answers one request after the other on a socket until the other side is gone. Keeps the last clip
/// open, so that moving through it does not read its index again.
class Server {
public:
    explicit Server(int socket)
        : socket_(socket) {}

    /// Returns when the other side has ended.
    void run();

private:
    /// The clip that is open, and which file it was.
    struct OpenClip {
        struct stat status {};
        std::unique_ptr<media::ClipReader> reader;
    };

    void answer(const media::Message& message);
    [[nodiscard]] Outcome<Done> serve(const media::Request& request,
                                      std::span<const std::byte> tail, int file);
    [[nodiscard]] Outcome<Done> picture(const media::Request& request, int file);
    [[nodiscard]] Outcome<Done> clipInfo(const media::Request& request, int file);
    [[nodiscard]] Outcome<Done> clipFrames(const media::Request& request,
                                           std::span<const std::int64_t> numbers, int file);
    [[nodiscard]] Outcome<media::ClipReader*> clipOf(const media::Request& request, int file);

    /// Asks the other side for shared memory and fills in the description.
    [[nodiscard]] Outcome<std::unique_ptr<media::SharedMemory>>
    memoryFor(std::string_view description, std::uint64_t width, std::uint64_t height,
              std::uint64_t frames);

    void say(const media::Reply& reply, std::string_view text = {});
    void working(std::int64_t done, std::int64_t total);

    int socket_;
    std::mutex sending_; ///< frames are announced from several threads
    OpenClip open_;
};

} // namespace vitrine::app
