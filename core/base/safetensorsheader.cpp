#include "core/base/safetensors.h"

#include "core/base/jsonreader.h"
#include "core/base/safetensorsevents.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace vitrine {

namespace {

constexpr std::size_t kLengthBytes = 8;
constexpr std::uint64_t kMaxHeaderBytes = 100'000'000;
constexpr std::size_t kMaxDepth = 8;
constexpr std::size_t kMaxStringBytes = 4096;
constexpr std::uint64_t kMaxElements = std::uint64_t{1} << 48;

struct DtypeRow {
    Dtype dtype;
    std::string_view name;
    std::size_t bytes;
};

constexpr std::array<DtypeRow, 16> kDtypes{{
    {Dtype::Bool, "BOOL", 1},
    {Dtype::U8, "U8", 1},
    {Dtype::I8, "I8", 1},
    {Dtype::F8E4M3, "F8_E4M3", 1},
    {Dtype::F8E5M2, "F8_E5M2", 1},
    {Dtype::I16, "I16", 2},
    {Dtype::U16, "U16", 2},
    {Dtype::F16, "F16", 2},
    {Dtype::BF16, "BF16", 2},
    {Dtype::I32, "I32", 4},
    {Dtype::U32, "U32", 4},
    {Dtype::F32, "F32", 4},
    {Dtype::I64, "I64", 8},
    {Dtype::U64, "U64", 8},
    {Dtype::F64, "F64", 8},
    {Dtype::C64, "C64", 8},
}};

const DtypeRow& rowOf(Dtype dtype) {
    return *std::ranges::find(kDtypes, dtype, &DtypeRow::dtype);
}

Problem refused(std::string_view where, const std::string& what) {
    return {.what = "The weights are not a sound safetensors file: " + what,
            .where = std::string(where),
            .advice = "Get the file again from its source"};
}

std::string inTensor(const std::string& name) {
    return " in tensor \"" + name + "\"";
}

std::uint64_t littleEndian(std::span<const std::byte> bytes) {
    std::uint64_t value = 0;
    for (std::size_t index = kLengthBytes; index-- > 0;) {
        value = (value << 8) | std::to_integer<std::uint64_t>(bytes[index]);
    }
    return value;
}

/// The header's text, or what is wrong with the file's length.
Outcome<std::string_view> headerText(std::span<const std::byte> file, std::string_view where) {
    if (file.size() < kLengthBytes) {
        return refused(where, "it has only " + std::to_string(file.size()) + " bytes");
    }
    const std::uint64_t length = littleEndian(file);
    if (length > kMaxHeaderBytes) {
        return refused(where, "its header claims " + std::to_string(length) +
                                  " bytes, the limit is " + std::to_string(kMaxHeaderBytes));
    }
    if (length > file.size() - kLengthBytes) {
        return refused(where, "its header claims " + std::to_string(length) +
                                  " bytes, the file has only " +
                                  std::to_string(file.size() - kLengthBytes) + " after the length");
    }
    const auto* begin = reinterpret_cast<const char*>(file.data()) + kLengthBytes;
    const std::string_view text(begin, static_cast<std::size_t>(length));
    if (text.empty() || text.front() != '{') {
        return refused(where, "its header does not begin with {");
    }
    return text;
}

/// Elements of a shape, or nothing above the limit. Sizes of zero do not hide a factor that would
/// overflow elsewhere.
std::optional<std::uint64_t> elementsOf(std::span<const std::int64_t> shape) {
    std::uint64_t product = 1;
    bool none = false;
    for (const std::int64_t size : shape) {
        const auto factor = static_cast<std::uint64_t>(size);
        if (factor == 0) {
            none = true;
        } else if (factor > kMaxElements / product) {
            return std::nullopt;
        } else {
            product *= factor;
        }
    }
    return none ? 0 : product;
}

/// The entry as a tensor, with its dtype, rank and number of elements checked.
Outcome<TensorInfo> toTensor(SafetensorsEntry entry, std::string_view where) {
    const auto dtype = dtypeNamed(entry.dtype);
    if (!dtype) {
        return refused(where, "unknown dtype \"" + entry.dtype + "\"" + inTensor(entry.name));
    }
    if (entry.shape.size() > kMaxTensorRank) {
        return refused(where, "a rank above " + std::to_string(kMaxTensorRank) +
                                  inTensor(entry.name));
    }
    if (!elementsOf(entry.shape)) {
        return refused(where, "more than 2^48 elements" + inTensor(entry.name));
    }
    return TensorInfo{.name = std::move(entry.name),
                      .dtype = *dtype,
                      .shape = std::move(entry.shape),
                      .begin = static_cast<std::size_t>(entry.offsets[0]),
                      .end = static_cast<std::size_t>(entry.offsets[1])};
}

/// The entries of the header as tensors in the order of the text, and the metadata.
Outcome<SafetensorsHeader> readHeader(std::string_view text, std::string_view where) {
    const JsonLimits limits{.bytes = text.size(),
                            .depth = kMaxDepth,
                            .stringBytes = kMaxStringBytes,
                            .values = text.size(),
                            .wholeNumbersOnly = true};
    SafetensorsEvents events;
    if (const auto read = readJsonEvents(text, where, limits, events); !read) {
        return read.as<SafetensorsHeader>();
    }
    if (events.misfit()) {
        return jsonProblem(text, where, *events.misfit());
    }
    SafetensorsHeader header;
    header.metadata = events.takeMetadata();
    header.dataBegin = kLengthBytes + text.size();
    std::vector<SafetensorsEntry> entries = events.takeEntries();
    header.tensors.reserve(entries.size());
    for (SafetensorsEntry& entry : entries) {
        Outcome<TensorInfo> tensor = toTensor(std::move(entry), where);
        if (!tensor) {
            return tensor.as<SafetensorsHeader>();
        }
        header.tensors.push_back(std::move(*tensor));
    }
    return header;
}

std::string rangeText(const TensorInfo& tensor) {
    return "bytes " + std::to_string(tensor.begin) + " to " + std::to_string(tensor.end);
}

/// Tensors sorted by offset must fill the data section without hole, overlap or rest.
Outcome<Done> checkLayout(std::span<const TensorInfo> tensors, std::size_t dataBytes,
                          std::string_view where) {
    std::size_t expected = 0;
    for (const TensorInfo& tensor : tensors) {
        if (tensor.begin != expected) {
            return refused(where, (tensor.begin > expected ? "a hole before " : "an overlap at ") +
                                      rangeText(tensor) + inTensor(tensor.name));
        }
        if (tensor.end < tensor.begin) {
            return refused(where, rangeText(tensor) + " run backwards" + inTensor(tensor.name));
        }
        // Both factors are bounded: 2⁴⁸ elements of at most 8 bytes.
        const std::uint64_t wanted = *elementsOf(tensor.shape) * bytesOf(tensor.dtype);
        if (tensor.end - tensor.begin != wanted) {
            return refused(where, rangeText(tensor) + " do not hold the " + std::to_string(wanted) +
                                      " bytes of the shape" + inTensor(tensor.name));
        }
        expected = tensor.end;
    }
    if (expected != dataBytes) {
        return refused(where, "the tensors end at byte " + std::to_string(expected) +
                                  " of the data, the file at byte " + std::to_string(dataBytes));
    }
    return Done{};
}

} // namespace

