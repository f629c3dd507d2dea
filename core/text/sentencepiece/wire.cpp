#include "core/text/sentencepiece/wire.h"

#include <bit>

namespace vitrine::text {

namespace {

constexpr int kVarintBits = 64;
constexpr std::uint64_t kLargestFieldNumber = (std::uint64_t{1} << 29) - 1;

} // namespace

std::optional<std::int64_t> WireReader::Field::integer() const {
    return type == Type::Varint ? std::optional(static_cast<std::int64_t>(value)) : std::nullopt;
}

std::optional<float> WireReader::Field::number32() const {
    return type == Type::Fixed32
               ? std::optional(std::bit_cast<float>(static_cast<std::uint32_t>(value)))
               : std::nullopt;
}

std::optional<std::uint64_t> WireReader::varint() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < kVarintBits && at_ < bytes_.size(); shift += 7) {
        const auto byte = static_cast<unsigned char>(bytes_[at_++]);
        value |= std::uint64_t{byte & 0x7FU} << shift;
        if (byte < 0x80) {
            return value;
        }
    }
    return std::nullopt;
}

std::optional<std::uint64_t> WireReader::fixed(std::size_t size) {
    if (bytes_.size() - at_ < size) {
        return std::nullopt;
    }
    std::uint64_t value = 0;
    for (std::size_t i = size; i > 0; --i) {
        value = value << 8 | static_cast<unsigned char>(bytes_[at_ + i - 1]);
    }
    at_ += size;
    return value;
}

std::optional<WireReader::Field> WireReader::fail() {
    failed_ = true;
    return std::nullopt;
}

std::optional<WireReader::Field> WireReader::next() {
    if (failed_ || at_ == bytes_.size()) {
        return std::nullopt;
    }
    const auto key = varint();
    if (!key || *key >> 3 == 0 || *key >> 3 > kLargestFieldNumber) {
        return fail();
    }
    Field field;
    field.number = static_cast<std::uint32_t>(*key >> 3);
    std::optional<std::uint64_t> value;
    switch (*key & 7U) {
    case 0:
        value = varint();
        break;
    case 1:
        field.type = Field::Type::Fixed64;
        value = fixed(8);
        break;
    case 2:
        field.type = Field::Type::Bytes;
        value = varint();
        if (!value || *value > bytes_.size() - at_) {
            return fail();
        }
        field.bytes = bytes_.substr(at_, static_cast<std::size_t>(*value));
        at_ += field.bytes.size();
        break;
    case 5:
        field.type = Field::Type::Fixed32;
        value = fixed(4);
        break;
    default:
        return fail();
    }
    if (!value) {
        return fail();
    }
    field.value = *value;
    return field;
}

} // namespace vitrine::text
