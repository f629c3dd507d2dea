#pragma once

#include <filesystem>
#include <string>

#include <unistd.h>

namespace vitrine::app {

/// A folder that goes when the bench ends.
class TemporaryFolder {
public:
    TemporaryFolder()
        : path_(std::filesystem::temp_directory_path() /
                ("vitrine-bench-" + std::to_string(::getpid()))) {
        std::filesystem::create_directories(path_);
    }

    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

} // namespace vitrine::app
