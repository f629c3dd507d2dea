#pragma once

#include <filesystem>
#include <string>
#include <tuple>

namespace vitrine::app {

/// Names an opened model: its folder and the device it is on.
struct ModelKey {
    std::filesystem::path folder;
    std::string device = "cpu";

    [[nodiscard]] bool empty() const { return folder.empty(); }
    bool operator==(const ModelKey&) const = default;

    bool operator<(const ModelKey& other) const {
        return std::tie(folder, device) < std::tie(other.folder, other.device);
    }
};

} // namespace vitrine::app
