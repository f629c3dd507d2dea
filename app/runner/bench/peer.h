#pragma once

#include "app/runner/bench/pairs.h"
#include "core/base/json.h"
#include "core/base/outcome.h"

#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

namespace vitrine::app {

/// Another program that does the same work, kept running so that its start is not counted. It reads
/// lines from its standard input and answers each with one line of JSON: to `run` with
/// {"ms": …}, measured by its own clock; to `result` with what it computed.
class Peer {
public:
    /// Starts the program with its arguments, without a shell, one thread asked of it by the usual
    /// variables. A Problem if it cannot be started.
    [[nodiscard]] static Outcome<std::shared_ptr<Peer>> start(std::vector<std::string> words);

    ~Peer();
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;

    /// One timed run, for interleave().
    [[nodiscard]] Timed timedRun();

    [[nodiscard]] Outcome<Json> result();

private:
    Peer() = default;

    [[nodiscard]] Outcome<Json> ask(const std::string& request);
    [[nodiscard]] Outcome<std::string> readLine();

    std::string name_;
    pid_t process_ = -1;
    int toPeer_ = -1;
    int fromPeer_ = -1;
    std::string unread_;
};

/// A command as words: split at blanks, quotes not honoured.
[[nodiscard]] std::vector<std::string> wordsOf(const std::string& command);

} // namespace vitrine::app
