#include "core/run/checkpoint/checkpointstore.h"

#include "core/base/files.h"
#include "core/base/posix.h"
#include "core/run/checkpoint/contentfiles.h"
#include "core/run/directory/folders.h"
#include "core/run/directory/process.h"
#include "core/run/directory/rundirectory.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <system_error>

namespace vitrine::run {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t kSpareBytes = std::uint64_t{256} << 20;
constexpr std::string_view kTemporaryPrefix = ".tmp-";
constexpr std::string_view kKeepMark = "KEEP";

/// The pid in ".tmp-step-00000010-4711".
std::int64_t pidOf(const std::string& name) {
    const std::size_t dash = name.rfind('-');
    std::int64_t pid = 0;
    const char* end = name.data() + name.size();
    const auto parsed = std::from_chars(name.data() + dash + 1, end, pid);
    return parsed.ec == std::errc() && parsed.ptr == end ? pid : 0;
}

} // namespace

fs::path CheckpointStore::folderOf(std::int64_t step) const {
    return folder_ / stepName(step);
}

bool CheckpointStore::keptByHand(std::int64_t step) const {
    std::error_code error;
    return fs::exists(folderOf(step) / kKeepMark, error);
}

Outcome<Done> CheckpointStore::requireSpace(std::uint64_t bytes) const {
    const std::uint64_t wanted = bytes + bytes / 10 + kSpareBytes;
    const auto free = freeBytes(folder_);
    if (free && *free < wanted) {
        return Problem{"The checkpoint is put off: it needs " + sizeText(wanted) +
                           " of free space, there are " + sizeText(*free),
                       folder_.string(), "Free some space; the earlier checkpoints are untouched"};
    }
    return Done{};
}

Outcome<std::optional<SavedCheckpoint>>
CheckpointStore::existing(const CheckpointContent& content) const {
    using Found = std::optional<SavedCheckpoint>;
    const fs::path folder = folderOf(content.step);
    std::error_code error;
    if (!fs::exists(fs::symlink_status(folder, error))) {
        return Found();
    }
    const auto manifest = readManifest(folder);
    if (manifest && manifest->configHash == content.configHash && verifyFiles(folder, *manifest)) {
        return Found(SavedCheckpoint{.folder = folder, .manifest = *manifest, .verified = true});
    }
    const auto aside = setAside(folder);
    return aside ? Outcome<Found>(Found()) : aside.as<Found>();
}

Outcome<Done> CheckpointStore::publish(const fs::path& temporary, const fs::path& final) const {
    if (auto synced = syncFolder(temporary); !synced) {
        return synced;
    }
    if (auto moved = moveTo(temporary, final); !moved) {
        return moved;
    }
    if (auto synced = syncFolder(folder_); !synced) {
        return synced;
    }
    return saveAtomically(folder_ / "LATEST", final.filename().string() + "\n", {.durable = true});
}

Outcome<SavedCheckpoint> CheckpointStore::save(const CheckpointContent& content,
                                               const Tick& tick) const {
    const auto begin = std::chrono::steady_clock::now();
    const auto there = existing(content);
    if (!there) {
        return there.as<SavedCheckpoint>();
    }
    auto saved = *there ? Outcome<SavedCheckpoint>(**there) : writeNew(content, tick);
    if (!saved) {
        return saved;
    }
    if (content.why == "request") {
        const auto marked =
            saveAtomically(saved->folder / kKeepMark, "asked for by hand\n", {.durable = true});
        if (!marked) {
            return marked.as<SavedCheckpoint>();
        }
    }
    using Seconds = std::chrono::duration<double>;
    saved->seconds = Seconds(std::chrono::steady_clock::now() - begin).count();
    return saved;
}

Outcome<SavedCheckpoint> CheckpointStore::writeNew(const CheckpointContent& content,
                                                   const Tick& tick) const {
    if (const auto enough = requireSpace(content.bytes()); !enough) {
        return enough.as<SavedCheckpoint>();
    }
    const fs::path temporary = folder_ / (std::string(kTemporaryPrefix) + stepName(content.step) +
                                          "-" + std::to_string(::getpid()));
    std::error_code error;
    fs::remove_all(temporary, error);
    if (const auto made = makeFolder(temporary); !made) {
        return made.as<SavedCheckpoint>();
    }
    auto saved = writeInto(temporary, content, tick);
    fs::remove_all(temporary, error); // gone already if all went well
    return saved;
}

