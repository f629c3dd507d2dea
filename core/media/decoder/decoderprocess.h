#pragma once

#include "core/base/outcome.h"
#include "core/base/posix.h"

#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <string>

namespace vitrine::media {

/// The program `vitrine-decode`, running, and the socket to it.
class DecoderProcess {
public:
    /// Starts the program without a shell, its standard streams closed, OpenCV's limits in its
    /// environment: that library reads them before `main`.
    [[nodiscard]] static Outcome<std::unique_ptr<DecoderProcess>>
    start(const std::filesystem::path& program);

    /// Kills it where it still runs.
    ~DecoderProcess();
    DecoderProcess(const DecoderProcess&) = delete;
    DecoderProcess& operator=(const DecoderProcess&) = delete;

    [[nodiscard]] int socket() const { return socket_.number(); }
    [[nodiscard]] pid_t id() const { return process_; }

    [[nodiscard]] bool alive() const { return process_ >= 0; } ///< end() was not called yet

    /// Whether it still runs: somebody else may have ended it since it was last asked.
    [[nodiscard]] bool running();

    /// Kills it if need be and says how it ended: "was killed by signal 9".
    [[nodiscard]] std::string end();

private:
    DecoderProcess(pid_t process, int socket)
        : process_(process)
        , socket_(socket) {}

    pid_t process_;
    Descriptor socket_;
};

/// Where the program lies: beside the running one, or one folder above it.
[[nodiscard]] std::filesystem::path decoderProgram();

} // namespace vitrine::media
