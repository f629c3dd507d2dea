#pragma once

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace vitrine::tests {

/// A safetensors file from its parts: the length of `header`, the header, the data.
inline std::string safetensorsOf(std::string_view header, std::string_view data) {
    std::string bytes;
    for (unsigned index = 0; index < 8; ++index) {
        bytes.push_back(static_cast<char>((std::uint64_t{header.size()} >> (8 * index)) & 0xFF));
    }
    return bytes.append(header).append(data);
}

inline std::span<const std::byte> bytesOfText(std::string_view text) {
    return std::as_bytes(std::span(text));
}

/// Two small tensors with metadata: what the byte flips and the fuzzing start from.
inline std::string smallSafetensors() {
    return safetensorsOf(R"({"__metadata__":{"format":"pt"},)"
                         R"("bias":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
                         R"("empty":{"dtype":"F16","shape":[0,3],"data_offsets":[8,8]},)"
                         R"("weight":{"dtype":"I8","shape":[2,3],"data_offsets":[8,14]}}  )",
                         "abcdefghijklmn");
}

inline QString quoted(const std::string& text) {
    return QString::fromStdString(text);
}

} // namespace vitrine::tests
