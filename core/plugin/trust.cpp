#include "core/plugin/trust.h"

#include "core/base/posix.h"

#include <sys/stat.h>
#include <unistd.h>

namespace vitrine::plugin {

namespace {

namespace fs = std::filesystem;

Problem untrusted(const fs::path& folder, std::string what, std::string advice) {
    return {std::move(what), folder.string(), std::move(advice)};
}

Outcome<struct stat> factsOf(const fs::path& folder) {
    struct stat facts {};
    if (::lstat(folder.c_str(), &facts) != 0) {
        return untrusted(folder, "The plugin folder cannot be looked at: " + reasonOf(errno),
                         "Check the folder");
    }
    if (!S_ISDIR(facts.st_mode)) {
        return untrusted(folder, "The plugin folder is a link or no folder",
                         "Put a real folder there");
    }
    return facts;
}

bool isOwn(const struct stat& facts) {
    return facts.st_uid == ::geteuid();
}

bool isSystems(const struct stat& facts) {
    return facts.st_uid == 0;
}

bool writableByOthers(const struct stat& facts) {
    return (facts.st_mode & (S_IWGRP | S_IWOTH)) != 0 && (facts.st_mode & S_ISVTX) == 0;
}

Outcome<Done> checkParents(const fs::path& folder) {
    for (fs::path parent = folder.parent_path();; parent = parent.parent_path()) {
        const auto facts = factsOf(parent);
        if (!facts) {
            return facts.as<Done>();
        }
        if (writableByOthers(*facts) || !(isOwn(*facts) || isSystems(*facts))) {
            return untrusted(parent, "A folder above the plugins can be written by others",
                             "Take the right away: chmod go-w");
        }
        if (parent == parent.root_path()) {
            return Done{};
        }
    }
}

} // namespace

Outcome<Done> checkPersonalFolder(const fs::path& folder) {
    const auto facts = factsOf(folder);
    if (!facts) {
        return facts.as<Done>();
    }
    if (!isOwn(*facts)) {
        return untrusted(folder, "The plugin folder belongs to somebody else",
                         "Make a folder of your own");
    }
    if ((facts->st_mode & 07777) != 0700) {
        return untrusted(folder, "The plugin folder is open to others",
                         "Close it: chmod 700");
    }
    std::error_code unreadable;
    const fs::path whole = fs::canonical(folder, unreadable);
    if (unreadable) {
        return untrusted(folder, "The plugin folder cannot be found: " + unreadable.message(),
                         "Check the folder");
    }
    return checkParents(whole);
}

Outcome<Done> checkInstalledFolder(const fs::path& folder) {
    const auto facts = factsOf(folder);
    if (!facts) {
        return facts.as<Done>();
    }
    if (!isOwn(*facts) && !isSystems(*facts)) {
        return untrusted(folder, "The installed plugins belong to somebody else",
                         "Install the program again");
    }
    if ((facts->st_mode & S_IWOTH) != 0) {
        return untrusted(folder, "Everybody can write into the installed plugins",
                         "Take the right away: chmod o-w");
    }
    return Done{};
}

} // namespace vitrine::plugin
