#include "core/media/decoder/sharedmemory.h"

#include <sys/mman.h>
#include <sys/stat.h>

#include <fcntl.h>

namespace vitrine::media {

std::unique_ptr<SharedMemory> SharedMemory::map(int descriptor, std::size_t bytes) {
    void* const begin =
        ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, /*offset=*/0);
    if (begin == MAP_FAILED) {
        ::close(descriptor);
        return nullptr;
    }
    return std::unique_ptr<SharedMemory>(
        new SharedMemory(descriptor, {static_cast<std::byte*>(begin), bytes}));
}

std::unique_ptr<SharedMemory> SharedMemory::make(std::size_t bytes) {
    const int descriptor = ::memfd_create("vitrine-frames", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (descriptor < 0) {
        return nullptr;
    }
    const int seals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL;
    if (bytes == 0 || ::ftruncate(descriptor, static_cast<off_t>(bytes)) != 0 ||
        ::fcntl(descriptor, F_ADD_SEALS, seals) != 0) {
        ::close(descriptor);
        return nullptr;
    }
    return map(descriptor, bytes);
}

std::unique_ptr<SharedMemory> SharedMemory::adopt(int descriptor, std::size_t bytes) {
    struct stat status {};
    if (descriptor < 0 || ::fstat(descriptor, &status) != 0 || bytes == 0 ||
        status.st_size != static_cast<off_t>(bytes)) {
        if (descriptor >= 0) {
            ::close(descriptor);
        }
        return nullptr;
    }
    return map(descriptor, bytes);
}

SharedMemory::~SharedMemory() {
    ::munmap(bytes_.data(), bytes_.size());
}

} // namespace vitrine::media
