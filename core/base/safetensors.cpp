#include "core/base/safetensors.h"

#include "core/base/posix.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/vfs.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace vitrine {

namespace {

namespace fs = std::filesystem;

Problem cannotOpen(const fs::path& file, const std::string& what, const std::string& advice) {
    return {.what = "The weights cannot be opened: " + what,
            .where = file.string(),
            .advice = advice};
}

std::int64_t modifiedAt(const struct stat& info) {
    constexpr std::int64_t kNano = 1'000'000'000;
    return std::int64_t{info.st_mtim.tv_sec} * kNano + std::int64_t{info.st_mtim.tv_nsec};
}

/// Network and user-space file systems, where the other side may cut a file at any time.
bool isLocal(int descriptor) {
    // statfs(2): NFS, SMB, SMB2, CIFS, FUSE, 9P, Ceph, AFS, Coda.
    constexpr std::array<std::uint32_t, 9> kRemote{0x6969,     0x517B,     0xFE534D42,
                                                   0xFF534D42, 0x65735546, 0x01021997,
                                                   0x00C36400, 0x5346414F, 0x73757245};
    struct statfs info {};
    if (::fstatfs(descriptor, &info) != 0) {
        return false;
    }
    return std::ranges::find(kRemote, static_cast<std::uint32_t>(info.f_type)) == kRemote.end();
}

bool mayMap(int descriptor, const fs::path& file, const struct stat& info) {
    const bool ours = info.st_uid == ::geteuid();
    const bool fixed = ::faccessat(AT_FDCWD, file.c_str(), W_OK, AT_EACCESS) != 0;
    return (ours || fixed) && isLocal(descriptor);
}

/// Reads exactly `size` bytes; false if the file is shorter by now or the disk fails.
bool readExactly(int descriptor, std::byte* to, std::size_t size) {
    while (size > 0) {
        const ssize_t count = retryInterrupted([&] { return ::read(descriptor, to, size); });
        if (count <= 0) {
            return false;
        }
        to += count;
        size -= static_cast<std::size_t>(count);
    }
    return true;
}

} // namespace

Outcome<std::shared_ptr<const SafetensorsFile>> SafetensorsFile::open(const fs::path& file) {
    const Descriptor descriptor(retryInterrupted(
        [&] { return ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK); }));
    struct stat info {};
    if (!descriptor.valid() || ::fstat(descriptor.number(), &info) != 0) {
        return cannotOpen(file, reasonOf(errno), "Check its name and your rights");
    }
    if (!S_ISREG(info.st_mode)) {
        return cannotOpen(file, "it is no ordinary file", "Choose a .safetensors file");
    }
    const std::shared_ptr<SafetensorsFile> result(new SafetensorsFile());
    result->path_ = file;
    result->size_ = static_cast<std::size_t>(info.st_size);
    result->modified_ = modifiedAt(info);
    if (result->size_ > 0 && mayMap(descriptor.number(), file, info)) {
        void* const map =
            ::mmap(nullptr, result->size_, PROT_READ, MAP_PRIVATE, descriptor.number(), 0);
        result->map_ = map == MAP_FAILED ? nullptr : static_cast<const std::byte*>(map);
    }
    if (result->map_ == nullptr) {
        result->copy_ = std::make_unique_for_overwrite<std::byte[]>(result->size_);
        if (!readExactly(descriptor.number(), result->copy_.get(), result->size_)) {
            return cannotOpen(file, "it could not be read to its end", "Check the disk");
        }
    }
    Outcome<SafetensorsHeader> header = checkSafetensors(result->content(), file.string());
    if (!header) {
        return header.as<std::shared_ptr<const SafetensorsFile>>();
    }
    result->header_ = std::move(*header);
    return std::shared_ptr<const SafetensorsFile>(result);
}

SafetensorsFile::~SafetensorsFile() {
    if (map_ != nullptr) {
        ::munmap(const_cast<std::byte*>(map_), size_);
    }
}

std::span<const std::byte> SafetensorsFile::content() const {
    return {map_ != nullptr ? map_ : copy_.get(), size_};
}

const TensorInfo* SafetensorsFile::find(std::string_view name) const {
    const std::size_t found =
        header_.byName.find(name, [this](std::size_t index) -> std::string_view {
            return header_.tensors[index].name;
        });
    return found == kNoName ? nullptr : &header_.tensors[found];
}

std::span<const std::byte> SafetensorsFile::bytes(const TensorInfo& tensor) const {
    const std::span<const std::byte> data = content().subspan(header_.dataBegin);
    if (tensor.begin > tensor.end || tensor.end > data.size()) {
        throw std::invalid_argument("SafetensorsFile::bytes: \"" + tensor.name +
                                    "\" is no tensor of " + path_.string());
    }
    return data.subspan(tensor.begin, tensor.end - tensor.begin);
}

Outcome<Done> SafetensorsFile::unchanged() const {
    struct stat info {};
    if (::stat(path_.c_str(), &info) != 0) {
        return cannotOpen(path_, "the file vanished while it was read: " + reasonOf(errno),
                          "Open it again once it is back");
    }
    if (static_cast<std::size_t>(info.st_size) != size_ || modifiedAt(info) != modified_) {
        return cannotOpen(path_, "the file changed while it was read",
                          "Open it again once it is complete");
    }
    return Done{};
}

} // namespace vitrine
