#include "app/runner/bench/families.h"
#include "app/runner/bench/temporaryfolder.h"

#include <array>

namespace vitrine::app {

namespace {

constexpr std::array kWorkloads{
    Workload{"bert-512", "BERT-base, 512 tokens"},
    Workload{"gpt2-1024", "GPT-2, 1,024 tokens"},
    Workload{"vit", "ViT-B/16, 224 x 224"},
    Workload{"clip", "CLIP B/32, a picture and 77 tokens"},
    Workload{"timesformer", "TimeSformer-B, 8 frames of 224 x 224"},
    Workload{"t5-512", "T5-small, 512 tokens read, 32 written"},
    Workload{"distilbert-512", "DistilBERT, 512 tokens"},
    Workload{"albert-512", "ALBERT-base, 512 tokens"},
    Workload{"electra-512", "ELECTRA-base, 512 tokens"},
    Workload{"roberta-512", "RoBERTa-base, 512 tokens"},
    Workload{"bart-512", "BART-base, 512 tokens read, 32 written"},
    Workload{"deit", "DeiT-B/16, 224 x 224"},
    Workload{"blip", "BLIP-base matching, 384 x 384 and 32 tokens"},
};

CaseResult caseOf(const Workload& workload, const std::string& what, PairTimes times) {
    CaseResult result;
    result.bench = "forward";
    result.name = std::string(workload.about) + ", " + what;
    result.times = std::move(times);
    result.equal = true; // else rivalsFor had failed
    return result;
}

Outcome<Done> beside(const BenchContext& context, const Workload& workload, std::string_view way) {
    const bool maps = way == "maps";
    const TemporaryFolder folder;
    auto rivals = rivalsFor(context, workload, way, folder.path());
    if (!rivals) {
        return rivals.as<Done>();
    }
    neural::FolderProbe& probe = *rivals->ours;
    const Timed plain = timed([&] { return probe.plain(); });
    const Timed captured = timed([&] { return probe.captured(); });
    auto times = interleave(maps ? captured : plain, rivals->peer->timedRun(), context.plan);
    if (!times) {
        return times.as<Done>();
    }
    // specs/performance.md 5 (B1) and the bars of the families.
    CaseResult result = caseOf(workload, maps ? "attention kept, beside all maps" : "beside SDPA",
                               *std::move(times));
    result.ratioOfSpeeds = true;
    result.bar = {.kind = Bar::Kind::RatioAtLeast, .limit = maps ? 1.0 : 1 / 0.95};
    context.tell(result);
    if (!maps) {
        return Done{};
    }
    constexpr double kCaptureBar = 1.05;
    auto own = interleave(captured, plain, context.plan);
    if (!own) {
        return own.as<Done>();
    }
    result = caseOf(workload, "attention kept, beside none", *std::move(own));
    result.bar = {.kind = Bar::Kind::RatioAtMost, .limit = kCaptureBar};
    context.tell(result);
    return Done{};
}

} // namespace

Outcome<Done> benchForward(const BenchContext& context) {
    for (const Workload& workload : kWorkloads) {
        if (workload.name.find(context.workloads) == std::string_view::npos) {
            continue;
        }
        for (const std::string_view way : {"sdpa", "maps"}) {
            if (auto done = beside(context, workload, way); !done) {
                return done;
            }
        }
    }
    return Done{};
}

} // namespace vitrine::app