std::size_t bytesOf(Dtype dtype) {
    return rowOf(dtype).bytes;
}

std::string_view nameOf(Dtype dtype) {
    return rowOf(dtype).name;
}

std::optional<Dtype> dtypeNamed(std::string_view name) {
    const auto* const found = std::ranges::find(kDtypes, name, &DtypeRow::name);
    return found == kDtypes.end() ? std::nullopt : std::optional(found->dtype);
}

Outcome<SafetensorsHeader> checkSafetensors(std::span<const std::byte> file,
                                            std::string_view where) {
    return checkSafetensors(file, file.size(), where);
}

Outcome<SafetensorsHeader> checkSafetensors(std::span<const std::byte> beginning,
                                            std::size_t fileBytes, std::string_view where) {
    const Outcome<std::string_view> text = headerText(beginning, where);
    if (!text) {
        return text.as<SafetensorsHeader>();
    }
    Outcome<SafetensorsHeader> read = readHeader(*text, where);
    if (!read) {
        return read;
    }
    SafetensorsHeader& header = *read;
    // An empty tensor begins where the next one does; the end tells them apart.
    const auto place = [](const TensorInfo& tensor) { return std::pair(tensor.begin, tensor.end); };
    if (!std::ranges::is_sorted(header.tensors, {}, place)) {
        std::ranges::stable_sort(header.tensors, {}, place);
    }
    const auto sound = checkLayout(header.tensors, fileBytes - header.dataBegin, where);
    if (!sound) {
        return sound.as<SafetensorsHeader>();
    }
    std::vector<std::string_view> names;
    names.reserve(header.tensors.size());
    for (const TensorInfo& tensor : header.tensors) {
        names.push_back(tensor.name);
    }
    header.byName = NameIndex(names);
    return read;
}

} // namespace vitrine
