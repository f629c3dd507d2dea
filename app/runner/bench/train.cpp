#include "app/runner/bench/bench.h"
#include "app/runner/bench/peer.h"
#include "app/runner/bench/temporaryfolder.h"
#include "core/neural/engine.h"
#include "core/neural/probe/trainprobe.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace vitrine::app {

namespace {

/// A model of the sizes that the two bundled recipes train.
struct Shape {
    const char* name;
    const char* config;
    std::int64_t classes;
    neural::TrainProbeOptions options;
};

const std::array kShapes{
    Shape{"ViT 64 × 64, patch 8, width 128, 6 layers, batch 64",
          R"({"model_type": "vit", "image_size": 64, "patch_size": 8, "hidden_size": 128,
              "num_hidden_layers": 6, "num_attention_heads": 4, "intermediate_size": 512})",
          60,
          {.samples = 64}},
    Shape{"MiniLM, 32 texts of 32 tokens",
          R"({"model_type": "bert", "vocab_size": 30522, "hidden_size": 384,
              "num_hidden_layers": 6, "num_attention_heads": 12, "intermediate_size": 1536,
              "max_position_embeddings": 512, "type_vocab_size": 2})",
          26,
          {.samples = 32, .tokens = 32}},
};

Outcome<std::shared_ptr<Peer>> peerFor(const BenchContext& context, const Shape& shape,
                                       const std::filesystem::path& folder) {
    if (!context.peer) {
        return std::shared_ptr<Peer>();
    }
    std::vector<std::string> words = wordsOf(*context.peer);
    words.insert(words.end(), {"train", folder.string(), std::to_string(context.threads),
                               Json(shape.options.learningRate).dump()});
    return Peer::start(std::move(words));
}

/// Largest difference between the losses of the two sides, step by step; infinite where the peer
/// has done another number of steps.
Outcome<double> difference(Peer& peer, const std::vector<double>& losses) {
    const auto answer = peer.result();
    if (!answer) {
        return answer.as<double>();
    }
    const Json* theirs = answer->find("losses");
    if (theirs == nullptr || theirs->array() == nullptr ||
        theirs->array()->size() != losses.size()) {
        return INFINITY;
    }
    double largest = 0;
    for (std::size_t step = 0; step < losses.size(); ++step) {
        largest = std::max(largest, std::abs((*theirs->array())[step].number() - losses[step]));
    }
    return largest;
}

Outcome<Done> benchShape(const BenchContext& context, const Shape& shape) {
    const TemporaryFolder folder;
    const auto config = parseJson(shape.config, shape.name);
    if (!config) {
        return config.as<Done>();
    }
    auto probe = neural::TrainProbe::make(*config, shape.classes, shape.options);
    if (!probe) {
        return probe.as<Done>();
    }
    if (auto saved = (*probe)->save(folder.path()); !saved) {
        return saved;
    }
    const auto peer = peerFor(context, shape, folder.path());
    if (!peer) {
        return peer.as<Done>();
    }
    auto times = interleave(timed([&] { return (*probe)->step(); }),
                            *peer ? (*peer)->timedRun() : Timed(), context.plan);
    if (!times) {
        return times.as<Done>();
    }
    CaseResult result;
    result.bench = "train";
    result.name = shape.name;
    result.times = *std::move(times);
    result.ratioOfSpeeds = true;
    if (*peer) {
        const auto error = difference(**peer, (*probe)->losses());
        if (!error) {
            return error.as<Done>();
        }
        constexpr double kTolerance = 1e-4; // of a loss near ln(classes), as for logits
        result.maxError = *error;
        result.equal = *error <= kTolerance;
        result.bar = {.kind = Bar::Kind::RatioAtLeast, .limit = 1};
    }
    context.tell(result);
    return Done{};
}

} // namespace

Outcome<Done> benchTrain(const BenchContext& context) {
    const auto engine = neural::makeEngine({.threads = context.threads});
    for (const Shape& shape : kShapes) {
        if (auto done = benchShape(context, shape); !done) {
            return done;
        }
    }
    return Done{};
}

} // namespace vitrine::app
