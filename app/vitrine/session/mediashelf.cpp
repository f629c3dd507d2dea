#include "app/vitrine/session/mediashelf.h"

#include "core/base/posix.h"
#include "core/media/clip/sampling.h"

#include <sys/mman.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace vitrine::app {

namespace {

// What was pasted as a file without a name, for a decoder that reads files.
class MemoryFile {
public:
    static Outcome<std::unique_ptr<MemoryFile>> of(const std::string& bytes) {
        auto file = std::make_unique<MemoryFile>();
        const bool filled = file->fill(bytes);
        if (!filled) {
            return Problem{"There is no memory for the pasted picture: " + reasonOf(errno),
                           "the pasted picture", "Close something, then try again"};
        }
        return file;
    }

    [[nodiscard]] std::filesystem::path path() const {
        return "/proc/self/fd/" + std::to_string(descriptor_.number());
    }

private:
    // Through a map: the file is memory, not a disk.
    [[nodiscard]] bool fill(const std::string& bytes) const {
        if (!descriptor_.valid() || bytes.empty() ||
            ::ftruncate(descriptor_.number(), static_cast<off_t>(bytes.size())) != 0) {
            return false;
        }
        void* map = ::mmap(nullptr, bytes.size(), PROT_READ | PROT_WRITE, MAP_SHARED,
                           descriptor_.number(), 0);
        if (map == MAP_FAILED) {
            return false;
        }
        std::memcpy(map, bytes.data(), bytes.size());
        return ::munmap(map, bytes.size()) == 0;
    }

    Descriptor descriptor_{::memfd_create("vitrine-pasted", MFD_CLOEXEC)};
};

DecodedMedia decodedOf(media::Picture picture) {
    return {.picture = std::make_shared<const Image>(std::move(picture.image)),
            .notes = std::move(picture.notes)};
}

Outcome<DecodedMedia> decodePasted(media::DecoderClient& client, const MediaSource& source,
                                   const Tick& tick) {
    const auto file = MemoryFile::of(*source.png);
    if (!file) {
        return file.as<DecodedMedia>();
    }
    auto picture = client.picture((*file)->path(), tick);
    if (picture.failed()) {
        Problem problem = picture.problem();
        problem.where = whereOf(source);
        return problem;
    }
    return picture ? Outcome<DecodedMedia>(decodedOf(std::move(picture).value()))
                   : picture.as<DecodedMedia>();
}

// A clip shorter than what is asked for is looked at once, not several times.
Outcome<DecodedMedia> decodeClip(media::DecoderClient& client, const MediaSource& source,
                                 const Tick& tick) {
    const auto info = client.clipInfo(source.file, tick);
    if (!info) {
        return info.as<DecodedMedia>();
    }
    const std::int64_t wanted = std::min<std::int64_t>(source.frames, info->frames());
    if (wanted < 1) {
        return Problem{"The clip has no frames", source.file.string(),
                       "Export it again, or open another"};
    }
    const auto numbers = media::sampleFrames(info->frames(), wanted);
    auto clip = client.frames(source.file, *info, numbers, tick);
    if (!clip) {
        return clip.as<DecodedMedia>();
    }
    return DecodedMedia{.clip = std::make_shared<const Clip>(std::move(clip).value()),
                        .notes = info->notes};
}

Outcome<DecodedMedia> decodeWith(media::DecoderClient& client, const MediaSource& source,
                                 const Tick& tick) {
    if (source.png) {
        return decodePasted(client, source, tick);
    }
    if (source.kind == MediaSource::Kind::Clip) {
        return decodeClip(client, source, tick);
    }
    auto picture = client.picture(source.file, tick);
    return picture ? Outcome<DecodedMedia>(decodedOf(std::move(picture).value()))
                   : picture.as<DecodedMedia>();
}

} // namespace

std::size_t DecodedMedia::bytes() const {
    std::size_t bytes = picture ? picture->pixels().size() : 0;
    if (clip) {
        for (const Frame& frame : clip->frames) {
            bytes += frame.picture ? frame.picture->pixels().size() : 0;
        }
    }
    return bytes;
}

