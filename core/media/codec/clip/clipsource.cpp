#include "core/media/codec/clip/clipsource.h"

#include "core/base/posix.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <new>
#include <utility>

namespace vitrine::media {

namespace {

constexpr int kBufferBytes = 1 << 16;

} // namespace

std::string avReason(int error) {
    char text[AV_ERROR_MAX_STRING_SIZE] = {};
    av_strerror(error, text, sizeof text);
    return text;
}

ClipBytes::ClipBytes(int descriptor, std::int64_t bytes)
    : descriptor_(::fcntl(descriptor, F_DUPFD_CLOEXEC, 0))
    , size_(bytes) {}

ClipBytes::ClipBytes(std::span<const std::byte> memory)
    : memory_(memory)
    , size_(static_cast<std::int64_t>(memory.size())) {}

ClipBytes::~ClipBytes() {
    if (descriptor_ >= 0) {
        ::close(descriptor_);
    }
}

int ClipBytes::read(std::int64_t at, std::uint8_t* to, int count) const {
    const std::int64_t left = std::max<std::int64_t>(size_ - at, 0);
    const auto wanted = static_cast<std::size_t>(std::min<std::int64_t>(count, left));
    if (wanted == 0) {
        return 0;
    }
    if (!memory_.empty()) {
        std::memcpy(to, memory_.data() + at, wanted);
        return static_cast<int>(wanted);
    }
    const auto got = retryInterrupted([&] { return ::pread(descriptor_, to, wanted, at); });
    return static_cast<int>(got);
}

ClipSource::ClipSource(std::shared_ptr<const ClipBytes> bytes, const Deadline* deadline)
    : bytes_(std::move(bytes))
    , deadline_(deadline) {
    auto* const buffer = static_cast<unsigned char*>(av_malloc(kBufferBytes));
    if (buffer != nullptr) {
        context_ = avio_alloc_context(buffer, kBufferBytes, /*write_flag=*/0, this, &readPacket,
                                      /*write_packet=*/nullptr, &seek);
    }
    if (context_ == nullptr) {
        av_free(buffer);
        throw std::bad_alloc();
    }
}

ClipSource::~ClipSource() {
    av_freep(&context_->buffer); // may be another one than ours by now
    avio_context_free(&context_);
}

int ClipSource::readPacket(void* self, std::uint8_t* to, int count) {
    auto& source = *static_cast<ClipSource*>(self);
    if (source.deadlinePassed()) {
        return AVERROR_EXIT;
    }
    const int got = source.bytes_->read(source.at_, to, count);
    if (got <= 0) {
        return got == 0 ? AVERROR_EOF : AVERROR(EIO);
    }
    source.at_ += got;
    return got;
}

std::int64_t ClipSource::seek(void* self, std::int64_t offset, int whence) {
    auto& source = *static_cast<ClipSource*>(self);
    switch (whence & ~AVSEEK_FORCE) {
    case AVSEEK_SIZE:
        return source.bytes_->size();
    case SEEK_SET:
        break;
    case SEEK_CUR:
        offset += source.at_;
        break;
    case SEEK_END:
        offset += source.bytes_->size();
        break;
    default:
        return AVERROR(EINVAL);
    }
    if (offset < 0) {
        return AVERROR(EINVAL);
    }
    source.at_ = offset;
    return offset;
}

} // namespace vitrine::media
