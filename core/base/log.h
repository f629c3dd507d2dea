#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace vitrine {

enum class LogLevel { Debug, Information, Warning, Error };

/// One line of a log. Nothing is logged in a loop per token.
struct LogLine {
    LogLevel level = LogLevel::Information;
    std::string category; ///< the folder that speaks: "neural.weights"
    std::string text;

    bool operator==(const LogLine&) const = default;
};

/// Where the core sends its lines: a callback that the program sets, handed down by value. A log
/// without one drops everything. The callback runs on the logging thread and must be safe there.
class Log {
public:
    using Sink = std::function<void(const LogLine&)>;

    Log() = default;

    explicit Log(Sink sink, LogLevel threshold = LogLevel::Information)
        : sink_(std::move(sink))
        , threshold_(threshold) {}

    /// Whether a line of that level would be heard: ask before making a costly text.
    [[nodiscard]] bool hears(LogLevel level) const { return sink_ && level >= threshold_; }

    void write(LogLevel level, std::string_view category, std::string_view text) const {
        if (hears(level)) {
            sink_({level, std::string(category), std::string(text)});
        }
    }

private:
    Sink sink_;
    LogLevel threshold_ = LogLevel::Information;
};

} // namespace vitrine
