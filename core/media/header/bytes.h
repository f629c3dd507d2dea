#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace vitrine::media {

/// The bytes of a file as numbers. Whatever lies past the end reads as 0, so that parsers check
/// lengths where it matters and can never leave the file.
class Bytes {
public:
    explicit Bytes(std::span<const std::byte> file)
        : file_(file) {}

    [[nodiscard]] std::uint64_t size() const { return file_.size(); }

    [[nodiscard]] bool has(std::uint64_t at, std::uint64_t count) const {
        return at <= size() && count <= size() - at;
    }

    [[nodiscard]] std::uint8_t byte(std::uint64_t at) const {
        return at < size() ? static_cast<std::uint8_t>(file_[at]) : std::uint8_t{0};
    }

    /// The most significant byte first.
    [[nodiscard]] std::uint32_t big(std::uint64_t at, int count) const {
        std::uint32_t value = 0;
        for (int index = 0; index < count; ++index) {
            value = value << 8 | byte(at + static_cast<std::uint64_t>(index));
        }
        return value;
    }

    /// The least significant byte first.
    [[nodiscard]] std::uint32_t little(std::uint64_t at, int count) const {
        std::uint32_t value = 0;
        for (int index = count - 1; index >= 0; --index) {
            value = value << 8 | byte(at + static_cast<std::uint64_t>(index));
        }
        return value;
    }

    [[nodiscard]] bool startsWith(std::string_view text, std::uint64_t at = 0) const {
        if (!has(at, text.size())) {
            return false;
        }
        for (std::size_t index = 0; index < text.size(); ++index) {
            if (byte(at + index) != static_cast<std::uint8_t>(text[index])) {
                return false;
            }
        }
        return true;
    }

    /// A part of the file; cut where it would leave it.
    [[nodiscard]] Bytes part(std::uint64_t at, std::uint64_t count) const {
        if (at >= size()) {
            return Bytes({});
        }
        return Bytes(file_.subspan(at, count < size() - at ? count : size() - at));
    }

private:
    std::span<const std::byte> file_;
};

} // namespace vitrine::media
