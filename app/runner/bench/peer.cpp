#include "app/runner/bench/peer.h"

#include <sys/wait.h>

#include <fcntl.h>
#include <spawn.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <sstream>
#include <system_error>

namespace vitrine::app {

namespace {

std::string reason(int error) {
    return std::generic_category().message(error);
}

std::vector<std::string> environmentWithOneThread() {
    std::vector<std::string> variables;
    for (char** variable = environ; *variable != nullptr; ++variable) {
        variables.emplace_back(*variable);
    }
    for (const char* name : {"OMP_NUM_THREADS=1", "MKL_NUM_THREADS=1", "RAYON_NUM_THREADS=1",
                             "TOKENIZERS_PARALLELISM=false"}) {
        variables.emplace_back(name);
    }
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

} // namespace

Outcome<std::shared_ptr<Peer>> Peer::start(std::vector<std::string> words) {
    if (words.empty()) {
        return Problem{"The peer's command is empty", "--peer", {}};
    }
    std::array<int, 2> input{};
    std::array<int, 2> output{};
    if (pipe2(input.data(), O_CLOEXEC) != 0 || pipe2(output.data(), O_CLOEXEC) != 0) {
        return Problem{"No pipe to the peer: " + reason(errno), words.front(), {}};
    }
    std::signal(SIGPIPE, SIG_IGN); // a peer that dies is a Problem, not our end
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output[1], STDOUT_FILENO);
    auto variables = environmentWithOneThread();
    pid_t process = -1;
    const int error = posix_spawnp(&process, words.front().c_str(), &actions, nullptr,
                                   pointersTo(words).data(), pointersTo(variables).data());
    posix_spawn_file_actions_destroy(&actions);
    close(input[0]);
    close(output[1]);
    std::shared_ptr<Peer> peer(new Peer);
    peer->name_ = words.front();
    peer->toPeer_ = input[1];
    peer->fromPeer_ = output[0];
    if (error != 0) {
        return Problem{"The peer cannot be started: " + reason(error), words.front(), {}};
    }
    peer->process_ = process;
    return peer;
}

Peer::~Peer() {
    close(toPeer_); // its standard input ends, and with it the peer
    close(fromPeer_);
    if (process_ > 0) {
        waitpid(process_, nullptr, 0);
    }
}

Timed Peer::timedRun() {
    return [this]() -> Outcome<double> {
        const auto answer = ask("run");
        if (!answer) {
            return answer.as<double>();
        }
        const Json* milliseconds = answer->find("ms");
        if (milliseconds == nullptr || !milliseconds->isNumber() || milliseconds->number() <= 0) {
            return Problem{"The peer did not say how long it took", name_, {}};
        }
        return milliseconds->number();
    };
}

Outcome<Json> Peer::result() {
    return ask("result");
}

Outcome<Json> Peer::ask(const std::string& request) {
    const std::string line = request + "\n";
    for (std::size_t sent = 0; sent < line.size();) {
        const auto count = write(toPeer_, line.data() + sent, line.size() - sent);
        if (count < 0 && errno != EINTR) {
            return Problem{"The peer has ended: " + reason(errno), name_, {}};
        }
        sent += count > 0 ? static_cast<std::size_t>(count) : 0;
    }
    const auto answer = readLine();
    if (!answer) {
        return answer.as<Json>();
    }
    constexpr std::size_t kLargest = std::size_t{1} << 30;
    return parseJson(*answer, name_, {.bytes = kLargest, .depth = 64, .stringBytes = kLargest});
}

Outcome<std::string> Peer::readLine() {
    std::array<char, 65536> buffer{};
    for (;;) {
        if (const auto end = unread_.find('\n'); end != unread_.npos) {
            std::string line = unread_.substr(0, end);
            unread_.erase(0, end + 1);
            return line;
        }
        const auto count = read(fromPeer_, buffer.data(), buffer.size());
        if (count == 0 || (count < 0 && errno != EINTR)) {
            return Problem{"The peer has ended without an answer", name_, {}};
        }
        unread_.append(buffer.data(), count > 0 ? static_cast<std::size_t>(count) : 0);
    }
}

std::vector<std::string> wordsOf(const std::string& command) {
    std::istringstream text(command);
    std::vector<std::string> words;
    for (std::string word; text >> word;) {
        words.push_back(word);
    }
    return words;
}

} // namespace vitrine::app