MediaShelf::MediaShelf(std::filesystem::path decoder, QObject* parent)
    : QObject(parent)
    , client_(std::make_shared<media::DecoderClient>(
          media::DecoderOptions{.program = std::move(decoder)}))
    , worker_(QStringLiteral("decoder")) {}

MediaShelf::~MediaShelf() = default;

MediaShelf::Entry* MediaShelf::entryOf(const MediaSource& source) const {
    const auto found = std::ranges::find_if(entries_, [&](const std::unique_ptr<Entry>& entry) {
        return entry->source.sameContent(source);
    });
    return found == entries_.end() ? nullptr : found->get();
}

const DecodedMedia* MediaShelf::find(const MediaSource& source) {
    const auto found = std::ranges::find_if(entries_, [&](const std::unique_ptr<Entry>& entry) {
        return entry->source.sameContent(source);
    });
    if (found == entries_.end()) {
        decode(source);
        return nullptr;
    }
    std::rotate(found, found + 1, entries_.end());
    const Entry& entry = *entries_.back();
    return entry.decoded ? &*entry.decoded : nullptr;
}

const Problem* MediaShelf::problem(const MediaSource& source) const {
    const Entry* entry = entryOf(source);
    return entry != nullptr && entry->problem ? &*entry->problem : nullptr;
}

bool MediaShelf::holds(const MediaSource& source) const {
    const Entry* entry = entryOf(source);
    return entry != nullptr && entry->decoded.has_value();
}

void MediaShelf::forget(const MediaSource& source) {
    std::erase_if(entries_, [&](const std::unique_ptr<Entry>& entry) {
        return entry->problem && entry->source.sameContent(source);
    });
}

bool MediaShelf::busy() const {
    return std::ranges::any_of(
        entries_, [](const std::unique_ptr<Entry>& entry) { return entry->lane != nullptr; });
}

void MediaShelf::cancel() {
    for (const std::unique_ptr<Entry>& entry : entries_) {
        if (entry->lane != nullptr) {
            entry->lane->cancel();
        }
    }
}

void MediaShelf::decode(const MediaSource& source) {
    auto entry = std::make_unique<Entry>();
    entry->source = source;
    entry->lane = std::make_unique<DecodeLane>(
        worker_, [this, source](widgets::Generation, Outcome<DecodedMedia> decoded) {
            took(source, std::move(decoded));
        });
    connect(entry->lane.get(), &widgets::Lane::progressed, this,
            [this](widgets::Generation, Progress progress) { Q_EMIT progressed(progress); });
    entry->lane->submit([client = client_, source](const Tick& tick) {
        return decodeWith(*client, source, tick);
    });
    entries_.push_back(std::move(entry));
}

void MediaShelf::took(const MediaSource& source, Outcome<DecodedMedia> decoded) {
    Entry* entry = entryOf(source);
    if (entry == nullptr) {
        return;
    }
    entry->lane.reset();
    if (decoded) {
        entry->decoded = std::move(decoded).value();
        dropOldest();
    } else if (decoded.failed()) {
        entry->problem = decoded.problem();
    } else {
        std::erase_if(entries_, [entry](const auto& each) { return each.get() == entry; });
    }
    Q_EMIT arrived(source);
}

void MediaShelf::dropOldest() {
    std::size_t held = 0;
    for (const std::unique_ptr<Entry>& entry : entries_) {
        held += entry->decoded ? entry->decoded->bytes() : 0;
    }
    // The newest stays whatever its size: somebody is waiting for it.
    for (auto entry = entries_.begin(); held > kMostBytes && entry + 1 < entries_.end();) {
        if ((*entry)->decoded) {
            held -= (*entry)->decoded->bytes();
            entry = entries_.erase(entry);
        } else {
            ++entry;
        }
    }
}

} // namespace vitrine::app
