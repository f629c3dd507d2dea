#pragma once

#include "core/base/outcome.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vitrine {

enum class Dtype { Bool, U8, I8, F8E4M3, F8E5M2, I16, U16, F16, BF16, I32, U32, F32, I64, U64, F64, C64 };

[[nodiscard]] std::size_t bytesOf(Dtype dtype);
[[nodiscard]] std::string_view nameOf(Dtype dtype); ///< as the format spells it: "F32"

struct TensorInfo {
    std::string name;
    Dtype dtype = Dtype::F32;
    std::vector<std::int64_t> shape;
    std::size_t begin = 0; ///< bytes from the start of the data section
    std::size_t end = 0;
};

/// A checked, memory-mapped safetensors file. Immutable; tensors are views that live as long as it.
class SafetensorsFile {
public:
    using Metadata = std::vector<std::pair<std::string, std::string>>;

    /// Opens and checks everything before a byte of data is used: header length, strict JSON,
    /// known dtypes, shapes, no hole, overlap or trailing byte.
    [[nodiscard]] static Outcome<std::shared_ptr<const SafetensorsFile>>
    open(const std::filesystem::path& file);

    ~SafetensorsFile();
    SafetensorsFile(const SafetensorsFile&) = delete;
    SafetensorsFile& operator=(const SafetensorsFile&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::span<const TensorInfo> tensors() const { return tensors_; } ///< by offset
    [[nodiscard]] const TensorInfo* find(std::string_view name) const;
    [[nodiscard]] const Metadata& metadata() const { return metadata_; }

    /// The tensor's bytes. Not promised to be aligned to the element size.
    [[nodiscard]] std::span<const std::byte> bytes(const TensorInfo& tensor) const;

private:
    SafetensorsFile() = default;

    std::filesystem::path path_;
    std::vector<TensorInfo> tensors_;
    std::vector<std::size_t> byName_; ///< indices into tensors_, sorted by name
    Metadata metadata_;
    const std::byte* map_ = nullptr;
    std::size_t mapBytes_ = 0;
    std::size_t dataBegin_ = 0;
};

/// A tensor to be written; `bytes` must hold exactly the elements of `shape`.
struct TensorToWrite {
    std::string name;
    Dtype dtype = Dtype::F32;
    std::vector<std::int64_t> shape;
    std::span<const std::byte> bytes;
};

/// Writes through saveAtomically, larger dtypes first, then by name; header padded to 8.
[[nodiscard]] Outcome<Done> writeSafetensors(const std::filesystem::path& file,
                                             std::vector<TensorToWrite> tensors,
                                             const SafetensorsFile::Metadata& metadata = {});

} // namespace vitrine
