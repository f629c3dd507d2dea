#pragma once

#include "core/base/files.h"

#include <QtGlobal>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace vitrine::tests {

inline const std::filesystem::path kMediaGoldens = VITRINE_SOURCE_DIR "/tests/golden/media";

/// The small pictures that the goldens' script made, by name.
inline std::vector<std::string> pictureFiles() {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(kMediaGoldens)) {
        const std::string ending = entry.path().extension().string();
        if (ending != ".py" && ending != ".json" && ending != ".safetensors") {
            names.push_back(entry.path().filename().string());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

/// A file of the goldens as bytes; ends the test where it is missing.
inline std::string bytesOfGolden(const std::string& name) {
    auto bytes = readFile(kMediaGoldens / name, std::size_t{1} << 24);
    if (!bytes) {
        qFatal("%s", bytes.problem().text().c_str());
    }
    return *std::move(bytes);
}

inline std::span<const std::byte> spanOf(const std::string& bytes) {
    return std::as_bytes(std::span(bytes.data(), bytes.size()));
}

} // namespace vitrine::tests
