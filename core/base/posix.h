#pragma once

#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <string>
#include <system_error>
#include <utility>

namespace vitrine {

/// What the system says about an error number.
inline std::string reasonOf(int error) {
    return std::generic_category().message(error);
}

/// Owns a file descriptor.
class Descriptor {
public:
    explicit Descriptor(int number)
        : number_(number) {}

    ~Descriptor() {
        if (number_ >= 0) {
            ::close(number_);
        }
    }

    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    [[nodiscard]] int number() const { return number_; }
    [[nodiscard]] bool valid() const { return number_ >= 0; }

    /// Closes now and answers whether the system reported no late failure. On Linux the descriptor
    /// is gone after an interrupted close, too.
    [[nodiscard]] bool close() {
        const int result = ::close(std::exchange(number_, -1));
        return result == 0 || errno == EINTR;
    }

private:
    int number_;
};

/// Repeats a system call while signals interrupt it.
template <class Call>
auto retryInterrupted(const Call& call) {
    auto result = call();
    while (result < 0 && errno == EINTR) {
        result = call();
    }
    return result;
}

/// "1.2 GB" for people.
[[nodiscard]] std::string sizeText(std::uintmax_t bytes);

} // namespace vitrine
