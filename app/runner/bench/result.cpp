#include "app/runner/bench/result.h"

#include "app/runner/bench/statistics.h"
#include "app/runner/say.h"

#include <algorithm>

namespace vitrine::app {

namespace {

std::optional<RatioInterval> ratioOf(const CaseResult& result) {
    const auto& [ours, peer, used, peak] = result.times;
    if (peer.empty()) {
        return std::nullopt;
    }
    return result.ratioOfSpeeds ? medianRatio(peer, ours) : medianRatio(ours, peer);
}

bool meetsBar(const CaseResult& result) {
    const auto ratio = ratioOf(result);
    switch (result.bar.kind) {
    case Bar::Kind::None:
        return true;
    case Bar::Kind::MillisecondsAtMost:
        return medianOf(result.times.ours) <= result.bar.limit;
    case Bar::Kind::RatioAtMost:
        return !ratio || ratio->ratio <= result.bar.limit;
    case Bar::Kind::RatioAtLeast:
        return !ratio || ratio->ratio >= result.bar.limit;
    }
    return false;
}

std::string spelled(const Bar& bar) {
    switch (bar.kind) {
    case Bar::Kind::None:
        return {};
    case Bar::Kind::MillisecondsAtMost:
        return "≤ " + fixed(bar.limit, bar.limit < 1 ? 3 : 0) + " ms";
    case Bar::Kind::RatioAtMost:
        return "≤ " + fixed(bar.limit, 2) + " ×";
    case Bar::Kind::RatioAtLeast:
        return "≥ " + fixed(bar.limit, 1) + " ×";
    }
    return {};
}

/// What holds our side back, from how near it comes to what the machine can do.
std::string boundOf(const CaseResult& result, const RunFacts& facts) {
    constexpr double kMuchSystem = 0.3;
    constexpr double kNearNothing = 0.1;
    const double seconds = medianOf(result.times.ours) * 1e-3;
    const double compute = result.work.flops / (facts.constants.productGflops * 1e9) / seconds;
    const double memory = result.work.bytes / (facts.constants.copyGbs * 1e9) / seconds;
    if (result.times.used.systemShare() > kMuchSystem) {
        return "system";
    }
    if (std::max(compute, memory) < kNearNothing) {
        return "launch";
    }
    return compute >= memory ? "compute" : "memory";
}

Json numbers(const std::vector<double>& values) {
    return Json(Json::Array(values.begin(), values.end()));
}

template <class Value>
Json orNull(const std::optional<Value>& value) {
    return value ? Json(*value) : Json();
}

} // namespace

Json jsonOf(const CaseResult& result, const RunFacts& facts) {
    const auto ratio = ratioOf(result);
    const double seconds = medianOf(result.times.ours) * 1e-3;
    const auto runs = static_cast<std::int64_t>(result.times.ours.size());
    Json json;
    json.set("bench", result.bench);
    json.set("case", result.name);
    json.set("ours_ms", numbers(result.times.ours));
    json.set("peer_ms", numbers(result.times.peer));
    json.set("ratio", ratio ? Json(ratio->ratio) : Json());
    json.set("low", ratio ? Json(ratio->low) : Json());
    json.set("high", ratio ? Json(ratio->high) : Json());
    json.set("max_error", orNull(result.maxError));
    json.set("equal", orNull(result.equal));
    json.set("bound", boundOf(result, facts));
    json.set("gflops", result.work.flops / seconds * 1e-9);
    json.set("gbs", result.work.bytes / seconds * 1e-9);
    json.set("faults", runs > 0 ? result.times.used.faults / runs : 0);
    json.set("sys_share", result.times.used.systemShare());
    json.set("peak_bytes", static_cast<std::int64_t>(result.times.peakBytes));
    json.set("threads", facts.threads);
    json.set("versions", facts.versions);
    const double speed = result.work.textBytes / seconds * 1e-6;
    json.set("mbs", speed > 0 ? Json(speed) : Json());
    json.set("bar", spelled(result.bar));
    json.set("met", meetsBar(result));
    json.set("product_peak_gflops", facts.constants.productGflops);
    json.set("copy_peak_gbs", facts.constants.copyGbs);
    return json;
}

std::string lineOf(const CaseResult& result) {
    const double median = medianOf(result.times.ours);
    std::string line = result.bench + " " + result.name + "  " +
                       fixed(median, median < 1 ? 4 : 2) + " ms";
    if (result.work.textBytes > 0) {
        line += "  " + fixed(result.work.textBytes / median * 1e-3, 1) + " MB/s";
    }
    if (const auto ratio = ratioOf(result)) {
        line += "  " + fixed(ratio->ratio, 3) + " × (95 %: " + fixed(ratio->low, 3) + "–" +
                fixed(ratio->high, 3) + ")";
    }
    if (result.bar.kind != Bar::Kind::None) {
        line += "  bar " + spelled(result.bar) + (meetsBar(result) ? " met" : " MISSED");
    }
    if (result.equal && !*result.equal) {
        line += "  OUTPUTS DIFFER";
    }
    return line;
}

bool stands(const CaseResult& result, bool strict) {
    const bool counts = strict || result.bar.kind != Bar::Kind::MillisecondsAtMost;
    return result.equal.value_or(true) && (!counts || meetsBar(result));
}

} // namespace vitrine::app
