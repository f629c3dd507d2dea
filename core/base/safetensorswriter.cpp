#include "core/base/safetensors.h"

#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace vitrine {

namespace {

constexpr std::size_t kAlignment = 8;

void requireFilled(const TensorToWrite& tensor) {
    std::size_t wanted = bytesOf(tensor.dtype);
    for (const std::int64_t size : tensor.shape) {
        if (size < 0) {
            throw std::invalid_argument("writeSafetensors: negative size in " + tensor.name);
        }
        wanted *= static_cast<std::size_t>(size);
    }
    if (wanted != tensor.bytes.size()) {
        throw std::invalid_argument("writeSafetensors: " + tensor.name + " has " +
                                    std::to_string(tensor.bytes.size()) + " bytes, its shape " +
                                    std::to_string(wanted));
    }
}

Json entryOf(const TensorToWrite& tensor, std::size_t begin) {
    Json::Array shape;
    for (const std::int64_t size : tensor.shape) {
        shape.emplace_back(size);
    }
    return Json::Object{
        {"dtype", nameOf(tensor.dtype)},
        {"shape", std::move(shape)},
        {"data_offsets", Json::Array{static_cast<std::int64_t>(begin),
                                     static_cast<std::int64_t>(begin + tensor.bytes.size())}}};
}

std::string headerOf(std::span<const TensorToWrite> tensors, const SafetensorsMetadata& metadata) {
    Json::Object header;
    if (!metadata.empty()) {
        Json::Object texts;
        for (const auto& [name, text] : metadata) {
            texts.emplace_back(name, text);
        }
        header.emplace_back("__metadata__", std::move(texts));
    }
    std::size_t begin = 0;
    for (const TensorToWrite& tensor : tensors) {
        header.emplace_back(tensor.name, entryOf(tensor, begin));
        begin += tensor.bytes.size();
    }
    std::string text = Json(std::move(header)).dump();
    text.resize((text.size() + kAlignment - 1) / kAlignment * kAlignment, ' ');
    return text;
}

/// What stands before the data: the header's length, then the header.
std::string beginningOf(const std::string& header) {
    std::string beginning;
    for (std::size_t byte = 0; byte < kAlignment; ++byte) {
        beginning.push_back(static_cast<char>((header.size() >> (8 * byte)) & 0xFF));
    }
    return beginning + header;
}

/// The JSON writer would replace invalid bytes, and so change a name unasked.
Outcome<Done> requireUtf8(std::span<const TensorToWrite> tensors,
                          const SafetensorsMetadata& metadata,
                          const std::filesystem::path& file) {
    bool valid = std::ranges::all_of(
        tensors, [](const TensorToWrite& tensor) { return isUtf8(tensor.name); });
    for (const auto& [name, text] : metadata) {
        valid = valid && isUtf8(name) && isUtf8(text);
    }
    if (valid) {
        return Done{};
    }
    return Problem{.what = "A name or a text in the metadata is not valid UTF-8",
                   .where = file.string(),
                   .advice = "Correct it and save again"};
}

} // namespace

Outcome<Done> writeSafetensors(const std::filesystem::path& file,
                               std::vector<TensorToWrite> tensors,
                               const SafetensorsMetadata& metadata,
                               const std::function<void(std::span<const std::byte>)>& observer) {
    std::ranges::for_each(tensors, requireFilled);
    std::ranges::sort(tensors, [](const TensorToWrite& a, const TensorToWrite& b) {
        const std::size_t bytesA = bytesOf(a.dtype);
        const std::size_t bytesB = bytesOf(b.dtype);
        return bytesA != bytesB ? bytesA > bytesB : a.name < b.name;
    });
    if (Outcome<Done> valid = requireUtf8(tensors, metadata, file); !valid) {
        return valid;
    }
    const std::string beginning = beginningOf(headerOf(tensors, metadata));
    std::size_t fileBytes = beginning.size();
    for (const TensorToWrite& tensor : tensors) {
        fileBytes += tensor.bytes.size();
    }
    const auto first = std::as_bytes(std::span(beginning));
    if (const auto sound = checkSafetensors(first, fileBytes, file.string()); !sound) {
        return sound.as<Done>();
    }
    const auto write = [&](const ByteSink& sink) -> Outcome<Done> {
        const auto put = [&](std::span<const std::byte> bytes) {
            if (observer) {
                observer(bytes);
            }
            return sink(bytes);
        };
        bool going = put(first);
        for (std::size_t index = 0; going && index < tensors.size(); ++index) {
            going = put(tensors[index].bytes);
        }
        return Done{};
    };
    return saveAtomically(file, write, {.expectedBytes = fileBytes});
}

} // namespace vitrine
