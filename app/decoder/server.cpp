#include "app/decoder/server.h"

#include "core/media/codec/picture/decodepicture.h"
#include "core/media/decoder/describe.h"
#include "core/media/header/pictureheader.h"

#include <sys/resource.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <utility>
#include <vector>

namespace vitrine::app {

using media::Reply;
using media::ReplyKind;
using media::Request;
using media::RequestKind;

namespace {

/// The other side puts the file's name in.
constexpr const char* kHere = "";

Problem noMemory() {
    return {"The file needs more memory than is allowed", kHere,
            "Choose fewer frames, or reduce the file"};
}

Outcome<std::vector<std::byte>> contentOf(int file, std::uint64_t most) {
    struct stat status {};
    if (::fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
        return Problem{"This is no regular file", kHere, "Open a file that lies on a disk"};
    }
    const auto bytes = static_cast<std::uint64_t>(status.st_size);
    if (bytes > most) {
        return Problem{"The file is larger than " + sizeText(most), kHere, "Reduce the picture"};
    }
    std::vector<std::byte> content(bytes);
    std::size_t done = 0;
    while (done < content.size()) {
        const auto got = retryInterrupted([&] {
            return ::pread(file, content.data() + done, content.size() - done,
                           static_cast<off_t>(done));
        });
        if (got <= 0) {
            return Problem{"The file cannot be read to its end", kHere, "Copy it and try again"};
        }
        done += static_cast<std::size_t>(got);
    }
    return content;
}

std::uint64_t processorMilliseconds() {
    rusage used{};
    (void)::getrusage(RUSAGE_SELF, &used);
    const auto of = [](const timeval& time) {
        return static_cast<std::uint64_t>(time.tv_sec) * 1000U +
               static_cast<std::uint64_t>(time.tv_usec) / 1000U;
    };
    return of(used.ru_utime) + of(used.ru_stime);
}

bool sameFile(const struct stat& first, const struct stat& second) {
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino &&
           first.st_size == second.st_size && first.st_mtim.tv_sec == second.st_mtim.tv_sec &&
           first.st_mtim.tv_nsec == second.st_mtim.tv_nsec;
}

} // namespace

void Server::run() {
    for (;;) {
        const media::Message message = media::receiveMessage(socket_);
        if (message.ended) {
            return;
        }
        answer(message);
    }
}

void Server::answer(const media::Message& message) {
    const Descriptor file(message.descriptor);
    Request request;
    if (message.bytes.size() < sizeof request) {
        return;
    }
    std::memcpy(&request, message.bytes.data(), sizeof request);
    Outcome<Done> outcome = noMemory();
    try {
        outcome = serve(request, std::span(message.bytes).subspan(sizeof request), file.number());
    } catch (const std::bad_alloc&) {
        open_.reader.reset();
    } catch (const std::exception& fault) {
        outcome = Problem{fault.what(), kHere, "Fetch or export the file again"};
    }
    if (outcome.ok()) {
        say({.kind = ReplyKind::Finished, .first = processorMilliseconds()});
    } else if (outcome.failed()) {
        say({.kind = ReplyKind::Failed},
            outcome.problem().what + '\0' + outcome.problem().advice);
    }
}

Outcome<Done> Server::serve(const Request& request, std::span<const std::byte> tail, int file) {
    switch (request.kind) {
    case RequestKind::Picture:
        return picture(request, file);
    case RequestKind::ClipInfo:
        return clipInfo(request, file);
    case RequestKind::ClipFrames: {
        std::vector<std::int64_t> numbers(tail.size() / sizeof(std::int64_t));
        std::memcpy(numbers.data(), tail.data(), numbers.size() * sizeof(std::int64_t));
        return clipFrames(request, numbers, file);
    }
    default:
        return Problem{"This request is not known", kHere, "Install one version of both programs"};
    }
}

Outcome<Done> Server::picture(const Request& request, int file) {
    const auto content = contentOf(file, request.limits.fileBytes);
    if (!content) {
        return content.as<Done>();
    }
    const auto header = media::readPictureHeader(*content, kHere, request.limits);
    if (!header) {
        return header.as<Done>();
    }
    working(0, static_cast<std::int64_t>(header->width * header->height));
    const auto picture = media::decodePicture(*content, kHere, request.limits);
    if (!picture) {
        return picture.as<Done>();
    }
    const std::string description = media::describe(*picture);
    const auto memory =
        memoryFor(description, picture->image.width(), picture->image.height(), 1);
    if (!memory) {
        return memory.as<Done>();
    }
    const auto pixels = std::as_bytes(picture->image.pixels());
    std::memcpy((*memory)->bytes().data() + description.size(), pixels.data(), pixels.size());
    return Done{};
}

Outcome<media::ClipReader*> Server::clipOf(const Request& request, int file) {
    struct stat status {};
    if (::fstat(file, &status) != 0) {
        return Problem{"The file cannot be read", kHere, "Copy it and try again"};
    }
    if (open_.reader == nullptr || !sameFile(open_.status, status)) {
        open_.reader.reset();
        auto reader = media::ClipReader::open(file, kHere, request.limits);
        if (!reader) {
            return reader.as<media::ClipReader*>();
        }
        open_ = {.status = status, .reader = std::move(reader).value()};
    }
    return open_.reader.get();
}

Outcome<Done> Server::clipInfo(const Request& request, int file) {
    const auto clip = clipOf(request, file);
    if (!clip) {
        return clip.as<Done>();
    }
    const auto memory = memoryFor(media::describe((*clip)->info()), 0, 0, 0);
    return memory ? Outcome<Done>(Done{}) : memory.as<Done>();
}

Outcome<Done> Server::clipFrames(const Request& request, std::span<const std::int64_t> numbers,
                                 int file) {
    const auto clip = clipOf(request, file);
    if (!clip) {
        return clip.as<Done>();
    }
    const media::ClipInfo& info = (*clip)->info();
    const auto memory = memoryFor("{}", info.width, info.height, numbers.size());
    if (!memory) {
        return memory.as<Done>();
    }
    const std::size_t frameBytes = info.width * info.height * Image::kChannels;
    std::byte* const begin = (*memory)->bytes().data() + 2;
    std::int64_t done = 0;
    const auto sink = [&](std::size_t place, const Image& frame) {
        const auto pixels = std::as_bytes(frame.pixels());
        std::memcpy(begin + place * frameBytes, pixels.data(), std::min(pixels.size(), frameBytes));
        working(++done, static_cast<std::int64_t>(numbers.size()));
    };
    return (*clip)->frames(numbers, sink, static_cast<int>(request.threads));
}

Outcome<std::unique_ptr<media::SharedMemory>>
Server::memoryFor(std::string_view description, std::uint64_t width, std::uint64_t height,
                  std::uint64_t frames) {
    say({.kind = ReplyKind::Need,
         .first = description.size(),
         .second = width,
         .third = height,
         .fourth = frames});
    const media::Message message = media::receiveMessage(socket_);
    auto memory = media::SharedMemory::adopt(
        message.descriptor, description.size() + width * height * Image::kChannels * frames);
    if (!memory) {
        return noMemory();
    }
    std::memcpy(memory->bytes().data(), description.data(), description.size());
    return memory;
}

void Server::say(const Reply& reply, std::string_view text) {
    const std::scoped_lock lock(sending_);
    const std::string_view cut = text.substr(0, media::kMostReplyText);
    (void)media::sendMessage(socket_, media::bytesOf(reply),
                             std::as_bytes(std::span(cut.data(), cut.size())));
}

void Server::working(std::int64_t done, std::int64_t total) {
    say({.kind = ReplyKind::Working,
         .first = static_cast<std::uint64_t>(done),
         .second = static_cast<std::uint64_t>(total)});
}

} // namespace vitrine::app
