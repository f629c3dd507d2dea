#pragma once

#include "core/base/json.h"
#include "core/base/outcome.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vitrine::run {

inline constexpr std::int64_t kRunSchema = 1;

/// What config.json holds: written once, when the run is created, and never again.
struct RunConfig {
    std::string kind = "train"; ///< or "sweep"
    std::string id;             ///< six hexadecimal digits
    std::string name;
    std::string created; ///< UTC, ISO 8601
    Json recipe;         ///< as given
    Json resolved;       ///< every default filled in
    /// What was hashed ("model", "data", "tokenizer") → SHA-256 of its contents.
    std::vector<std::pair<std::string, std::string>> hashes;
    std::string code;  ///< version of this program
    std::string torch; ///< version of LibTorch; empty where it takes no part
    std::vector<std::string> command;

    [[nodiscard]] std::string hashOf(std::string_view what) const; ///< empty if not there
    bool operator==(const RunConfig&) const = default;
};

[[nodiscard]] Json toJson(const RunConfig& config);
[[nodiscard]] Outcome<RunConfig> configFrom(const Json& json, std::string_view where);

/// SHA-256 of `resolved`: what a checkpoint must agree with.
[[nodiscard]] std::string configHash(const RunConfig& config);

/// Six hexadecimal digits for a new run, different at every call.
[[nodiscard]] std::string newRunId();

/// "2026-11-22T20:15:00Z" for seconds since 1970.
[[nodiscard]] std::string utcText(std::int64_t seconds);

/// "2026-11-22-gpt2-shakespeare-a1b2c3": what a new run's folder is called. Characters of the name
/// other than letters, digits, dots and dashes become dashes.
[[nodiscard]] std::string runFolderName(const RunConfig& config);

} // namespace vitrine::run
