#include "app/runner/bench/families.h"

#include "core/neural/parity/parity.h"

namespace vitrine::app {

Outcome<Rivals> rivalsFor(const BenchContext& context, const Workload& workload,
                          std::string_view way, const std::filesystem::path& folder) {
    if (!context.peer) {
        return Problem{"This bench needs a peer: it makes the models and the expected outputs",
                       std::string(workload.name),
                       "Give --peer \"PYTHON app/runner/bench/peer.py\""};
    }
    std::vector<std::string> words = wordsOf(*context.peer);
    words.insert(words.end(), {"model", std::string(workload.name), std::string(way),
                               folder.string(), std::to_string(context.threads)});
    auto peer = Peer::start(std::move(words));
    if (!peer) {
        return peer.as<Rivals>();
    }
    // Its answer comes once the folder is written.
    if (const auto made = (*peer)->result(); !made) {
        return made.as<Rivals>();
    }
    const auto expected = folder / "expected.safetensors";
    const auto parity = neural::runParity(folder, expected, {}, Tick());
    if (!parity) {
        return parity.as<Rivals>();
    }
    for (const neural::TensorParity& tensor : parity->tensors) {
        if (!tensor.passed) {
            return Problem{"The outputs differ: " + tensor.name + " " + tensor.reason,
                           std::string(workload.name),
                           "By " + std::to_string(tensor.maxAbsolute) + "; no time counts"};
        }
    }
    auto ours = neural::FolderProbe::open(folder, expected);
    if (!ours) {
        return ours.as<Rivals>();
    }
    return Rivals{.peer = *std::move(peer), .ours = *std::move(ours)};
}

} // namespace vitrine::app
