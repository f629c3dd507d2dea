#include "core/neural/parity/parity.h"

#include "core/base/safetensors.h"
#include "core/neural/border.h"
#include "core/neural/models/open.h"
#include "core/neural/parity/expectedinput.h"
#include "core/neural/parity/generated.h"
#include "core/neural/parity/producer.h"

#include <ATen/ops/where.h>
#include <ATen/ops/zeros_like.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <optional>

namespace vitrine::neural {

namespace {

TensorParity failed(const std::string& name, std::string reason) {
    return {.name = name, .passed = false, .reason = std::move(reason)};
}

TensorParity compare(const std::string& name, const at::Tensor& ours, const at::Tensor& expected,
                     const std::optional<at::Tensor>& counted, double tolerance) {
    if (!ours.defined()) {
        return failed(name, "this model does not produce it");
    }
    if (ours.sizes() != expected.sizes()) {
        return failed(name, "the shapes differ");
    }
    at::Tensor difference = ours.sub(expected).abs().to(at::kDouble);
    if (counted) {
        difference =
            at::where(counted->expand_as(difference), difference, at::zeros_like(difference));
    }
    const at::Tensor size = expected.abs().to(at::kDouble);
    const at::Tensor relative =
        at::where(size.gt(0), difference.div(size), at::zeros_like(difference));
    const bool any = difference.numel() > 0;
    TensorParity parity{.name = name,
                        .maxAbsolute = any ? difference.max().item<double>() : 0,
                        .maxRelative = any ? relative.max().item<double>() : 0,
                        .tolerance = tolerance};
    // NaN compares false: a tensor with NaN does not pass.
    parity.passed = parity.maxAbsolute <= tolerance;
    return parity;
}

constexpr std::string_view kGenerated = "generated.ids";

// What one forward pass yields; a text that the model writes is another matter.
bool isOfForwardPass(const TensorInfo& tensor) {
    return !tensor.name.starts_with("input.") && tensor.name != kGenerated;
}

// Compares the tensors of one forward pass.
Outcome<Done> compareForward(const SafetensorsFile& file, const Network& network, Batch batch,
                             const ParityOptions& options, ParityReport& report,
                             const Tick& tick) {
    if (std::ranges::none_of(file.tensors(), isOfForwardPass)) {
        return Done{};
    }
    const auto producer = Producer::run(network, std::move(batch), tick);
    if (!producer) {
        return producer.as<Done>();
    }
    const auto total = static_cast<std::int64_t>(file.tensors().size());
    std::int64_t done = 0;
    for (const TensorInfo& tensor : file.tensors()) {
        if (!tick.update(done++, total)) {
            return Cancelled{};
        }
        if (!isOfForwardPass(tensor)) {
            continue;
        }
        auto expected = expectedTensor(file, tensor);
        if (!expected) {
            return expected.as<Done>();
        }
        const double tolerance =
            tensor.name.starts_with("attention.") ? options.mapTolerance : options.tolerance;
        auto ours = producer->produce(tensor.name, tick);
        if (!ours) {
            return ours.as<Done>();
        }
        report.tensors.push_back(
            compare(tensor.name, *ours, *expected, producer->counted(tensor.name), tolerance));
    }
    return Done{};
}

Outcome<ParityReport> compareAll(const SafetensorsFile& file, const OpenedNetwork& opened,
                                 const Batch& batch, const ParityOptions& options,
                                 const Tick& tick) {
    ParityReport report;
    if (auto done = compareForward(file, *opened.network, batch, options, report, tick); !done) {
        return done.as<ParityReport>();
    }
    if (const TensorInfo* tensor = file.find(kGenerated)) {
        const auto expected = expectedTensor(file, *tensor);
        if (!expected) {
            return expected.as<ParityReport>();
        }
        auto generated = compareGenerated(file, opened, batch, *expected, tick);
        if (!generated) {
            return generated.as<ParityReport>();
        }
        report.tensors.push_back(*std::move(generated));
    }
    report.passed = std::ranges::all_of(report.tensors, &TensorParity::passed);
    return report;
}

} // namespace

Outcome<ParityReport> runParity(const std::filesystem::path& folder,
                                const std::filesystem::path& expected, const ParityOptions& options,
                                const Tick& tick) {
    return guarded(expected.string(), [&]() -> Outcome<ParityReport> {
        const c10::InferenceMode inference;
        auto file = SafetensorsFile::open(expected);
        if (!file) {
            return file.as<ParityReport>();
        }
        auto batch = expectedInput(**file);
        if (!batch) {
            return batch.as<ParityReport>();
        }
        auto opened = openNetwork(folder);
        if (!opened) {
            return opened.as<ParityReport>();
        }
        return compareAll(**file, *opened, *batch, options, tick);
    });
}

} // namespace vitrine::neural
