#include "core/run/control/controldesk.h"

#include "core/base/files.h"
#include "core/run/directory/folders.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <system_error>
#include <utility>

namespace vitrine::run {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kNameDigits = 20;

/// File systems stamp times in steps: a file that comes within the step of a listing would not
/// change the folder's time again.
constexpr std::int64_t kCoarsestClock = 2'100'000'000;

fs::path controlOf(const fs::path& runFolder) {
    return runFolder / "control";
}

std::int64_t nowNanoseconds() {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

/// Only names without a leading dot: temporary files and the lock have one.
bool isRequestName(const std::string& name) {
    return !name.starts_with(".") && name.ends_with(".json");
}

} // namespace

ControlDesk::ControlDesk(fs::path folder, std::string by, std::unique_ptr<FileLock> lock)
    : folder_(std::move(folder))
    , by_(std::move(by))
    , lock_(std::move(lock)) {}

Outcome<std::unique_ptr<ControlDesk>> ControlDesk::open(const fs::path& runFolder,
                                                        std::string by) {
    const fs::path folder = controlOf(runFolder);
    if (const auto made = makeFolder(folder); !made) {
        return made.as<std::unique_ptr<ControlDesk>>();
    }
    auto lock = FileLock::take(folder / ".lock");
    if (!lock) {
        return lock.as<std::unique_ptr<ControlDesk>>();
    }
    return std::unique_ptr<ControlDesk>(
        new ControlDesk(folder, std::move(by), *std::move(lock)));
}

Outcome<std::string> ControlDesk::send(ControlVerb verb, Json args) {
    const std::int64_t now = nowNanoseconds();
    last_ = std::max(last_ + 1, now);
    const std::string digits = std::to_string(last_);
    const std::string name = std::string(kNameDigits - digits.size(), '0') + digits + "-" +
                             std::to_string(::getpid());
    const ControlRequest wish{.id = name,
                              .verb = verb,
                              .args = std::move(args),
                              .by = by_,
                              .time = static_cast<double>(now) * 1e-9};
    // What the trainer would refuse is not sent at all.
    const auto request = requestFrom(toJson(wish), "the request");
    if (!request) {
        return request.as<std::string>();
    }
    const auto saved = saveAtomically(folder_ / (name + ".json"), toJson(*request).dump() + "\n");
    if (!saved) {
        return saved.as<std::string>();
    }
    return name;
}

ControlInbox::ControlInbox(const fs::path& runFolder)
    : folder_(controlOf(runFolder)) {}

std::vector<IncomingRequest> ControlInbox::look() {
    struct stat info {};
    if (::stat(folder_.c_str(), &info) != 0) {
        return {};
    }
    const std::int64_t changed = std::int64_t{info.st_mtim.tv_sec} * 1'000'000'000 +
                                 info.st_mtim.tv_nsec;
    if (changed == seen_) {
        return {};
    }
    const bool settled = nowNanoseconds() - changed > kCoarsestClock;
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator entry(folder_, error), end; !error && entry != end;
         entry.increment(error)) {
        if (isRequestName(entry->path().filename().string())) {
            files.push_back(entry->path());
        }
    }
    seen_ = settled && files.empty() ? changed : -1;
    std::ranges::sort(files);
    std::vector<IncomingRequest> requests;
    for (const fs::path& file : files) {
        requests.push_back(open(file));
    }
    return requests;
}

IncomingRequest ControlInbox::open(const fs::path& file) const {
    IncomingRequest incoming{.id = file.stem().string().substr(0, 64), .file = file};
    const auto json = readJson(file, {.bytes = kLargestRequest, .depth = 16});
    if (!json) {
        incoming.refusal = json.problem().what;
        return incoming;
    }
    auto request = json->object() != nullptr
                       ? requestFrom(*json, file.string())
                       : Outcome<ControlRequest>(Problem{"It is no JSON object", {}, {}});
    if (!request) {
        incoming.refusal = request.problem().what;
        return incoming;
    }
    incoming.id = request->id;
    incoming.request = *std::move(request);
    return incoming;
}

void ControlInbox::remove(const IncomingRequest& answered) {
    std::error_code error;
    // A folder under a request's name would stay for ever and be refused at every look.
    if (!fs::remove(answered.file, error) && error) {
        fs::rename(answered.file, folder_ / ("." + answered.file.filename().string()), error);
    }
}

Json answerTo(const IncomingRequest& incoming, bool ok, const std::string& message,
              std::int64_t effectiveStep) {
    Json::Object fields{{"id", incoming.id}};
    if (incoming.request) {
        fields.emplace_back("verb", nameOf(incoming.request->verb));
        fields.emplace_back("args", incoming.request->args);
    }
    fields.emplace_back("result", ok ? "ok" : "refused");
    fields.emplace_back("message", message);
    fields.emplace_back("effective", effectiveStep);
    return fields;
}

} // namespace vitrine::run
