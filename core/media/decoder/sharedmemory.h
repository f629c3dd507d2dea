#pragma once

#include "core/base/posix.h"

#include <cstddef>
#include <memory>
#include <span>

namespace vitrine::media {

/// Memory that two processes see. Whoever makes it seals its size, so that the other side cannot cut
/// it under a reader.
class SharedMemory {
public:
    /// Null where the system has not that much. The pages are zero until written.
    [[nodiscard]] static std::unique_ptr<SharedMemory> make(std::size_t bytes);

    /// Takes over a descriptor that make() gave in another process; null where it holds another
    /// number of bytes.
    [[nodiscard]] static std::unique_ptr<SharedMemory> adopt(int descriptor, std::size_t bytes);

    ~SharedMemory();
    SharedMemory(const SharedMemory&) = delete;
    SharedMemory& operator=(const SharedMemory&) = delete;

    [[nodiscard]] int descriptor() const { return descriptor_.number(); }
    [[nodiscard]] std::span<std::byte> bytes() const { return bytes_; }

private:
    SharedMemory(int descriptor, std::span<std::byte> bytes)
        : descriptor_(descriptor)
        , bytes_(bytes) {}

    static std::unique_ptr<SharedMemory> map(int descriptor, std::size_t bytes);

    Descriptor descriptor_;
    std::span<std::byte> bytes_;
};

} // namespace vitrine::media
