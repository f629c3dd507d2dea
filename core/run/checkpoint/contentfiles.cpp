#include "core/run/checkpoint/contentfiles.h"

#include "core/base/crc32c.h"
#include "core/base/files.h"

#include <algorithm>
#include <span>

namespace vitrine::run {

namespace fs = std::filesystem;

namespace {

std::uint64_t bytesOfAll(std::span<const TensorToWrite> tensors) {
    std::uint64_t sum = 0;
    for (const TensorToWrite& tensor : tensors) {
        sum += tensor.bytes.size();
    }
    return sum;
}

Outcome<ManifestFile> writeTensors(const fs::path& folder, const std::string& name,
                                   const std::vector<TensorToWrite>& tensors,
                                   const SafetensorsMetadata& metadata) {
    ManifestFile file{.name = name};
    const auto written = writeSafetensors(folder / name, tensors, metadata,
                                          [&](std::span<const std::byte> bytes) {
                                              file.size += bytes.size();
                                              file.crc = crc32c(bytes, file.crc);
                                          });
    return written ? Outcome<ManifestFile>(file) : written.as<ManifestFile>();
}

Outcome<ManifestFile> writeText(const fs::path& folder, const std::string& name,
                                const std::string& text) {
    const auto saved = saveAtomically(folder / name, text);
    if (!saved) {
        return saved.as<ManifestFile>();
    }
    return ManifestFile{name, text.size(), crc32c(text)};
}

} // namespace

std::uint64_t CheckpointContent::bytes() const {
    return bytesOfAll(model) + bytesOfAll(optimizer);
}

Outcome<Manifest> writeContent(const fs::path& folder, const CheckpointContent& content,
                               const Tick& tick) {
    Manifest manifest{.step = content.step,
                      .configHash = content.configHash,
                      .torch = content.torch,
                      .why = content.why};
    const SafetensorsMetadata metadata{{"format", "pt"}, {"step", std::to_string(content.step)}};
    auto file = writeTensors(folder, "model.safetensors", content.model, metadata);
    if (!file) {
        return file.as<Manifest>();
    }
    manifest.files.push_back(*file);
    if (!tick.update(static_cast<std::int64_t>(file->size),
                     static_cast<std::int64_t>(content.bytes()), Unit::Bytes)) {
        return Cancelled{};
    }
    if (!content.optimizer.empty()) {
        file = writeTensors(folder, "optimizer.safetensors", content.optimizer, metadata);
        if (!file) {
            return file.as<Manifest>();
        }
        manifest.files.push_back(*file);
    }
    file = writeText(folder, "state.json", content.state.dump() + "\n");
    if (!file) {
        return file.as<Manifest>();
    }
    manifest.files.push_back(*file);
    for (const auto& [name, text] : content.files) {
        file = writeText(folder, name, text);
        if (!file) {
            return file.as<Manifest>();
        }
        manifest.files.push_back(*file);
    }
    return manifest;
}

Outcome<OpenedCheckpoint> openCheckpoint(const fs::path& checkpoint) {
    using Opened = OpenedCheckpoint;
    Opened opened{.folder = checkpoint};
    auto manifest = readManifest(checkpoint);
    if (!manifest) {
        return manifest.as<Opened>();
    }
    if (const auto sound = verifyFiles(checkpoint, *manifest); !sound) {
        return sound.as<Opened>();
    }
    opened.manifest = *std::move(manifest);
    auto model = SafetensorsFile::open(checkpoint / "model.safetensors");
    if (!model) {
        return model.as<Opened>();
    }
    opened.model = *std::move(model);
    const bool hasOptimizer = std::ranges::any_of(
        opened.manifest.files,
        [](const ManifestFile& file) { return file.name == "optimizer.safetensors"; });
    if (hasOptimizer) {
        auto optimizer = SafetensorsFile::open(checkpoint / "optimizer.safetensors");
        if (!optimizer) {
            return optimizer.as<Opened>();
        }
        opened.optimizer = *std::move(optimizer);
    }
    const JsonLimits limits{.bytes = std::size_t{64} << 20, .stringBytes = std::size_t{16} << 20};
    auto state = readJson(checkpoint / "state.json", limits);
    if (!state) {
        return state.as<Opened>();
    }
    opened.state = *std::move(state);
    return opened;
}

} // namespace vitrine::run
