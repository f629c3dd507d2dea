#include "core/run/tensorboard/records.h"

#include "core/base/crc32c.h"

#include <bit>

namespace vitrine::run {

namespace {

enum class Wire : std::uint32_t { Varint = 0, Fixed64 = 1, Bytes = 2, Fixed32 = 5 };

void putVarint(std::string& to, std::uint64_t value) {
    while (value >= 0x80) {
        to.push_back(static_cast<char>((value & 0x7F) | 0x80));
        value >>= 7;
    }
    to.push_back(static_cast<char>(value));
}

void putTag(std::string& to, std::uint32_t field, Wire wire) {
    putVarint(to, (field << 3) | static_cast<std::uint32_t>(wire));
}

/// Little endian, whatever the machine's order.
void putWord(std::string& to, std::uint64_t word, int bytes) {
    for (int byte = 0; byte < bytes; ++byte) {
        to.push_back(static_cast<char>((word >> (8 * byte)) & 0xFF));
    }
}

void putDouble(std::string& to, std::uint32_t field, double value) {
    putTag(to, field, Wire::Fixed64);
    putWord(to, std::bit_cast<std::uint64_t>(value), 8);
}

void putFloat(std::string& to, std::uint32_t field, float value) {
    putTag(to, field, Wire::Fixed32);
    putWord(to, std::bit_cast<std::uint32_t>(value), 4);
}

void putWhole(std::string& to, std::uint32_t field, std::uint64_t value) {
    putTag(to, field, Wire::Varint);
    putVarint(to, value);
}

void putBytes(std::string& to, std::uint32_t field, std::string_view bytes) {
    putTag(to, field, Wire::Bytes);
    putVarint(to, bytes.size());
    to.append(bytes);
}

void putDoubles(std::string& to, std::uint32_t field, std::span<const double> values) {
    std::string packed;
    for (const double value : values) {
        putWord(packed, std::bit_cast<std::uint64_t>(value), 8);
    }
    putBytes(to, field, packed);
}

/// Event {1 wall_time, 2 step, 5 summary}. Step 0 is the default and not written.
std::string summaryEvent(double wall, std::int64_t step, std::string_view summary) {
    std::string event;
    putDouble(event, 1, wall);
    if (step != 0) {
        putWhole(event, 2, static_cast<std::uint64_t>(step));
    }
    putBytes(event, 5, summary);
    return event;
}

} // namespace

std::uint32_t maskedCrc(std::string_view bytes) {
    return std::rotr(crc32c(bytes), 15) + 0xA282EAD8U;
}

std::string recordOf(std::string_view payload) {
    std::string length;
    putWord(length, payload.size(), 8);
    std::string record = length;
    putWord(record, maskedCrc(length), 4);
    record.append(payload);
    putWord(record, maskedCrc(payload), 4);
    return record;
}

std::string versionEvent(double wall) {
    std::string event;
    putDouble(event, 1, wall);
    putBytes(event, 3, "brain.Event:2");
    return event;
}

std::string scalarEvent(double wall, std::int64_t step, std::span<const Scalar> values) {
    std::string summary;
    for (const Scalar& scalar : values) {
        std::string value;
        putBytes(value, 1, scalar.tag);
        putFloat(value, 2, static_cast<float>(scalar.value));
        putBytes(summary, 1, value);
    }
    return summaryEvent(wall, step, summary);
}

std::string textEvent(double wall, std::int64_t step, std::string_view tag,
                      std::string_view text) {
    constexpr std::uint64_t kStringType = 7;
    std::string size;
    putWhole(size, 1, 1);
    std::string shape;
    putBytes(shape, 2, size);
    std::string tensor;
    putWhole(tensor, 1, kStringType);
    putBytes(tensor, 2, shape);
    putBytes(tensor, 8, text);
    std::string plugin;
    putBytes(plugin, 1, "text");
    std::string metadata;
    putBytes(metadata, 1, plugin);
    std::string value;
    putBytes(value, 1, tag);
    putBytes(value, 8, tensor);
    putBytes(value, 9, metadata);
    std::string summary;
    putBytes(summary, 1, value);
    return summaryEvent(wall, step, summary);
}

std::string histogramEvent(double wall, std::int64_t step, std::string_view tag,
                           const Histogram& histogram) {
    double count = 0;
    for (const double each : histogram.counts) {
        count += each;
    }
    std::string proto;
    putDouble(proto, 1, histogram.least);
    putDouble(proto, 2, histogram.most);
    putDouble(proto, 3, count);
    putDouble(proto, 4, histogram.sum);
    putDouble(proto, 5, histogram.sumOfSquares);
    // A bucket is named by its upper limit; the first edge is the least value.
    putDoubles(proto, 6, std::span(histogram.edges).subspan(1));
    putDoubles(proto, 7, histogram.counts);
    std::string value;
    putBytes(value, 1, tag);
    putBytes(value, 5, proto);
    std::string summary;
    putBytes(summary, 1, value);
    return summaryEvent(wall, step, summary);
}

} // namespace vitrine::run
