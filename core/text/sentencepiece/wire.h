#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace vitrine::text {

/// Reads the fields of one protobuf message (proto2 wire format). The bytes come from a stranger:
/// no length is trusted, a varint has at most ten bytes, and a group, which no message here has, is
/// a fault.
class WireReader {
public:
    explicit WireReader(std::string_view bytes)
        : bytes_(bytes) {}

    struct Field {
        std::uint32_t number = 0;
        std::uint64_t value = 0; ///< of a varint or fixed field
        std::string_view bytes;  ///< of a field with a length
        enum class Type { Varint, Fixed64, Bytes, Fixed32 } type = Type::Varint;

        /// The value of a bool, int32 or enum; nothing if the field is of another type.
        [[nodiscard]] std::optional<std::int64_t> integer() const;
        [[nodiscard]] std::optional<float> number32() const;
    };

    /// The next field, or nothing at the end and after a fault.
    [[nodiscard]] std::optional<Field> next();

    /// Whether the message was broken.
    [[nodiscard]] bool failed() const { return failed_; }

    /// The byte at which reading stands.
    [[nodiscard]] std::size_t at() const { return at_; }

private:
    [[nodiscard]] std::optional<std::uint64_t> varint();
    [[nodiscard]] std::optional<std::uint64_t> fixed(std::size_t size);
    [[nodiscard]] std::optional<Field> fail();

    std::string_view bytes_;
    std::size_t at_ = 0;
    bool failed_ = false;
};

} // namespace vitrine::text
