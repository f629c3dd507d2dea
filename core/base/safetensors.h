#pragma once

#include "core/base/nameindex.h"
#include "core/base/outcome.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vitrine {

enum class Dtype {
    Bool,
    U8,
    I8,
    F8E4M3,
    F8E5M2,
    I16,
    U16,
    F16,
    BF16,
    I32,
    U32,
    F32,
    I64,
    U64,
    F64,
    C64
};

[[nodiscard]] std::size_t bytesOf(Dtype dtype);
[[nodiscard]] std::string_view nameOf(Dtype dtype); ///< as the format spells it: "F32"
[[nodiscard]] std::optional<Dtype> dtypeNamed(std::string_view name);

struct TensorInfo {
    std::string name;
    Dtype dtype = Dtype::F32;
    std::vector<std::int64_t> shape;
    std::size_t begin = 0; ///< bytes from the start of the data section
    std::size_t end = 0;
};

/// Metadata of a file in its order: plain text from a stranger, never to be shown as rich text.
using SafetensorsMetadata = std::vector<std::pair<std::string, std::string>>;

/// What the header of a file says, checked.
struct SafetensorsHeader {
    std::vector<TensorInfo> tensors;  ///< by offset
    NameIndex byName;                 ///< finds indices into tensors
    SafetensorsMetadata metadata;
    std::size_t dataBegin = 0; ///< where the data section begins in the file
};

/// Checks the bytes of a whole file in this order: header length; strict JSON (no duplicate key,
/// whole numbers, depth ≤ 8, strings ≤ 4 KiB, ≤ 2,000,000 tensors); the keys of every entry; dtype,
/// rank ≤ 16, ≤ 2⁴⁸ elements; no hole, overlap or trailing byte. `where` names the file.
[[nodiscard]] Outcome<SafetensorsHeader> checkSafetensors(std::span<const std::byte> file,
                                                          std::string_view where);

/// The same from the first bytes of a file of `fileBytes`, which must reach past the header.
[[nodiscard]] Outcome<SafetensorsHeader> checkSafetensors(std::span<const std::byte> beginning,
                                                          std::size_t fileBytes,
                                                          std::string_view where);

/// A checked safetensors file. Immutable; tensors are views that live as long as it. Mapped
/// privately where the file is on a local disk and belongs to the person or cannot be written by
/// them, otherwise read into memory: a mapped file that somebody cuts would end the program.
class SafetensorsFile {
public:
    using Metadata = SafetensorsMetadata;

    /// Opens and checks everything before a byte of data is used (checkSafetensors).
    [[nodiscard]] static Outcome<std::shared_ptr<const SafetensorsFile>>
    open(const std::filesystem::path& file);

    ~SafetensorsFile();
    SafetensorsFile(const SafetensorsFile&) = delete;
    SafetensorsFile& operator=(const SafetensorsFile&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::span<const TensorInfo> tensors() const { return header_.tensors; }
    [[nodiscard]] const TensorInfo* find(std::string_view name) const;
    [[nodiscard]] const Metadata& metadata() const { return header_.metadata; }

    /// The tensor's bytes. Not promised to be aligned to the element size.
    [[nodiscard]] std::span<const std::byte> bytes(const TensorInfo& tensor) const;

    /// Whether size and time of the file are still those of opening: asked once the weights have
    /// been copied, because a file that changed meanwhile gave a mixture.
    [[nodiscard]] Outcome<Done> unchanged() const;

private:
    SafetensorsFile() = default;

    [[nodiscard]] std::span<const std::byte> content() const;

    std::filesystem::path path_;
    SafetensorsHeader header_;
    const std::byte* map_ = nullptr;
    std::unique_ptr<std::byte[]> copy_; ///< instead of a map
    std::size_t size_ = 0;
    std::int64_t modified_ = 0; ///< nanoseconds
};

/// A tensor to be written; `bytes` must hold exactly the elements of `shape`.
struct TensorToWrite {
    std::string name;
    Dtype dtype = Dtype::F32;
    std::vector<std::int64_t> shape;
    std::span<const std::byte> bytes;
};

/// Writes through saveAtomically, larger dtypes first, then by name; header padded to 8. Throws
/// std::invalid_argument where bytes do not fill a shape. A header that the reader would refuse
/// (two equal names, a text above 4 KiB, invalid UTF-8) is a Problem, and nothing is written.
/// `observer` sees every byte of the file in order before it goes out: for checksums.
[[nodiscard]] Outcome<Done>
writeSafetensors(const std::filesystem::path& file, std::vector<TensorToWrite> tensors,
                 const SafetensorsMetadata& metadata = {},
                 const std::function<void(std::span<const std::byte>)>& observer = {});

} // namespace vitrine
