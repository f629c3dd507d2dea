#pragma once

#include "app/runner/bench/bench.h"
#include "app/runner/bench/peer.h"
#include "core/neural/probe/folderprobe.h"

#include <memory>
#include <string_view>

namespace vitrine::app {

/// A model of a published size with random weights, and what it is run on. The peer makes both and
/// writes what came out, so that both sides do the same work on the same numbers.
struct Workload {
    std::string_view name;  ///< as peer.py knows it
    std::string_view about; ///< for people
    double reads = 0;       ///< how often a run reads all weights, where memory is its bound
};

/// A workload with the peer that made it.
struct Rivals {
    std::shared_ptr<Peer> peer;
    std::unique_ptr<neural::FolderProbe> ours;
};

/// Has the peer make the workload in a folder, with the attention that `way` names: "sdpa", "maps"
/// (eager, with its maps), "generate". A Problem without a peer, and where our outputs differ.
[[nodiscard]] Outcome<Rivals> rivalsFor(const BenchContext& context, const Workload& workload,
                                        std::string_view way,
                                        const std::filesystem::path& folder);

} // namespace vitrine::app
