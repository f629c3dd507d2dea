#include "core/media/decoder/exchange.h"

#include "core/base/image.h"
#include "core/media/header/pictureheader.h"

#include <poll.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <optional>

namespace vitrine::media {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kTickMilliseconds = 30;
constexpr std::uint64_t kMostDescription = std::uint64_t{16} << 20;
constexpr std::uint64_t kMostFrameBytes = std::uint64_t{3} << 29; ///< of the decoder's 2 GiB
constexpr double kPixelsPerSecond = 2e7;
/// After the decoder's own deadline, so that it can say itself what was slow.
constexpr double kGraceSeconds = 1;

/// The state of one exchange.
class Exchange {
public:
    Exchange(DecoderProcess& process, const Question& question, const Tick& tick)
        : process_(process)
        , question_(question)
        , tick_(tick)
        , seconds_(question.seconds + kGraceSeconds) {}

    Outcome<Answer> run() {
        const auto numbers = std::as_bytes(std::span(question_.numbers));
        if (!sendMessage(process_.socket(), bytesOf(question_.request), numbers,
                         question_.descriptor)) {
            return died();
        }
        for (;;) {
            if (tick_.stopped()) {
                (void)process_.end();
                return Cancelled{};
            }
            if (std::chrono::duration<double>(Clock::now() - began_).count() > seconds_) {
                (void)process_.end();
                return Problem{"The decoder took too long and was stopped", question_.file,
                               "The file is probably damaged: fetch or export it again"};
            }
            pollfd waiting{.fd = process_.socket(), .events = POLLIN, .revents = 0};
            if (::poll(&waiting, 1, kTickMilliseconds) <= 0) {
                continue;
            }
            if (auto outcome = step()) {
                return *std::move(outcome);
            }
        }
    }

private:
    /// Handles one message; an outcome ends the exchange.
    std::optional<Outcome<Answer>> step() {
        const Message message = receiveMessage(process_.socket());
        const Descriptor unwanted(message.descriptor);
        if (message.ended) {
            return died();
        }
        Reply reply;
        if (message.bytes.size() < sizeof reply) {
            return broken();
        }
        std::memcpy(&reply, message.bytes.data(), sizeof reply);
        switch (reply.kind) {
        case ReplyKind::Working:
            return working(reply);
        case ReplyKind::Need:
            return need(reply);
        case ReplyKind::Finished:
            if (!answer_.memory) {
                return broken();
            }
            answer_.processorMilliseconds = reply.first;
            return Outcome<Answer>(std::move(answer_));
        case ReplyKind::Failed:
            return failed(std::span(message.bytes).subspan(sizeof reply));
        }
        return broken();
    }

    std::optional<Outcome<Answer>> working(const Reply& reply) {
        if (question_.request.kind == RequestKind::Picture) {
            // What it says is the number of pixels; the limits bound it.
            const auto pixels = static_cast<double>(
                std::min(reply.second, question_.request.limits.pixels));
            seconds_ = question_.seconds + kGraceSeconds + pixels / kPixelsPerSecond;
            return std::nullopt;
        }
        (void)tick_.update(static_cast<std::int64_t>(reply.first & INT64_MAX),
                           static_cast<std::int64_t>(reply.second & INT64_MAX));
        return std::nullopt;
    }

    std::optional<Outcome<Answer>> need(const Reply& reply) {
        const bool pictures = question_.frames > 0;
        const MediaLimits& limits = question_.request.limits;
        if (answer_.memory || reply.first > kMostDescription || reply.fourth != question_.frames ||
            (pictures && !checkSize(reply.second, reply.third, question_.file, limits))) {
            return broken();
        }
        const std::uint64_t frameBytes =
            pictures ? reply.second * reply.third * Image::kChannels : 0;
        if (frameBytes * question_.frames > kMostFrameBytes) {
            (void)process_.end();
            return Outcome<Answer>(Problem{"This would need more memory than is allowed",
                                           question_.file,
                                           "Choose fewer frames, or reduce the file"});
        }
        answer_.descriptionBytes = reply.first;
        answer_.width = reply.second;
        answer_.height = reply.third;
        answer_.memory = SharedMemory::make(reply.first + frameBytes * question_.frames);
        if (!answer_.memory) {
            (void)process_.end();
            return Outcome<Answer>(Problem{"There is not enough memory to open the file",
                                           question_.file, "Close other files"});
        }
        const Request memory{.kind = RequestKind::Memory};
        if (!sendMessage(process_.socket(), bytesOf(memory), {}, answer_.memory->descriptor())) {
            return died();
        }
        return std::nullopt;
    }

    std::optional<Outcome<Answer>> failed(std::span<const std::byte> text) {
        const std::string both(reinterpret_cast<const char*>(text.data()),
                               std::min(text.size(), kMostReplyText));
        const std::size_t end = both.find('\0');
        return Outcome<Answer>(
            Problem{both.substr(0, end), question_.file,
                    end == std::string::npos ? std::string() : both.substr(end + 1)});
    }

    Outcome<Answer> died() {
        return Problem{"The decoder " + process_.end() + " while it read this file", question_.file,
                       "The file is probably damaged: fetch or export it again"};
    }

    Outcome<Answer> broken() {
        (void)process_.end();
        return Problem{"The decoder's answer makes no sense", question_.file,
                       "The file is probably damaged: fetch or export it again"};
    }

    DecoderProcess& process_;
    const Question& question_;
    const Tick& tick_;
    double seconds_;
    Clock::time_point began_ = Clock::now();
    Answer answer_;
};

} // namespace

std::string_view Answer::description() const {
    return {reinterpret_cast<const char*>(memory->bytes().data()), descriptionBytes};
}

std::span<const std::byte> Answer::frame(std::size_t index) const {
    const std::size_t bytes = width * height * Image::kChannels;
    return memory->bytes().subspan(descriptionBytes + index * bytes, bytes);
}

Outcome<Answer> exchange(DecoderProcess& process, const Question& question, const Tick& tick) {
    return Exchange(process, question, tick).run();
}

} // namespace vitrine::media
