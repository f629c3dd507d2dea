#include "app/runner/bench/families.h"
#include "app/runner/bench/temporaryfolder.h"

#include <array>

namespace vitrine::app {

namespace {

constexpr std::array kWorkloads{
    Workload{"gpt2-write", "GPT-2, 64 tokens after 128, greedy", 64},
    Workload{"t5-write", "T5-small, 512 tokens read, 32 written, greedy"},
};

Outcome<Done> beside(const BenchContext& context, const Workload& workload) {
    const TemporaryFolder folder;
    auto rivals = rivalsFor(context, workload, "generate", folder.path());
    if (!rivals) {
        return rivals.as<Done>();
    }
    neural::FolderProbe& probe = *rivals->ours;
    std::int64_t differing = 0;
    auto times = interleave(timed([&]() -> Outcome<Done> {
                                const auto wrong = probe.written();
                                if (!wrong) {
                                    return wrong.as<Done>();
                                }
                                differing += *wrong;
                                return Done{};
                            }),
                            rivals->peer->timedRun(), context.plan);
    if (!times) {
        return times.as<Done>();
    }
    CaseResult result;
    result.bench = "generate";
    result.name = std::string(workload.about);
    result.times = *std::move(times);
    result.ratioOfSpeeds = true;
    result.equal = differing == 0;
    result.work = {.flops = 0, .bytes = probe.weightBytes() * workload.reads};
    result.bar = {.kind = Bar::Kind::RatioAtLeast, .limit = 1.3};
    context.tell(result);
    return Done{};
}

} // namespace

Outcome<Done> benchGenerate(const BenchContext& context) {
    for (const Workload& workload : kWorkloads) {
        if (workload.name.find(context.workloads) == std::string_view::npos) {
            continue;
        }
        if (auto done = beside(context, workload); !done) {
            return done;
        }
    }
    return Done{};
}

} // namespace vitrine::app
