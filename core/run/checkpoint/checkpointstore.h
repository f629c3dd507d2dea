#pragma once

#include "core/base/json.h"
#include "core/base/outcome.h"
#include "core/base/safetensors.h"
#include "core/base/tick.h"
#include "core/run/checkpoint/manifest.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace vitrine::run {

/// What a trainer saves at an update boundary. The bytes are host memory that does not change any
/// more; `owner` keeps them.
struct CheckpointContent {
    std::int64_t step = 0;
    std::string why = "periodic"; ///< or "best", "request", "pause", "stop"
    std::string configHash;
    std::string torch;
    std::vector<TensorToWrite> model;     ///< parameters, buffers, `ema.<name>`
    std::vector<TensorToWrite> optimizer; ///< `exp_avg.<name>` …; may be empty
    Json state;                           ///< state.json (training.md 6)
    /// Small texts beside the weights, by bare name (config.json, tokenizer.json): with them a
    /// checkpoint is a model folder that opens anywhere.
    std::vector<std::pair<std::string, std::string>> files;
    std::shared_ptr<const void> owner;

    [[nodiscard]] std::uint64_t bytes() const;
};

struct SavedCheckpoint {
    std::filesystem::path folder;
    Manifest manifest;
    double seconds = 0;
    bool verified = false; ///< read back, every checksum equal
};

/// What a search for checkpoints met.
struct FoundCheckpoints {
    std::optional<SavedCheckpoint> newest; ///< whose manifest and checksums are right
    std::vector<Problem> skipped;          ///< newer ones that are not: reported, never deleted
};

struct OpenedCheckpoint {
    std::filesystem::path folder;
    Manifest manifest;
    std::shared_ptr<const SafetensorsFile> model;
    std::shared_ptr<const SafetensorsFile> optimizer; ///< null if there is none
    Json state;
};

/// Verifies a checkpoint and opens its files.
[[nodiscard]] Outcome<OpenedCheckpoint> openCheckpoint(const std::filesystem::path& checkpoint);

/// The checkpoints of one run (training.md 6). Written by the holder of the run's lock, one at a
/// time; readers need nothing.
class CheckpointStore {
public:
    explicit CheckpointStore(std::filesystem::path checkpoints)
        : folder_(std::move(checkpoints)) {}

    /// Everything into a temporary folder, each file synced; manifest; rename; LATEST; read back.
    /// A step that is there and sound is not written again, only marked if asked for by hand. A
    /// Problem where space is short leaves the earlier ones as they were.
    [[nodiscard]] Outcome<SavedCheckpoint> save(const CheckpointContent& content,
                                                const Tick& tick = {}) const;

    /// The newest that verifies, at most `upTo`.
    [[nodiscard]] FoundCheckpoints newest(std::int64_t upTo = INT64_MAX) const;

    /// Steps that have a folder, sound or not; ascending.
    [[nodiscard]] std::vector<std::int64_t> steps() const;

    [[nodiscard]] std::filesystem::path folderOf(std::int64_t step) const;

    /// Whether a person asked for it.
    [[nodiscard]] bool keptByHand(std::int64_t step) const;

    /// Deletes one for retention: first renamed, so that nothing half deleted looks complete.
    [[nodiscard]] Outcome<Done> remove(std::int64_t step) const;

    /// Checkpoints after a step go to `superseded/` (resume from an earlier one).
    [[nodiscard]] Outcome<Done> supersedeAfter(std::int64_t step) const;

    /// Removes what dead processes left half written. At start, under the lock.
    void removeLeftovers() const;

private:
    [[nodiscard]] Outcome<Done> requireSpace(std::uint64_t bytes) const;
    [[nodiscard]] Outcome<std::optional<SavedCheckpoint>>
    existing(const CheckpointContent& content) const;
    [[nodiscard]] Outcome<SavedCheckpoint> writeNew(const CheckpointContent& content,
                                                    const Tick& tick) const;
    [[nodiscard]] Outcome<SavedCheckpoint> writeInto(const std::filesystem::path& temporary,
                                                     const CheckpointContent& content,
                                                     const Tick& tick) const;
    [[nodiscard]] Outcome<Done> publish(const std::filesystem::path& temporary,
                                        const std::filesystem::path& final) const;
    [[nodiscard]] Outcome<Done> setAside(const std::filesystem::path& checkpoint) const;

    std::filesystem::path folder_;
};

} // namespace vitrine::run
