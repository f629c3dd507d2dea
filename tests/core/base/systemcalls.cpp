#include "tests/core/base/systemcalls.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>
#include <utility>

namespace vitrine::tests {

std::function<Fate(std::string_view call)> fateOf;

} // namespace vitrine::tests

namespace {

using vitrine::tests::Fate;

Fate fate(std::string_view call) {
    return vitrine::tests::fateOf ? vitrine::tests::fateOf(call) : Fate{};
}

/// Answers whether the call must fail, with errno set.
bool fails(std::string_view call) {
    const Fate decided = fate(call);
    if (decided.kind == Fate::Kind::Fail) {
        errno = decided.error;
        return true;
    }
    return false;
}

} // namespace

// The linker sends the calls of core/base here (--wrap) and keeps the real ones under these names.
extern "C" {

int __real_open(const char* path, int flags, ...);
ssize_t __real_write(int file, const void* bytes, size_t count);
int __real_fsync(int file);
int __real_fstat(int file, struct stat* info);
int __real_fchmod(int file, mode_t mode);
int __real_close(int file);
int __real_rename(const char* from, const char* to);

int __wrap_open(const char* path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    return fails("open") ? -1 : __real_open(path, flags, mode);
}

ssize_t __wrap_write(int file, const void* bytes, size_t count) {
    const Fate decided = fate("write");
    if (decided.kind == Fate::Kind::Fail) {
        errno = decided.error;
        return -1;
    }
    if (decided.kind == Fate::Kind::Pass) {
        return __real_write(file, bytes, count);
    }
    const ssize_t written = __real_write(file, bytes, (count + 1) / 2);
    return decided.kind == Fate::Kind::Lose ? static_cast<ssize_t>(count) : written;
}

int __wrap_fsync(int file) {
    return fails("fsync") ? -1 : __real_fsync(file);
}

int __wrap_fstat(int file, struct stat* info) {
    return fails("fstat") ? -1 : __real_fstat(file, info);
}

int __wrap_fchmod(int file, mode_t mode) {
    return fails("fchmod") ? -1 : __real_fchmod(file, mode);
}

// A close that reports an error has closed nevertheless.
int __wrap_close(int file) {
    const bool failing = fails("close");
    const int error = errno;
    const int result = __real_close(file);
    errno = error;
    return failing ? -1 : result;
}

int __wrap_rename(const char* from, const char* to) {
    return fails("rename") ? -1 : __real_rename(from, to);
}
}
