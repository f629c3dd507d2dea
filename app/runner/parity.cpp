#include "core/neural/parity/parity.h"

#include "app/runner/enginefor.h"
#include "app/runner/say.h"
#include "app/runner/verb.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace vitrine::app {

namespace {

constexpr std::array kOptions{
    OptionSpec{"model", "DIR", "the model's folder (needed)"},
    OptionSpec{"expected", "FILE", "safetensors file with inputs and expected tensors (needed)"},
    OptionSpec{"tolerance", "X", "largest difference of states and logits (default: 1e-4)"},
    OptionSpec{"map-tolerance", "X", "largest difference of attention maps (default: 1e-5)"},
    kThreadsOption,
    OptionSpec{"json", "", "one object: passed, tensors"},
};

Json jsonOf(const neural::ParityReport& report) {
    Json::Array tensors;
    for (const neural::TensorParity& each : report.tensors) {
        Json tensor;
        tensor.set("name", each.name);
        tensor.set("max_abs", each.reason.empty() ? Json(each.maxAbsolute) : Json());
        tensor.set("max_rel", each.reason.empty() ? Json(each.maxRelative) : Json());
        tensor.set("tolerance", each.tolerance);
        tensor.set("passed", each.passed);
        if (!each.reason.empty()) {
            tensor.set("reason", each.reason);
        }
        tensors.push_back(std::move(tensor));
    }
    Json json;
    json.set("passed", report.passed);
    json.set("tensors", std::move(tensors));
    return json;
}

std::string scientific(double number) {
    std::array<char, 32> text{};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), number,
                                            std::chars_format::scientific, 2);
    return {text.data(), error == std::errc{} ? end : text.data()};
}

void sayForPeople(const neural::ParityReport& report) {
    std::size_t width = 0;
    for (const neural::TensorParity& tensor : report.tensors) {
        width = std::max(width, tensor.name.size());
    }
    for (const neural::TensorParity& tensor : report.tensors) {
        std::string line = tensor.passed ? "  ok      " : "  FAILED  ";
        line += tensor.name;
        line.append(width - tensor.name.size() + 2, ' ');
        line += tensor.reason.empty()
                    ? scientific(tensor.maxAbsolute) + " (allowed " + scientific(tensor.tolerance) +
                          ", relative " + scientific(tensor.maxRelative) + ")"
                    : tensor.reason;
        say(line);
    }
    say(report.passed ? "All tensors agree." : "Some tensors do not agree.");
}

/// The tolerances; a Problem is a wrong use.
Outcome<neural::ParityOptions> tolerancesFrom(const Options& options) {
    if (!options.has("model") || !options.has("expected")) {
        return Problem{"--model and --expected are needed", {}, {}};
    }
    neural::ParityOptions parity;
    const auto tolerance = options.number("tolerance", parity.tolerance);
    if (!tolerance) {
        return tolerance.as<neural::ParityOptions>();
    }
    const auto mapTolerance = options.number("map-tolerance", parity.mapTolerance);
    if (!mapTolerance) {
        return mapTolerance.as<neural::ParityOptions>();
    }
    parity.tolerance = *tolerance;
    parity.mapTolerance = *mapTolerance;
    return parity;
}

Exit run(const Options& options) {
    const auto tolerances = tolerancesFrom(options);
    if (!tolerances) {
        return misused(tolerances.problem(), "parity");
    }
    // Made for what it does to the process: LibTorch's threads and allocator.
    const auto engine = engineFor(options);
    if (!engine) {
        return misused(engine.problem(), "parity");
    }
    const auto report =
        neural::runParity(*options.text("model"), *options.text("expected"), *tolerances, {});
    if (!report) {
        return failed(report);
    }
    options.has("json") ? sayJson(jsonOf(*report)) : sayForPeople(*report);
    return report->passed ? Exit::Done : Exit::Failed;
}

} // namespace

const Verb kParityVerb{
    .name = "parity",
    .summary = "compares a model with expected tensors from elsewhere",
    .usage = "--model DIR --expected FILE [--tolerance X] [--map-tolerance X] [--json]",
    .about = "Runs the model on exactly the ids of the file and tells the largest difference of\n"
             "each tensor in it. Exit code 1 above a tolerance, and for a tensor that cannot be\n"
             "produced.",
    .options = kOptions,
    .run = run,
};

} // namespace vitrine::app
