#include "core/media/decoder/decoderprocess.h"

#include "core/media/limits.h"

#include <sys/socket.h>
#include <sys/wait.h>

#include <fcntl.h>
#include <spawn.h>

#include <array>
#include <csignal>
#include <system_error>
#include <vector>

namespace vitrine::media {

namespace {

namespace fs = std::filesystem;

/// Where the program finds its socket.
constexpr int kSocketNumber = 3;

std::vector<std::string> environmentWithLimits() {
    const MediaLimits limits;
    std::vector<std::string> variables;
    for (char** variable = environ; *variable != nullptr; ++variable) {
        const std::string_view text(*variable);
        if (!text.starts_with("OPENCV_") && !text.starts_with("OMP_")) {
            variables.emplace_back(text);
        }
    }
    variables.push_back("OPENCV_IO_MAX_IMAGE_WIDTH=" + std::to_string(limits.side));
    variables.push_back("OPENCV_IO_MAX_IMAGE_HEIGHT=" + std::to_string(limits.side));
    variables.push_back("OPENCV_IO_MAX_IMAGE_PIXELS=" + std::to_string(limits.pixels));
    variables.emplace_back("OPENCV_LOG_LEVEL=SILENT");
    variables.emplace_back("OMP_NUM_THREADS=1");
    return variables;
}

std::vector<char*> pointersTo(std::vector<std::string>& words) {
    std::vector<char*> pointers;
    for (std::string& word : words) {
        pointers.push_back(word.data());
    }
    pointers.push_back(nullptr);
    return pointers;
}

/// Null on success, else the error number.
int spawn(const fs::path& program, int socket, pid_t& process) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0);
    }
    posix_spawn_file_actions_adddup2(&actions, socket, kSocketNumber);
    std::vector<std::string> words{program.string()};
    auto variables = environmentWithLimits();
    const int error = posix_spawn(&process, program.c_str(), &actions, nullptr,
                                  pointersTo(words).data(), pointersTo(variables).data());
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

} // namespace

fs::path decoderProgram() {
    constexpr const char* kName = "vitrine-decode";
    std::error_code ignored;
    const fs::path folder = fs::read_symlink("/proc/self/exe", ignored).parent_path();
    for (const fs::path& candidate : {folder / kName, folder.parent_path() / kName}) {
        if (fs::is_regular_file(candidate, ignored)) {
            return candidate;
        }
    }
    return folder / kName;
}

Outcome<std::unique_ptr<DecoderProcess>> DecoderProcess::start(const fs::path& program) {
    std::array<int, 2> sockets{};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets.data()) != 0) {
        return Problem{"No connection to the decoder: " + reasonOf(errno), program.string(),
                       "Close other programs"};
    }
    const Descriptor theirs(sockets[1]);
    std::unique_ptr<DecoderProcess> decoder(new DecoderProcess(-1, sockets[0]));
    if (const int error = spawn(program, theirs.number(), decoder->process_); error != 0) {
        decoder->process_ = -1;
        return Problem{"The decoder cannot be started: " + reasonOf(error), program.string(),
                       "Install vitrine-decode beside this program"};
    }
    return decoder;
}

bool DecoderProcess::running() {
    if (process_ >= 0 &&
        retryInterrupted([&] { return ::waitpid(process_, nullptr, WNOHANG); }) != 0) {
        process_ = -1;
    }
    return process_ >= 0;
}

std::string DecoderProcess::end() {
    if (process_ < 0) {
        return "had ended already";
    }
    int status = 0;
    const pid_t ended =
        retryInterrupted([&] { return ::waitpid(process_, &status, WNOHANG); });
    if (ended == 0) {
        ::kill(process_, SIGKILL);
        retryInterrupted([&] { return ::waitpid(process_, &status, 0); });
    }
    process_ = -1;
    return WIFSIGNALED(status) ? "was killed by signal " + std::to_string(WTERMSIG(status))
                               : "ended with code " + std::to_string(WEXITSTATUS(status));
}

DecoderProcess::~DecoderProcess() {
    (void)end();
}

} // namespace vitrine::media