Outcome<SavedCheckpoint> CheckpointStore::writeInto(const fs::path& temporary,
                                                    const CheckpointContent& content,
                                                    const Tick& tick) const {
    const auto manifest = writeContent(temporary, content, tick);
    if (!manifest) {
        return manifest.as<SavedCheckpoint>();
    }
    const std::string text = toJson(*manifest).dump(/*indent=*/2) + "\n";
    if (const auto listed = saveAtomically(temporary / "MANIFEST.json", text); !listed) {
        return listed.as<SavedCheckpoint>();
    }
    const fs::path final = folderOf(content.step);
    if (const auto published = publish(temporary, final); !published) {
        return published.as<SavedCheckpoint>();
    }
    if (const auto sound = verifyFiles(final, *manifest); !sound) {
        return sound.as<SavedCheckpoint>();
    }
    return SavedCheckpoint{.folder = final, .manifest = *manifest, .verified = true};
}

std::vector<std::int64_t> CheckpointStore::steps() const {
    std::vector<std::int64_t> steps;
    std::error_code error;
    for (fs::directory_iterator entry(folder_, error), end; !error && entry != end;
         entry.increment(error)) {
        const std::int64_t step = stepOf(entry->path().filename().string());
        if (step >= 0) {
            steps.push_back(step);
        }
    }
    std::ranges::sort(steps);
    return steps;
}

FoundCheckpoints CheckpointStore::newest(std::int64_t upTo) const {
    FoundCheckpoints found;
    const std::vector<std::int64_t> all = steps();
    for (auto step = all.rbegin(); step != all.rend(); ++step) {
        if (*step > upTo) {
            continue;
        }
        const fs::path folder = folderOf(*step);
        const auto manifest = readManifest(folder);
        const auto sound = manifest ? verifyFiles(folder, *manifest) : manifest.as<Done>();
        if (sound && manifest->step == *step) {
            found.newest =
                SavedCheckpoint{.folder = folder, .manifest = *manifest, .verified = true};
            return found;
        }
        found.skipped.push_back(sound ? Problem{"The checkpoint's manifest names another step",
                                                folder.string(), "Rename the folder back"}
                                      : sound.problem());
    }
    return found;
}

Outcome<Done> CheckpointStore::setAside(const fs::path& checkpoint) const {
    const fs::path aside = folder_ / "superseded";
    if (auto made = makeFolder(aside); !made) {
        return made;
    }
    fs::path target = aside / checkpoint.filename();
    std::error_code error;
    for (int number = 2; fs::exists(fs::symlink_status(target, error)); ++number) {
        target = aside / (checkpoint.filename().string() + "." + std::to_string(number));
    }
    if (auto moved = moveTo(checkpoint, target); !moved) {
        return moved;
    }
    return syncFolder(folder_);
}

Outcome<Done> CheckpointStore::remove(std::int64_t step) const {
    // The name of what a dead process leaves, so that the next start removes the rest of it.
    const fs::path doomed = folder_ / (std::string(kTemporaryPrefix) + "remove-" +
                                       stepName(step) + "-" + std::to_string(::getpid()));
    if (auto moved = moveTo(folderOf(step), doomed); !moved) {
        return moved;
    }
    std::error_code error;
    fs::remove_all(doomed, error);
    if (error) {
        return Problem{"An old checkpoint cannot be deleted: " + error.message(), doomed.string(),
                       "Delete the folder by hand"};
    }
    return Done{};
}

Outcome<Done> CheckpointStore::supersedeAfter(std::int64_t step) const {
    for (const std::int64_t later : steps()) {
        if (later > step) {
            if (auto moved = setAside(folderOf(later)); !moved) {
                return moved;
            }
        }
    }
    return Done{};
}

void CheckpointStore::removeLeftovers() const {
    std::error_code error;
    std::vector<fs::path> doomed;
    for (fs::directory_iterator entry(folder_, error), end; !error && entry != end;
         entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        const bool temporary = name.starts_with(kTemporaryPrefix);
        if (temporary && (pidOf(name) == ::getpid() || !startTimeOf(pidOf(name)))) {
            doomed.push_back(entry->path());
        }
    }
    for (const fs::path& path : doomed) {
        fs::remove_all(path, error);
    }
}

} // namespace vitrine::run
