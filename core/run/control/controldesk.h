#pragma once

#include "core/base/outcome.h"
#include "core/run/control/request.h"
#include "core/run/directory/runlock.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::run {

/// The window's side: sends requests into a run's control folder. The first window of a run holds
/// control/.lock; others read only and get a Problem that names it.
class ControlDesk {
public:
    [[nodiscard]] static Outcome<std::unique_ptr<ControlDesk>>
    open(const std::filesystem::path& runFolder, std::string by);

    /// Answers the id under which the run's ctl event will speak of it.
    [[nodiscard]] Outcome<std::string> send(ControlVerb verb, Json args = Json::Object{});

private:
    ControlDesk(std::filesystem::path folder, std::string by, std::unique_ptr<FileLock> lock);

    std::filesystem::path folder_;
    std::string by_;
    std::unique_ptr<FileLock> lock_;
    std::int64_t last_ = 0; ///< nanoseconds of the last name: names never repeat
};

/// A request as the trainer found it: either in order or refused with a reason.
struct IncomingRequest {
    std::string id; ///< of the request; of a malformed one, its file's name
    std::optional<ControlRequest> request;
    std::string refusal; ///< why not, for the ctl event
    std::filesystem::path file;
};

/// The trainer's side, on rank 0.
class ControlInbox {
public:
    explicit ControlInbox(const std::filesystem::path& runFolder);

    /// What has come since, in the order it was sent; each until it is removed. Costs one stat of
    /// the folder where nothing has changed. Never fails: what cannot be read is a refusal.
    [[nodiscard]] std::vector<IncomingRequest> look();

    /// After the ctl event with its id has been appended and flushed.
    void remove(const IncomingRequest& answered);

private:
    [[nodiscard]] IncomingRequest open(const std::filesystem::path& file) const;

    std::filesystem::path folder_;
    std::int64_t seen_ = -1; ///< time of change of the folder, nanoseconds, at the last listing
};

/// The fields of the ctl event that answers a request: id, verb, args, result, message, effective.
[[nodiscard]] Json answerTo(const IncomingRequest& incoming, bool ok, const std::string& message,
                            std::int64_t effectiveStep);

} // namespace vitrine::run
