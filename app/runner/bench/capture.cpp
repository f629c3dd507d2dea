#include "app/runner/bench/bench.h"
#include "app/runner/bench/randomgpt2.h"

namespace vitrine::app {

Outcome<Done> benchCapture(const BenchContext& context) {
    constexpr double kBar = 1.05;        // specs/attention.md section 16
    constexpr double kTolerance = 1e-4;  // states, fp32: specs/performance.md section 1
    auto probe = randomGpt2(context.tokens);
    if (!probe) {
        return probe.as<Done>();
    }
    neural::ForwardProbe& network = **probe;
    const Timed captured = timed([&]() -> Outcome<Done> {
        const auto trace = network.captured();
        return trace ? Outcome<Done>(Done{}) : trace.as<Done>();
    });
    const Timed plain = timed([&] { return network.plain(); });
    auto times = interleave(captured, plain, context.plan);
    if (!times) {
        return times.as<Done>();
    }
    CaseResult result;
    result.bench = "capture";
    result.name = "gpt2-small, " + std::to_string(context.tokens) + " tokens, Q and K kept";
    result.times = *std::move(times);
    result.maxError = network.difference();
    result.equal = *result.maxError <= kTolerance;
    result.work = {.flops = network.operations(), .bytes = network.weightBytes()};
    result.bar = {.kind = Bar::Kind::RatioAtMost, .limit = kBar};
    context.tell(result);
    return Done{};
}

} // namespace vitrine::app
