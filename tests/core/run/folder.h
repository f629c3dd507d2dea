#pragma once

#include "core/base/files.h"

#include <QTemporaryDir>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace vitrine::tests {

/// A folder of a test's own, gone with it.
class Folder {
public:
    [[nodiscard]] std::filesystem::path path() const { return folder_.path().toStdString(); }

    [[nodiscard]] std::filesystem::path operator/(std::string_view name) const {
        return path() / name;
    }

private:
    QTemporaryDir folder_;
};

inline void put(const std::filesystem::path& file, std::string_view text) {
    std::ofstream(file, std::ios::binary) << text;
}

inline std::string get(const std::filesystem::path& file) {
    const auto text = readFile(file, std::size_t{1} << 30);
    return text ? *text : "unreadable: " + text.problem().text();
}

} // namespace vitrine::tests
